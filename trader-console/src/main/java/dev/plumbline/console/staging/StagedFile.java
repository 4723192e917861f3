package dev.plumbline.console.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The staged orders in one file, for one console at a time: written whole to a file beside it, forced to disk, moved in
/// place. A file that cannot be read is kept aside under another name. All work is done by one thread of its own.
final class StagedFile implements StagedStore {
    private static final long BYTES_MAX = 4_000_000;
    private static final int CLOSE_SECONDS = 3;

    private final Path file;
    private final AtomicReference<Version> newest = new AtomicReference<>(new Version(0, List.of()));
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("staged-orders").daemon().factory());

    // From here on for that thread alone.
    private long written;
    private String trouble = "";
    private Optional<FileChannel> held = Optional.empty();

    private record Version(long number, List<Staged> orders) {}

    StagedFile(Path file) {
        this.file = file;
    }

    @Override
    public CompletionStage<Loaded> load() {
        return later(this::read, () -> new Loaded.Unavailable("the console is closing"));
    }

    private Loaded read() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!isHeld()) return new Loaded.Unavailable("another console has the staged orders open");
            if (Files.notExists(file)) return new Loaded.Orders(List.of(), "");
            if (Files.size(file) > BYTES_MAX) return keptAside("it is too large");
            return new Loaded.Orders(StagedForm.read(Files.readString(file)), "");
        } catch (IllegalArgumentException unreadable) {
            return keptAside(String.valueOf(unreadable.getMessage()));
        } catch (IOException noAccess) {
            return new Loaded.Unavailable("cannot read " + file + ": " + noAccess.getMessage());
        }
    }

    /// Held until [#close()]: two consoles that both release from one file would not know of each other.
    private boolean isHeld() throws IOException {
        var channel = FileChannel.open(beside(".lock"), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                held = Optional.of(channel);
                return true;
            }
        } catch (OverlappingFileLockException heldHere) {
            log().debug("held by this very program: {}", file);
        }
        channel.close();
        return false;
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private Loaded keptAside(String why) {
        var aside = beside(".unreadable-" + System.currentTimeMillis());
        log().warn("cannot read {}, kept as {}: {}", file, aside, why);
        try {
            Files.move(file, aside, ATOMIC_MOVE);
        } catch (IOException stays) {
            return new Loaded.Unavailable("cannot read " + file + ", and cannot move it: " + stays.getMessage());
        }
        return new Loaded.Orders(
                List.of(), "the staged orders could not be read (" + why + "); their file is kept as " + aside);
    }

    /// Only the newest of several that wait is written; the others were part of its past.
    @Override
    public CompletionStage<String> save(List<Staged> orders) {
        var version = newest.updateAndGet(last -> new Version(last.number + 1, List.copyOf(orders)));
        return later(() -> written(version), () -> "the console is closing");
    }

    private String written(Version atLeast) {
        if (written >= atLeast.number) return trouble;
        var version = newest.get();
        trouble = write(StagedForm.text(version.orders));
        written = version.number;
        return trouble;
    }

    private String write(String text) {
        if (held.isEmpty()) return "another console has the staged orders open";
        var fresh = beside(".new");
        try (var channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
            Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
            return "";
        } catch (IOException full) {
            log().error("cannot write {}", file, full);
            return "cannot write " + file + ": " + full.getMessage();
        }
    }

    private <T> CompletionStage<T> later(Supplier<T> work, Supplier<T> whenClosed) {
        try {
            return CompletableFuture.supplyAsync(work, thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(whenClosed.get());
        }
    }

    /// Waits for what is still to be written, for [#CLOSE_SECONDS] at most.
    @Override
    public void close() {
        if (!thread.isShutdown()) thread.execute(this::letGo);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) log().error("still writing {}", file);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void letGo() {
        held.ifPresent(channel -> {
            try {
                channel.close();
            } catch (IOException trouble) {
                log().warn("cannot let go of {}", file, trouble);
            }
        });
        held = Optional.empty();
    }

    /// No constant: what logging reads first takes 50 ms of a start, and mostly there is nothing to say.
    private static Logger log() {
        return LoggerFactory.getLogger(StagedFile.class);
    }
}
