package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Signals to processes that we have started, by their id.
final class Signal {
    private Signal() {}

    static void send(String name, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
            if (status != 0) throw new IllegalStateException("kill -" + name + " " + pid + " failed");
        } catch (IOException stuck) {
            throw new UncheckedIOException("kill: " + stuck.getMessage(), stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
