package dev.plumbline.console.notices;

/// Classes of notices: of each there is one toast at most, so that a burst is one line.
enum Sort {
    CONNECTION(Sound.CONNECTION_LOST, 0),
    OWN_REJECT(Sound.REJECT, 0),
    ALERT(Sound.ALERT, 0),
    REJECT(Sound.REJECT, 500),
    FILL(Sound.FILL, 500);

    private final Sound sound;
    private final int gatherMs;

    Sort(Sound sound, int gatherMs) {
        this.sound = sound;
        this.gatherMs = gatherMs;
    }

    Sound sound() {
        return sound;
    }

    /// So long it waits for more of its kind before it is shown.
    int gatherMs() {
        return gatherMs;
    }
}
