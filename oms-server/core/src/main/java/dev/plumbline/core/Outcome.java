package dev.plumbline.core;

/// What became of an input. inputs = applied + duplicate + parked + quarantined (+ ignored in a log), always.
public enum Outcome {
    /// It counted, whether or not it changed a number.
    APPLIED,
    /// It was here before, whole.
    DUPLICATE,
    /// It refers to something that we have not heard of; kept until that turns up.
    PARKED,
    /// It cannot be read or cannot be true; kept with its raw bytes and the reason, for a person.
    QUARANTINED,
    /// A message of the session, not about an order.
    IGNORED
}
