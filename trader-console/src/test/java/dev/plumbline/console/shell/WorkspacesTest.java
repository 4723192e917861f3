package dev.plumbline.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.console.ui.TableMemory;

class WorkspacesTest {
    private static final Workspace TRADING = new Workspace("Trading", Layout.tabs("orders", "ticket"), List.of(), Map.of());
    private static final Workspace WATCHING = new Workspace("Watching", Layout.tabs("alerts"), List.of(), Map.of());
    private static final Workspace MINE = new Workspace(
            "Équipe 2", Layout.beside(0.4, Layout.tabs("orders"), Layout.tabs("ticket")),
            List.of(new Workspace.Floating(new Bounds(10, 20, 300, 400), true, true, Layout.tabs("alerts"))),
            Map.of("orders", new PanelMemory("BLUE", "sym:NVDA", new TableMemory(
                    List.of(new TableMemory.Column("qty", 80, false)), List.of(new TableMemory.Sort("qty", true))),
                    Map.of("open-only", "on"))));

    @TempDir
    private Path folder;

    private final List<String> trouble = new ArrayList<>();

    private Workspaces workspaces(UserFiles files) {
        return new Workspaces(files, List.of(TRADING, WATCHING));
    }

    private UserFiles files() {
        return UserFiles.in(folder, trouble::add);
    }

    @Test
    void givesBackWhatWasKept() {
        try (var files = files()) {
            workspaces(files).keep(MINE);
            workspaces(files).keep(Preferences.DEFAULT.with(Theme.LIGHT).zoomed(2));
        }
        try (var files = files()) {
            var again = workspaces(files);
            assertThat(again.names()).containsExactly("Trading", "Watching", "Équipe 2");
            assertThat(again.open("Équipe 2")).isEqualTo(MINE);
            assertThat(again.open("Trading")).isEqualTo(TRADING);
            assertThat(again.preferences()).isEqualTo(Preferences.DEFAULT.with(Theme.LIGHT).withZoom(120));
        }
        assertThat(trouble).isEmpty();
    }

    @Test
    void aBuiltInOneThatWasChangedCanBeHadAsItWasBuilt() {
        try (var files = files()) {
            workspaces(files).keep(MINE.named("Trading"));
        }
        try (var files = files()) {
            assertThat(workspaces(files).open("Trading")).isEqualTo(MINE.named("Trading"));
            assertThat(workspaces(files).asBuilt("Trading")).isEqualTo(TRADING);
            assertThat(workspaces(files).names()).containsExactly("Trading", "Watching");
        }
    }

    /// The preferences are read for the first frame, and the alerts come later.
    @Test
    void whoListensLateIsToldWhatTroubleThereWas() throws IOException {
        Files.writeString(folder.resolve("preferences.json"), "rubbish");
        var late = new ArrayList<String>();
        try (var files = files()) {
            assertThat(workspaces(files).preferences()).isEqualTo(Preferences.DEFAULT);
            files.onTrouble(late::add);
            files.onTrouble(_ -> {});
        }
        assertThat(late).hasSize(1).isEqualTo(trouble).first().asString().contains("preferences.json.unreadable");
    }

    @Test
    void whatCannotBeReadIsKeptAsideAndSaid() throws IOException {
        Files.createDirectories(folder.resolve("workspaces"));
        Files.writeString(folder.resolve("workspaces/Trading.json"), "{\"main\": rubbish");
        try (var files = files()) {
            assertThat(workspaces(files).open("Trading")).isEqualTo(TRADING);
        }
        assertThat(trouble).hasSize(1).first().asString().contains("Trading.json").contains("Trading.json.unreadable");
        assertThat(folder.resolve("workspaces/Trading.json.unreadable")).exists();
    }

