package dev.plumbline.oms;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Ctrl-C and SIGTERM: runs the stop once, before the process ends, whatever it was doing.
public final class UntilStopped {
    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    private UntilStopped() {}

    /// @param stop harmless when called twice; it should end within seconds
    public static UntilStopped hook(Runnable stop) {
        var until = new UntilStopped();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            until.asked.complete(null);
            stop.run();
        }, "stop"));
        return until;
    }

    public boolean isAsked() {
        return asked.isDone();
    }

    /// Runs this once it is asked, before the stop; at once where it was.
    public void then(Runnable also) {
        asked.thenRun(also);
    }

    public void await() throws InterruptedException {
        try {
            asked.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
