package dev.plumbline.adapter.fix.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.journal.Durability;

/// An independent engine, jspurefix from npm, as the client: it parses what we send by a dictionary of its own. Passed over where there is no
/// Node 20, or npm cannot fetch it; it is kept in `target/` afterwards.
class JspurefixTest {
    private static final Path INSTALLED = Path.of("target", "jspurefix").toAbsolutePath();

    @TempDir
    private Path data;

    @Test
    void ordersReplacesAndIsTold() throws Exception {
        install();
        var vertx = Vertx.vertx();
        var desk = new FakeDesk();
        int port = freePort();
        var session = new ClientSession(
                "algo", FixVersion.FIX_4_4, "PLUMB", "ALGO", "anna", Set.of("ACC1"), "SIM", Map.of(), Map.of(), false, false, 1_000, Durability.PROCESS);
        var door = new ClientDoor(vertx, "127.0.0.1", port, List.of(session), data, desk);
        desk.door(door);
        door.take(_ -> SessionCopies.NONE, () -> true).compose(_ -> door.start()).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        var output = data.resolve("client.txt");
        var client = new ProcessBuilder("node", "client.js", Integer.toString(port)).directory(INSTALLED.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            var ours = desk.idOf("anna", "1");
            desk.broker("37=B1|11=" + ours + "|17=n|150=0|39=0|55=IBM|54=1|38=100|14=0|151=100|6=0");
            var replace = desk.idOf("anna", "2");
            desk.broker("37=B1|11=" + replace + "|41=" + ours + "|17=r|150=5|39=0|55=IBM|54=1|38=200|44=12.6|14=0|151=200|6=0");
            desk.broker("37=B1|11=" + replace + "|17=e1|150=F|39=1|55=IBM|54=1|38=200|32=50|31=12.5|14=50|151=150|6=12.5");
            desk.broker("37=B1|11=" + replace + "|17=e2|150=F|39=2|55=IBM|54=1|38=200|32=150|31=12.6|14=200|151=0|6=12.575");
            assertThat(client.waitFor(40, TimeUnit.SECONDS)).as("it has logged out: %s", Files.readString(output)).isTrue();
            assertThat(Files.readAllLines(output).stream().filter(line -> line.startsWith("TOLD ")).map(line -> line.substring(5))).containsExactly(
                    "{\"msgType\":\"8\",\"ExecType\":\"0\",\"OrdStatus\":\"0\",\"ClOrdID\":\"1\",\"OrderQty\":100,\"CumQty\":0,\"LeavesQty\":100,\"AvgPx\":0,\"ExecID\":\"A1-N\"}",
                    "{\"msgType\":\"8\",\"ExecType\":\"5\",\"OrdStatus\":\"0\",\"ClOrdID\":\"2\",\"OrigClOrdID\":\"1\",\"OrderQty\":200,\"CumQty\":0,\"LeavesQty\":200,\"AvgPx\":0,\"ExecID\":\"A1-R2\"}",
                    "{\"msgType\":\"8\",\"ExecType\":\"F\",\"OrdStatus\":\"1\",\"ClOrdID\":\"2\",\"OrderQty\":200,\"CumQty\":50,\"LeavesQty\":150,\"AvgPx\":12.5,\"ExecID\":\"A1-1\"}",
                    "{\"msgType\":\"8\",\"ExecType\":\"F\",\"OrdStatus\":\"2\",\"ClOrdID\":\"2\",\"OrderQty\":200,\"CumQty\":200,\"LeavesQty\":0,\"AvgPx\":12.575,\"ExecID\":\"A1-2\"}");
        } finally {
            client.destroyForcibly();
            door.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static void install() throws Exception {
        assumeTrue(runs(Path.of("."), "node", "-e", "process.exit(Number(process.versions.node.split('.')[0]) >= 20 ? 0 : 1)"),
                "no Node 20 on this machine: an independent engine is not tried");
        Files.createDirectories(INSTALLED);
        for (var file : List.of("package.json", "client.js"))
            try (var in = JspurefixTest.class.getResourceAsStream("/jspurefix/" + file)) {
                Files.write(INSTALLED.resolve(file), in.readAllBytes());
            }
        if (Files.exists(INSTALLED.resolve("node_modules/jspurefix/package.json"))) return;
        assumeTrue(runs(INSTALLED, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0"),
                "npm cannot fetch jspurefix here: an independent engine is not tried");
    }

    private static boolean runs(Path folder, String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor(120, TimeUnit.SECONDS)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
