package dev.plumbline.simulation;

/// The process is dead: what runs ends here, and nothing of it is heard any more. An error, as no part of the product may
/// take it for a failure that it can live with.
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    final Met how;

    Crash(Met how, String where) {
        super(where, null, false, false);
        this.how = how;
    }
}
