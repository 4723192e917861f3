package dev.plumbline.simulation;

/// The life of one process. Everything that it does to the world outside, be it a byte on the disk or a message, is one
/// effect; it may die before any of them.
final class Mortal {
    private boolean alive = true;
    private int effectsLeft;

    /// @param effects so many, then it dies; 0 where it does not die of them
    Mortal(int effects) {
        effectsLeft = effects;
    }

    boolean isAlive() {
        return alive;
    }

    void kill() {
        alive = false;
    }

    /// @throws Crash where the process dies before it
    void effect(String what) {
        if (diesNow()) throw new Crash(Met.KILL_AT_AN_EFFECT, "before: " + what);
    }

    /// Whether it dies in the midst of the effect that comes now.
    boolean diesNow() {
        if (!alive) throw new Crash(Met.KILL_AT_AN_EFFECT, "dead already");
        if (effectsLeft == 0 || --effectsLeft > 0) return false;
        alive = false;
        return true;
    }
}
