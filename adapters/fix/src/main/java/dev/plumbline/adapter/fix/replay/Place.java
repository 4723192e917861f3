package dev.plumbline.adapter.fix.replay;

/// Which line of which file an input was, in one number that grows with the reading.
final class Place {
    private Place() {}

    static long of(int file, int line) {
        return (long) file << Integer.SIZE | line;
    }

    /// Index of the file among those given.
    static int file(long input) {
        return (int) (input >>> Integer.SIZE);
    }

    static int line(long input) {
        return (int) input;
    }
}
