package dev.plumbline.journal;

/// What a record survives once [Log#flush()] has returned.
public enum Durability {
    /// The end of this process, a kill -9 included: the operating system has it.
    PROCESS,
    /// A power cut: the disk has it.
    POWER
}
