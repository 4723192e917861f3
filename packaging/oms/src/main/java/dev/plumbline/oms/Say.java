package dev.plumbline.oms;

import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;

/// Words for the person at the terminal: to stderr, so that stdout stays for results.
public final class Say {
    private Say() {}

    /// The folder for what must survive: `OMS_DATA`, which the launcher sets, or the property `oms.data`, or `data`.
    public static Path dataFolder() {
        var told = Optional.ofNullable(System.getProperty("oms.data")).or(() -> Optional.ofNullable(System.getenv("OMS_DATA")));
        return Path.of(told.orElse("data"));
    }

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
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
