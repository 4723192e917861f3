package dev.plumbline.console.shell;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The person's own files: workspaces and preferences as JSON in one folder. Written behind, one after the other, each
/// whole or not at all. A file that cannot be read is kept aside under another name, for the next write would end it.
public final class UserFiles implements AutoCloseable {
    private static final String ENDING = ".json";
    private static final int CLOSE_SECONDS = 5;
    private static final int BEFORE_MAX = 50;

    /// Files of a console older or newer than this one are read, too: what is new to us is passed over, and lists, maps
    /// and texts that are missing are empty.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .withConfigOverride(List.class, UserFiles::emptyWhereMissing)
            .withConfigOverride(Map.class, UserFiles::emptyWhereMissing)
            .withConfigOverride(String.class, UserFiles::emptyWhereMissing)
            .build();

    private final Optional<Path> folder;
    private Consumer<String> trouble;
    /// Told before anybody but the log listened.
    private final List<String> before = new ArrayList<>();
    private boolean isHeard;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("user-files").daemon().factory());

    private UserFiles(Optional<Path> folder, Consumer<String> trouble) {
        this.folder = folder;
        this.trouble = trouble;
    }

    private static void emptyWhereMissing(MutableConfigOverride kind) {
        kind.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    /// @param trouble is told in a line what could not be read or written, on any thread
    public static UserFiles in(Path folder, Consumer<String> trouble) {
        return new UserFiles(Optional.of(folder), trouble);
    }

    /// Keeps nothing.
    public static UserFiles none() {
        return new UserFiles(Optional.empty(), what -> log().warn(what));
    }

    /// Is told, too, what could not be read or written, also what there was before; on any thread.
    public synchronized void onTrouble(Consumer<String> listener) {
        before.forEach(listener);
        before.clear();
        isHeard = true;
        trouble = trouble.andThen(listener);
    }

    private synchronized void tell(String what) {
        trouble.accept(what);
        if (!isHeard && before.size() < BEFORE_MAX) before.add(what);
    }

    /// A file of its own kind in the folder; where nothing is kept, one that nobody will find again.
    public Path path(String name) {
        return folder.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir", ""), "plumbline-" + UUID.randomUUID()))
                .resolve(name);
    }

    /// Where files are written, one after the other: for others that write some.
    public Executor writer() {
        return writer;
    }

    /// Nothing where there is no such file or it cannot be read.
    ///
    /// @param name with `/` between folder and file
    <T> Optional<T> read(String name, Class<T> kind) {
        if (folder.isEmpty()) return Optional.empty();
        return read(file(name), kind).or(() -> before(name).flatMap(file -> read(file, kind)));
    }

    private <T> Optional<T> read(Path file, Class<T> kind) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), kind));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            keepAside(file, String.valueOf(unreadable.getMessage()).lines().findFirst().orElse(""));
        } catch (IOException failed) {
            tell("cannot read " + file + ": " + failed.getMessage());
        }
        return Optional.empty();
    }

    /// Without letters that some system could not have in the name of a file: where no locale is set, Java knows ASCII alone.
    private Path file(String name) {
        var ascii = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            if (each >= 0) ascii.append((char) each);
            else ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
        }
        return folder.orElseThrow().resolve(ascii + ENDING);
    }

    /// Where older consoles kept it, if that is another file.
    private Optional<Path> before(String name) {
        try {
            var file = folder.orElseThrow().resolve(name + ENDING);
            return file.equals(file(name)) ? Optional.empty() : Optional.of(file);
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private static String named(String ascii) {
        try {
            return URLDecoder.decode(ascii.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException literally) {
            return ascii;
        }
    }

    private void keepAside(Path file, String why) {
        var aside = file.resolveSibling(file.getFileName() + ".unreadable");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            tell("cannot read " + file + " (" + why + "); it is kept as " + aside.getFileName());
        } catch (IOException failed) {
            tell("cannot read " + file + " (" + why + "), nor keep it aside: " + failed.getMessage());
        }
    }

    /// Returns at once.
    void write(String name, Object value) {
        if (folder.isEmpty() || writer.isShutdown()) return;
        writer.execute(() -> {
            var file = file(name);
            try {
                Files.createDirectories(file.getParent());
                replace(file, JSON.writeValueAsString(value));
                deleteIfExists(before(name));
            } catch (IOException failed) {
                tell("cannot write " + file + ": " + failed.getMessage());
            }
        });
    }

    private static void replace(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The last lines of a file of text, the oldest first. A file that has grown to more than twice as many is cut down to them:
    /// where another console of the same person writes to it just then, a line of that one may be lost.
    ///
    /// @param name with its ending
    public CompletionStage<List<String>> lastLines(String name, int most) {
        if (folder.isEmpty()) return CompletableFuture.completedFuture(List.of());
        var file = folder.get().resolve(name);
        return CompletableFuture.supplyAsync(() -> lastLines(file, most), writer);
    }

    private List<String> lastLines(Path file, int most) {
        var last = new ArrayDeque<String>();
        int count = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) continue;
                count++;
                last.add(line);
                if (last.size() > most) last.remove();
            }
            if (count > 2 * most) replace(file, String.join("\n", last) + "\n");
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failed) {
            tell("cannot read " + file + ": " + failed.getMessage());
        }
        return List.copyOf(last);
    }

    /// Adds a line to such a file. Returns at once.
    public void append(String name, String line) {
        if (folder.isEmpty() || writer.isShutdown()) return;
        var file = folder.get().resolve(name);
        writer.execute(() -> {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException failed) {
                tell("cannot write " + file + ": " + failed.getMessage());
            }
        });
    }

    /// Returns at once.
    void delete(String name) {
        if (folder.isEmpty() || writer.isShutdown()) return;
        writer.execute(() -> {
            var file = file(name);
            try {
                Files.deleteIfExists(file);
                deleteIfExists(before(name));
            } catch (IOException failed) {
                tell("cannot delete " + file + ": " + failed.getMessage());
            }
        });
    }

    private static void deleteIfExists(Optional<Path> file) throws IOException {
        if (file.isPresent()) Files.deleteIfExists(file.get());
    }

    /// Names of the files in a folder, sorted.
    List<String> list(String name) {
        var names = new ArrayList<String>();
        if (folder.isEmpty()) return names;
        try (var files = Files.newDirectoryStream(folder.get().resolve(name), "*" + ENDING)) {
            for (var file : files) {
                var ended = file.getFileName().toString();
                names.add(named(ended.substring(0, ended.length() - ENDING.length())));
            }
        } catch (NoSuchFileException none) {
            return names;
        } catch (IOException failed) {
            tell("cannot list " + folder.get().resolve(name) + ": " + failed.getMessage());
        }
        names.sort(null);
        return names;
    }

    /// Waits for what is still to be written, some seconds at most.
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS))
                tell("not all settings are written after " + CLOSE_SECONDS + " s");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// No constant: what logging reads first takes 50 ms of a start, and mostly there is nothing to say.
    private static Logger log() {
        return LoggerFactory.getLogger(UserFiles.class);
    }
}
