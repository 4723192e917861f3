package dev.plumbline.console.notices;

/// What a person hears: each of another height and rhythm.
public enum Sound {
    FILL,
    REJECT,
    ALERT,
    CONNECTION_LOST
}
