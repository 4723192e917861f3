package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Signals to processes that we have started, by their id.
final class Signal {
    private Signal() {}

    /// To all of them that still live: children come and go.
    static void sendToThoseLeft(String name, List<Long> pids) {
        for (long pid : pids)
            if (ProcessHandle.of(pid).isPresent() && !sent(name, pid) && ProcessHandle.of(pid).isPresent())
                throw new IllegalStateException("kill -" + name + " " + pid + " failed");
    }

    /// @throws IllegalStateException where it cannot be sent
    static void send(String name, long pid) {
        if (!sent(name, pid)) throw new IllegalStateException("kill -" + name + " " + pid + " failed");
    }

    private static boolean sent(String name, long pid) {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor() == 0;
        } catch (IOException stuck) {
            throw new UncheckedIOException("kill: " + stuck.getMessage(), stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
