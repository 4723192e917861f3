package dev.plumbline.bench;

/// One kind of measurement. It warms up, measures, checks that what it measured was right, and leaves nothing behind.
interface Measurement {
    /// The word for it on the command line.
    String name();

    /// Takes about one and a half times the seconds asked for, and what it takes to set the scene.
    /// @throws IllegalStateException where what was measured gave a wrong answer: a figure for that would be none
    Result run() throws InterruptedException;
}
