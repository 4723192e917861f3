package dev.plumbline.adapter.fix.replay;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/// Says on stderr how far a command is, once it takes longer than two seconds: over the line before on a terminal, a
/// line every ten seconds elsewhere.
final class Progress {
    private static final long SECOND = 1_000_000_000L;

    private final PrintWriter err;
    private final String command;
    private final boolean isTerminal = isTerminal();
    private long next = System.nanoTime() + 2 * SECOND;
    private boolean isShown;

    Progress(PrintWriter err, String command) {
        this.err = err;
        this.command = command;
    }

    static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    void at(Supplier<String> state) {
        if (System.nanoTime() - next < 0) return;
        next = System.nanoTime() + (isTerminal ? SECOND / 2 : 10 * SECOND);
        isShown = isTerminal;
        if (isTerminal) err.print("\r\033[K" + command + ": " + state.get());
        else err.println(command + ": " + state.get());
        err.flush();
    }

    /// Before anything else is written.
    void end() {
        if (isShown) err.print("\r\033[K");
        isShown = false;
        err.flush();
    }
}
