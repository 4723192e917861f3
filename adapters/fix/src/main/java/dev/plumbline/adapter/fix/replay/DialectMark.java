package dev.plumbline.adapter.fix.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.Dialects;

/// The dialect of the broker whose messages a file holds: where none is asked for, the one that a scenario names in its
/// head as `# dialect: NAME`, or the standard.
final class DialectMark {
    private static final String MARK = "# dialect:";

    private DialectMark() {}

    /// @param asked by the user, empty where nothing was
    /// @throws dev.plumbline.adapter.dialect.DialectException where there is no such dialect
    static Dialect of(Path file, Optional<Dialect> asked) throws IOException {
        return asked.isPresent() ? asked.get() : marked(file).map(Dialects::of).orElse(Dialect.STANDARD);
    }

    /// In the comments before the first line that is none.
    private static Optional<String> marked(Path file) throws IOException {
        try (var lines = head(file)) {
            for (var line = lines.readLine(); line != null && isOfHead(line); line = lines.readLine())
                if (line.strip().startsWith(MARK)) return Optional.of(line.strip().substring(MARK.length()).strip());
            return Optional.empty();
        }
    }

    private static BufferedReader head(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1));
    }

    private static boolean isOfHead(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }
}
