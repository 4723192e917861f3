package dev.plumbline.oms.bridge;

import static dev.plumbline.oms.bridge.BridgeHouse.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The examples of `oms-server/server/docs/bridge.md` are run as they stand there, with the clients from the shelf.
class BridgeExamplesTest {
    private static final Path PAGE = Path.of("..", "..", "oms-server", "server", "docs", "bridge.md");
    private static final int LINES_MAX = 40;
    private static final long PATIENCE_S = 120;

    @TempDir
    static Path folder;

    private static BridgeHouse house;

    @BeforeAll
    static void open() {
        house = new BridgeHouse(folder);
        try (var client = house.client("algo")) {
            org.awaitility.Awaitility.await().until(
                    client::isOpen);
        }
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void python() {
        assumeThat(isThere("python3", "--version")).as("python3 is on the PATH").isTrue();
        var file = write("python", "bridge.py");
        assertThat(run(folder, Map.of(), List.of(
                        "python3", file.toString(), "127.0.0.1", Integer.toString(house.tcp()), "maria", PASSWORD, "BUYER", "ALPHA", "ACME")))
                .contains("entered", "canceled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@vertx/eventbus-bridge-client.js", "vertx3-eventbus-client"})
    void node(String client) throws IOException {
        assumeThat(Npm.isThere()).as("node 20 and npm are on the PATH").isTrue();
        var own = Files.createTempDirectory(folder, "node");
        Files.copy(Path.of("src", "test", "resources", "bridge", "package.json"), own.resolve("package.json"));
        assumeThat(Npm.isInstalled(own)).as("npm can install").isTrue();
        var file = own.resolve("bridge.js");
        Files.move(write("javascript", "bridge.js"), file);
        assertThat(run(own, Map.of("CLIENT", client), List.of(
                        "node", file.toString(), "http://127.0.0.1:" + house.web() + "/eventbus", "maria", PASSWORD, "BUYER", "ALPHA", "ACME")))
                .contains("entered", "canceled");
    }

    @Test
    void java() {
        var file = write("java", "Bridge.java");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(run(folder, Map.of(), List.of(
                        java, file.toString(), "ws://127.0.0.1:" + house.web() + "/eventbus/websocket", "maria", PASSWORD, "BUYER", "ALPHA", "ACME")))
                .contains("\"positions\"", "\"accepted\":true");
    }

    /// The one block of this language on the page.
    private static Path write(String language, String name) {
        try {
            var found = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                    .matcher(Files.readString(PAGE)).results().toList();
            assertThat(found).hasSize(1);
            var code = found.getFirst().group(1);
            assertThat(code.lines().count()).as("lines of the example in " + language).isLessThanOrEqualTo(LINES_MAX);
            return Files.writeString(folder.resolve(name), code);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static boolean isThere(String... command) {
        return isDone(folder, Map.of(), List.of(command));
    }

    private static boolean isDone(Path in, Map<String, String> environment, List<String> command) {
        try {
            return start(in, environment, command).waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static Process start(Path in, Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(new ArrayList<>(command)).directory(in.toFile()).redirectErrorStream(true)
                .redirectOutput(in.resolve("out.txt").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String run(Path in, Map<String, String> environment, List<String> command) {
        try {
            var process = start(in, environment, command);
            boolean isOver = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
            process.destroyForcibly();
            var said = Files.readString(in.resolve("out.txt"));
            assertThat(isOver).as("it ended; it said: " + said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