    @Test
    void missingPartsOfAFileAreNoReasonToLoseIt() throws IOException {
        Files.createDirectories(folder.resolve("workspaces"));
        Files.writeString(folder.resolve("workspaces/Old.json"), "{\"name\":\"Old\",\"main\":{\"panels\":[\"orders\"]},\"newer\":1}");
        try (var files = files()) {
            assertThat(workspaces(files).open("Old").main()).isEqualTo(Layout.tabs("orders"));
        }
        assertThat(trouble).isEmpty();
    }

    /// Files of before a window could be kept maximised.
    @Test
    void aWindowOfAnOlderFileIsNotMaximised() throws IOException {
        Files.createDirectories(folder.resolve("workspaces"));
        Files.writeString(folder.resolve("preferences.json"), """
                {"theme": "LIGHT", "zoom": 110, "calm": false, "comfortable": false, "sounds": true, "toured": true,
                 "workspace": "Old", "bounds": {"x": 1, "y": 2, "width": 1300, "height": 800}}
                """);
        Files.writeString(folder.resolve("workspaces/Old.json"), """
                {"name": "Old", "main": {"panels": ["orders"]},
                 "floating": [{"bounds": {"x": 1, "y": 2, "width": 3, "height": 4}, "onTop": true, "layout": {"panels": ["alerts"]}}]}
                """);
        try (var files = files()) {
            assertThat(workspaces(files).preferences())
                    .isEqualTo(new Preferences(Theme.LIGHT, 110, false, false, true, true, "Old", new Bounds(1, 2, 1300, 800), false));
            assertThat(workspaces(files).open("Old").floating())
                    .containsExactly(new Workspace.Floating(new Bounds(1, 2, 3, 4), true, false, Layout.tabs("alerts")));
        }
        assertThat(trouble).isEmpty();
    }

    @Test
    void saysWhatCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("workspaces"), "a file where a folder should be");
        try (var files = files()) {
            workspaces(files).keep(MINE);
        }
        assertThat(trouble).anySatisfy(line -> assertThat(line).contains("cannot write").contains("%C3%89quipe 2.json"));
    }

    /// Where no locale is set, Java can name no file by other letters than ASCII's.
    @Test
    void anyNameIsAFileOnAnySystem() {
        try (var files = files()) {
            workspaces(files).keep(MINE);
        }
        assertThat(folder.resolve("workspaces/%C3%89quipe 2.json")).exists();
        try (var files = files()) {
            workspaces(files).delete("Équipe 2");
        }
        assertThat(folder.resolve("workspaces")).isEmptyDirectory();
    }

    @Test
    void aFileThatHasTheNameItselfIsReadAndGoesWithTheNextWrite() throws IOException {
        assumeThat(Charset.forName(System.getProperty("sun.jnu.encoding", "")).newEncoder().canEncode("É")).isTrue();
        Files.createDirectories(folder.resolve("workspaces"));
        var old = folder.resolve("workspaces/Équipe 2.json");
        Files.writeString(old, "{\"name\":\"Équipe 2\",\"main\":{\"panels\":[\"orders\"]}}");
        try (var files = files()) {
            var all = workspaces(files);
            assertThat(all.names()).contains("Équipe 2");
            assertThat(all.open("Équipe 2").main()).isEqualTo(Layout.tabs("orders"));
            all.keep(MINE);
        }
        assertThat(old).doesNotExist();
        try (var files = files()) {
            assertThat(workspaces(files).open("Équipe 2")).isEqualTo(MINE);
        }
    }

    @Test
    void namesThatAreNoFilesAreRefused() {
        try (var files = files()) {
            var all = workspaces(files);
            for (var bad : List.of("", " ", "../x", "a/b", "a\\b", "con.", ".hidden", "x".repeat(41), "a\nb"))
                assertThat(all.objection(bad)).as("'%s'", bad).isPresent();
            assertThat(all.objection("trading")).hasValueSatisfying(why -> assertThat(why).contains("already"));
            assertThat(all.objection("Desk 7 - London")).isEmpty();
            assertThat(all.open("../../etc/passwd")).isEqualTo(TRADING);
        }
    }
}
