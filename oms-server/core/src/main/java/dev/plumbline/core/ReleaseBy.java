package dev.plumbline.core;

/// Who may release a halt.
public enum ReleaseBy {
    /// Anybody but who pulled it.
    SECOND_PERSON,
    ANYONE
}
