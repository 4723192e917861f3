package dev.plumbline.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Lets a thread read what another one works off: a bounded piece ahead, in the order in which it is read.
final class ReadAhead<T> {
    private static final int TOGETHER = 256;
    private static final int AHEAD = 16;
    private static final long LOOK_EVERY_MS = 100;

    private final ArrayBlockingQueue<List<T>> read = new ArrayBlockingQueue<>(AHEAD);
    private final AtomicBoolean isGivenUp = new AtomicBoolean();
    private List<T> next = new ArrayList<>(TOGETHER);

    private ReadAhead() {}

    /// Returns once all is read and worked off. What either of the two throws ends both, and is thrown here.
    ///
    /// @param name of the thread that reads
    /// @param source gives what it reads one by one, and stops where it is told `false`
    /// @param work done on the caller's thread
    static <T> void run(String name, Consumer<Predicate<T>> source, Consumer<T> work) {
        new ReadAhead<T>().run(Thread.ofPlatform().name(name).daemon(), source, work);
    }

    private void run(Thread.Builder threads, Consumer<Predicate<T>> source, Consumer<T> work) {
        var reading = new FutureTask<Void>(() -> read(source), null);
        var reader = threads.start(reading);
        try {
            for (var piece = read.take(); !piece.isEmpty(); piece = read.take()) piece.forEach(work);
            reading.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException clear ? clear : new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } finally {
            isGivenUp.set(true);
            end(reader);
        }
    }

    /// Nobody reads any more once [#run] has returned, however it has.
    private static void end(Thread reader) {
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static IllegalStateException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", interrupted);
    }

    /// An empty piece is the end, whatever it came to.
    private void read(Consumer<Predicate<T>> source) {
        try {
            source.accept(this::add);
            if (!next.isEmpty()) give(next);
        } finally {
            give(List.of());
        }
    }

    private boolean add(T one) {
        next.add(one);
        if (next.size() < TOGETHER) return true;
        var full = next;
        next = new ArrayList<>(TOGETHER);
        return give(full);
    }

    private boolean give(List<T> piece) {
        try {
            while (!isGivenUp.get()) if (read.offer(piece, LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) return true;
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
