package dev.plumbline.server;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Future;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.store.StoreException;

/// Waits for a future on a thread that may block: start, stop and reports, never an event loop.
public final class Await {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Await() {}

    /// @throws ConfigException as it is, where that was the cause, and so with [StoreException]; others are wrapped
    public static <T> T done(Future<T> future) {
        return done(future, LONGEST);
    }

    public static <T> T done(Future<T> future, Duration longest) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof ConfigException wrong) throw wrong;
            if (cause instanceof StoreException wrong) throw wrong;
            throw new IllegalStateException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException late) {
            throw new IllegalStateException("no end after " + longest.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
