package dev.plumbline.console.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/// The window toolkit. It may be begun while the command line is still read: each takes its part of a start, on a core of
/// its own.
public final class Toolkit {
    private final CompletableFuture<Void> begun;

    private Toolkit(CompletableFuture<Void> begun) {
        this.begun = begun;
    }

    /// Left to whoever launches the application.
    public static Toolkit notBegun() {
        return new Toolkit(CompletableFuture.completedFuture(null));
    }

    /// Returns at once. Once in the life of a JVM.
    ///
    /// @param isPossible asked on a thread of its own: where it is not, nothing is begun
    public static Toolkit begun(BooleanSupplier isPossible) {
        var begun = new CompletableFuture<Void>();
        Thread.ofPlatform().name("toolkit").daemon().start(() -> begin(isPossible, begun));
        return new Toolkit(begun);
    }

    private static void begin(BooleanSupplier isPossible, CompletableFuture<Void> begun) {
        try {
            if (isPossible.getAsBoolean()) Platform.startup(() -> {});
            begun.complete(null);
        } catch (RuntimeException | LinkageError trouble) {
            begun.completeExceptionally(trouble);
        }
    }

    /// To be called before the application is launched: one whose toolkit failed to start would wait for it for ever.
    ///
    /// @throws UnsupportedOperationException where there is no screen, or what the toolkit threw otherwise
    public void await() {
        try {
            begun.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException trouble) throw trouble;
            if (failed.getCause() instanceof Error error) throw error;
            throw failed;
        }
    }
}
