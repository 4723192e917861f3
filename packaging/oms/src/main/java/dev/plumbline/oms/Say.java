package dev.plumbline.oms;

/// Words for the person at the terminal: to stderr, so that stdout stays for results.
public final class Say {
    private Say() {}

    public static void progress(String what) {
        System.err.println("oms: " + what);
    }

    /// Writes over the line before where a person watches; `line` is short enough for a terminal.
    public static void live(String line) {
        System.err.print("\r\033[K" + line);
        System.err.flush();
    }

    public static void endLive() {
        System.err.println();
    }

    public static boolean isWatched() {
        return System.console() != null && System.console().isTerminal();
    }
}
