package dev.plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;

/// A Vert.x for a test, which fails where an event loop was blocked.
public final class Loops implements AutoCloseable {
    /// Above what a busy machine and a cold JVM may take.
    private static final long LONGEST_MS = 1_000;

    private final Queue<String> blocked = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setBlockedThreadCheckInterval(100)
            .setMaxEventLoopExecuteTime(LONGEST_MS)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS));

    public Loops() {
        ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(
                event -> blocked.add(event.thread().getName() + " for " + event.duration() / 1_000_000 + " ms"));
    }

    public Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        Await.done(vertx.close());
        assertThat(blocked).as("event loops that were blocked").isEmpty();
    }
}
