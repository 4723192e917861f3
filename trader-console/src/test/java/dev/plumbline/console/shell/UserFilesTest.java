package dev.plumbline.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that grow by a line.
class UserFilesTest {
    private static final String NAME = "desks/one/own.txt";

    @TempDir
    private Path folder;

    private final List<String> trouble = new ArrayList<>();

    private List<String> lastLines() {
        try (var files = UserFiles.in(folder, trouble::add)) {
            return files.lastLines(NAME, 3).toCompletableFuture().join();
        }
    }

    private void append(String... lines) {
        try (var files = UserFiles.in(folder, trouble::add)) {
            for (var line : lines) files.append(NAME, line);
        }
    }

    @Test
    void lastLinesComeBackInTheirOrder() {
        assertThat(lastLines()).isEmpty();
        append("C1");
        append("C2", "C3", "C4");
        assertThat(lastLines()).containsExactly("C2", "C3", "C4");
        assertThat(trouble).isEmpty();
    }

    @Test
    void aFileIsCutDownWhenItHasMoreThanTwiceAsMany() throws IOException {
        append("C1", "C2", "C3", "C4", "C5", "C6");
        assertThat(lastLines()).containsExactly("C4", "C5", "C6");
        assertThat(folder.resolve(NAME)).hasContent("C1\nC2\nC3\nC4\nC5\nC6\n");
        append("C7");
        assertThat(lastLines()).containsExactly("C5", "C6", "C7");
        assertThat(folder.resolve(NAME)).hasContent("C5\nC6\nC7\n");
        append("C8");
        assertThat(lastLines()).containsExactly("C6", "C7", "C8");
    }

    @Test
    void oneThatCannotBeReadIsToldAndIsAsNone() throws IOException {
        Files.createDirectories(folder.resolve(NAME));
        assertThat(lastLines()).isEmpty();
        assertThat(trouble).singleElement().asString().contains("cannot read");
    }

    @Test
    void whoKeepsNothingKeepsNone() {
        try (var files = UserFiles.none()) {
            files.append(NAME, "C1");
            assertThat(files.lastLines(NAME, 3).toCompletableFuture().join()).isEmpty();
        }
    }
}
