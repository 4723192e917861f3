package dev.plumbline.adapter.fix.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.plumbline.adapter.ClientDesk;
import dev.plumbline.adapter.SessionCopies;
import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.journal.Durability;

/// The gateway on a real socket, with QuickFIX/J's initiator as the client, and the test as the broker.
class ClientDoorTest {
    private static final int[] REPORT = {35, 150, 39, 11, 41, 14, 151};

    private final Vertx vertx = Vertx.vertx();
    private final FakeDesk desk = new FakeDesk();

    @TempDir
    private Path data;

    private int port;
    private ClientDoor door;
    private TestClient client;
    private TestClient copy;

    @BeforeEach
    void freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void close() throws Exception {
        if (client != null) client.vanish();
        if (copy != null) copy.vanish();
        if (door != null) get(door.stop());
        get(vertx.close());
    }

    private static ClientSession session(FixVersion version, boolean cancelOnDisconnect, int kept) {
        return new ClientSession(
                "algo", version, "PLUMB", "ALGO", "anna", Set.of("ACC1", "ACC2"), "SIM", Map.of(), Map.of(), cancelOnDisconnect, false, kept,
                Durability.PROCESS);
    }

    private static ClientSession session(FixVersion version) {
        return session(version, false, 1_000);
    }

    private static ClientSession copyOf(String account) {
        return new ClientSession(
                "copy", FixVersion.FIX_4_4, "PLUMB", "COPY", "", Set.of(account), "", Map.of(), Map.of(), false, true, 1_000, Durability.PROCESS);
    }

    private void open(ClientSession... sessions) throws Exception {
        door = new ClientDoor(vertx, "127.0.0.1", port, List.of(sessions), data, desk);
        desk.door(door);
        get(door.take(_ -> SessionCopies.NONE, () -> true).compose(_ -> door.start()));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private TestClient client(ClientSession session) throws Exception {
        client = new TestClient(session, port).up();
        return client;
    }

    private void fill(String clOrdID, String execID, long qty, long cum, long of) {
        desk.broker("37=B" + clOrdID + "|11=" + clOrdID + "|17=" + execID + "|150=F|39=" + (cum == of ? 2 : 1) + "|55=IBM|54=1|38=" + of + "|32=" + qty
                + "|31=12|14=" + cum + "|151=" + (of - cum) + "|6=12");
    }

    private void acknowledge(String clOrdID, long qty) {
        desk.broker("37=B" + clOrdID + "|11=" + clOrdID + "|17=n" + clOrdID + "|150=0|39=0|55=IBM|54=1|38=" + qty + "|14=0|151=" + qty + "|6=0");
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void anOrderItsReplaceAndItsCancel(FixVersion version) throws Exception {
        var session = session(version);
        open(session);
        client(session).order("1", "ACC1", 100);
        var ours = desk.idOf("anna", "1");
        acknowledge(ours, 100);
        assertThat(client.next(REPORT)).isEqualTo("35=8 150=0 39=0 11=1 14=0 151=100");
        fill(ours, "e1", 30, 30, 100);
        assertThat(client.next(REPORT)).isEqualTo("35=8 150=" + (version == FixVersion.FIX_4_2 ? "1" : "F") + " 39=1 11=1 14=30 151=70");
        client.send("35=G|11=2|41=1|1=ACC1|55=IBM|54=1|38=200|40=2|44=12.6|60=20261201-10:00:00.000");
        var replace = desk.idOf("anna", "2");
        desk.broker("37=B|11=" + replace + "|41=" + ours + "|17=r|150=5|39=1|55=IBM|54=1|38=200|44=12.6|14=30|151=170|6=12");
        assertThat(client.next(REPORT)).isEqualTo("35=8 150=5 39=1 11=2 41=1 14=30 151=170");
        client.send("35=F|11=3|41=2|1=ACC1|55=IBM|54=1|38=200|60=20261201-10:00:00.000");
        var cancel = desk.idOf("anna", "3");
        desk.broker("37=B|11=" + cancel + "|41=" + replace + "|17=c|150=4|39=4|55=IBM|54=1|38=200|14=30|151=0|6=12");
        assertThat(client.next(REPORT)).isEqualTo("35=8 150=4 39=4 11=3 41=2 14=30 151=0");
        client.send("35=F|11=4|41=2|1=ACC1|55=IBM|54=1|38=200|60=20261201-10:00:00.000");
        assertThat(client.next(35, 11, 41, 39, 434, 102)).isEqualTo("35=9 11=4 41=2 39=4 434=1 102=0");
    }

    /// What happens while the gateway is down is told when it is back, each execution once and under consecutive numbers.
    @Test
    void goesOnAfterARestart() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        client(session).order("1", "ACC1", 100);
        var ours = desk.idOf("anna", "1");
        acknowledge(ours, 100);
        fill(ours, "e1", 30, 30, 100);
        assertThat(client.next(150, 17)).isEqualTo("150=0 17=A1-N");
        assertThat(client.next(150, 17)).isEqualTo("150=F 17=A1-1");
        get(door.stop());
        desk.mute(true);
        fill(ours, "e2", 30, 60, 100);
        fill(ours, "e3", 40, 100, 100);
        desk.mute(false);
        open(session);
        TestClient.await(client::isUp);
        assertThat(client.next(150, 39, 17, 14)).isEqualTo("150=F 39=1 17=A1-2 14=60");
        assertThat(client.next(150, 39, 17, 14)).isEqualTo("150=F 39=2 17=A1-3 14=100");
        client.send("35=H|11=1|55=IBM|54=1");
        assertThat(client.next(150, 39, 17, 11, 14)).isEqualTo("150=I 39=2 17=0 11=1 14=100");
        assertThat(client.received).isEmpty();
    }

    /// As a kill -9 leaves it: another gateway begins with what the folder has, while the answer to an order was still on its way. The
    /// order comes again, and is the same.
    @Test
    void goesOnAfterAKill() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        client(session).order("1", "ACC1", 100);
        acknowledge(desk.idOf("anna", "1"), 100);
        assertThat(client.next(34, 17)).isEqualTo("34=2 17=A1-N");
        desk.loseAnswers(Integer.MAX_VALUE);
        client.order("2", "ACC1", 50);
        var second = desk.idOf("anna", "2");
        client.vanish();
        var killed = door;
        var folder = data.resolve("killed");
        copyFolder(data.resolve("algo"), folder.resolve("algo"));
        freePort();
        desk.loseAnswers(0);
        door = new ClientDoor(vertx, "127.0.0.1", port, List.of(session), folder, desk);
        desk.door(door);
        // One of a process knows a session: the engine of the killed one must be gone.
        get(killed.stop());
        get(door.take(_ -> SessionCopies.NONE, () -> true).compose(_ -> door.start()));
        var numbers = client.numbers;
        client = new TestClient(session, port, numbers).up();
        acknowledge(second, 50);
        assertThat(client.next(150, 39, 17, 11)).isEqualTo("150=0 39=0 17=A2-N 11=2");
        assertThat(desk.all()).hasSize(2);
    }

    private static void copyFolder(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) if (Files.isRegularFile(file)) Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    @Test
    void refusesASecondLine() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        client(session);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            write(socket, "35=A|34=1|49=ALGO|52=20261201-10:00:00|56=PLUMB|98=0|108=30|553=algo|554=secret|");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)).contains("58=this session is logged on already");
        }
        assertThat(client.isUp()).isTrue();
    }

    /// A client that has lost what it was sent gets the very same messages again, from before the restart, too.
    @Test
    void sendsTheSameAgainAfterARestart() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        client(session).order("1", "ACC1", 100);
        var ours = desk.idOf("anna", "1");
        acknowledge(ours, 100);
        fill(ours, "e1", 100, 100, 100);
        var first = List.of(client.next(34, 17), client.next(34, 17));
        client.close();
        get(door.stop());
        client.numbers.setNextTargetMsgSeqNum(2);
        open(session);
        client.up();
        var again = List.of(client.next(), client.next());
        assertThat(again.stream().map(message -> TestClient.shown(message, 34, 17)).toList()).isEqualTo(first);
        assertThat(again).allMatch(message -> message.text(43).equals("Y"));
    }

    /// The notes take the place of messages that are forgotten.
    @Test
    void remembersWhatWasToldLongAgo() throws Exception {
        var session = session(FixVersion.FIX_4_4, false, 4);
        open(session);
        client(session).order("1", "ACC1", 1_000);
        var ours = desk.idOf("anna", "1");
        acknowledge(ours, 1_000);
        for (int i = 1; i <= 40; i++) fill(ours, "e" + i, 1, i, 1_000);
        TestClient.await(() -> client.received.stream().anyMatch(message -> message.text(17).equals("A1-40")));
        client.received.clear();
        get(door.stop());
        open(session);
        TestClient.await(client::isUp);
        fill(ours, "e41", 1, 41, 1_000);
        assertThat(client.next(150, 17, 14)).isEqualTo("150=F 17=A1-41 14=41");
    }

    /// Whether an answer was lost or the message comes again: one order.
    @Test
    void asksAgainWhereAnAnswerIsLost() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        desk.loseAnswers(1);
        client(session).order("1", "ACC1", 100);
        TestClient.await(() -> !desk.repeats.isEmpty());
        acknowledge(desk.idOf("anna", "1"), 100);
        assertThat(client.next(REPORT)).isEqualTo("35=8 150=0 39=0 11=1 14=0 151=100");
        assertThat(desk.all()).hasSize(1);
    }

    /// FIX 4.4 F.1.a and F.1.b.
    @Test
    void aKnownClOrdIDEntersNothing() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        client(session).order("1", "ACC1", 100);
        acknowledge(desk.idOf("anna", "1"), 100);
        client.next();
        client.send("35=D|97=Y|11=1|1=ACC1|55=IBM|54=1|38=100|40=2|44=12.5|60=20261201-10:00:00.000");
        assertThat(client.next(150, 39, 17, 11)).isEqualTo("150=I 39=0 17=0 11=1");
        client.order("1", "ACC1", 100);
        assertThat(client.next(150, 39, 103, 11)).isEqualTo("150=8 39=0 103=6 11=1");
        client.send("35=D|97=Y|11=2|1=ACC1|55=IBM|54=1|38=100|40=2|44=12.5|60=20261201-10:00:00.000");
        acknowledge(desk.idOf("anna", "2"), 100);
        assertThat(client.next(150, 39, 11)).isEqualTo("150=0 39=0 11=2");
        assertThat(desk.all()).hasSize(2);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        client(session).send("35=D|11=1|1=ACC1|54=1|38=100|40=1");
        assertThat(client.next(35, 371, 372, 373)).isEqualTo("35=3 371=55 372=D 373=1");
        client.send("35=E|66=1");
        assertThat(client.next(35, 372, 380)).isEqualTo("35=j 372=E 380=3");
        client.send("35=D|11=2|1=ACC1|55=NONE|54=1|38=100|40=1");
        assertThat(client.next(35, 150, 39, 103, 37, 11)).isEqualTo("35=8 150=8 39=8 103=1 37=NONE 11=2");
        client.send("35=F|11=3|41=zz|55=IBM|54=1");
        assertThat(client.next(35, 37, 39, 102, 434, 41)).isEqualTo("35=9 37=NONE 39=8 102=1 434=1 41=zz");
        client.send("35=H|11=zz|55=IBM|54=1");
        assertThat(client.next(35, 150, 39, 37, 11)).isEqualTo("35=8 150=I 39=8 37=NONE 11=zz");
    }

    @Test
    void massRequests() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        client(session).order("1", "ACC1", 100);
        acknowledge(desk.idOf("anna", "1"), 100);
        client.order("2", "ACC2", 50);
        acknowledge(desk.idOf("anna", "2"), 50);
        client.next();
        client.next();
        client.send("35=AF|584=q1|585=7");
        assertThat(client.next(150, 11, 584, 911, 912)).isEqualTo("150=I 11=1 584=q1 911=2 912=N");
        assertThat(client.next(150, 11, 584, 911, 912)).isEqualTo("150=I 11=2 584=q1 911=2 912=Y");
        client.send("35=q|11=m1|530=7|60=20261201-10:00:00.000");
        assertThat(client.next(35, 11, 530, 531, 533)).isEqualTo("35=r 11=m1 530=7 531=7 533=2");
        assertThat(desk.asked).contains("anna/" + ClientDesk.OWN + "mass/m1/A1", "anna/" + ClientDesk.OWN + "mass/m1/A2");
    }

    @Test
    void cancelsOnDisconnect() throws Exception {
        var session = session(FixVersion.FIX_4_4, true, 1_000);
        open(session);
        client(session).order("1", "ACC1", 100);
        var ours = desk.idOf("anna", "1");
        acknowledge(ours, 100);
        client.next();
        client.vanish();
        TestClient.await(() -> desk.asked.stream().anyMatch(asked -> asked.contains("disconnect/") && asked.endsWith("/" + ours)));
        desk.broker("37=B" + ours + "|11=" + ours + "|17=c|150=4|39=4|55=IBM|54=1|38=100|14=0|151=0|6=0");
        client.up();
        assertThat(client.next(REPORT)).isEqualTo("35=8 150=4 39=4 11=1 14=0 151=0");
    }

    @Test
    void anOwnStopIsNoDisconnect() throws Exception {
        var session = session(FixVersion.FIX_4_4, true, 1_000);
        open(session);
        client(session).order("1", "ACC1", 100);
        acknowledge(desk.idOf("anna", "1"), 100);
        client.next();
        get(door.stop());
        assertThat(desk.asked).containsExactly("anna/1");
    }

    /// Whoever sent the orders, and by our own ids.
    @Test
    void dropCopies() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session, copyOf("ACC1"));
        copy = new TestClient(copyOf("ACC1"), port).up();
        client(session).order("1", "ACC1", 100);
        acknowledge(desk.idOf("anna", "1"), 100);
        assertThat(copy.next(150, 1, 11)).isEqualTo("150=0 1=ACC1 11=A1");
        acknowledge(desk.enter("ACC2"), 100);
        acknowledge(desk.enter("ACC1"), 100);
        assertThat(copy.next(150, 1, 11)).isEqualTo("150=0 1=ACC1 11=A3");
        copy.order("9", "ACC1", 1);
        assertThat(copy.next(35, 380)).isEqualTo("35=j 380=6");
    }

    @Test
    void refusesWrongPasswordsWithAText() throws Exception {
        var session = session(FixVersion.FIX_4_4);
        open(session);
        client = new TestClient(session, port);
        client.password = "guess";
        client.start();
        assertThat(client.logouts.poll(10, TimeUnit.SECONDS)).isEqualTo("Username(553) or Password(554) is wrong");
        assertThat(door.refused()).isPositive();
        client.vanish();
        client.numbers.reset();
        client.password = "secret";
        client.up();
    }

    @Test
    void refusesStrangersWithAText() throws Exception {
        open(session(FixVersion.FIX_4_4));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            write(socket, "35=A|34=1|49=NOBODY|52=20261201-10:00:00|56=PLUMB|98=0|108=30|");
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).contains("\00135=5\001", "58=no session for BeginString(8) FIX.4.4, SenderCompID(49) NOBODY");
        }
        assertThat(door.refused()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        open(session(FixVersion.FIX_4_4));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write("8=FIX.4.4\0019=2000000000\00135=A\001".getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> {
                for (int i = 0; i < 10_000; i++) out.write(new byte[4_096]);
            }).isInstanceOf(java.io.IOException.class);
        }
        assertThat(door.refused()).isEqualTo(1);
    }

    /// It is logged out, and gets all of it once it reads: nothing is left out, and nothing waits in memory but what has changed.
    @Test
    void logsOutWhoDoesNotRead() throws Exception {
        var session = session(FixVersion.FIX_4_4, false, 200_000);
        door = new ClientDoor(vertx, "127.0.0.1", port, List.of(session), data, desk, Optional.empty(), Duration.ofMillis(100));
        desk.door(door);
        get(door.take(_ -> SessionCopies.NONE, () -> true).compose(_ -> door.start()));
        int fills = 60_000;
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            write(socket, "35=A|34=1|49=ALGO|52=20261201-10:00:00|56=PLUMB|98=0|108=30|553=algo|554=secret|");
            write(socket, "35=D|34=2|49=ALGO|52=20261201-10:00:00|56=PLUMB|11=1|1=ACC1|55=IBM|54=1|38=" + fills + "|40=1|");
            var ours = desk.idOf("anna", "1");
            acknowledge(ours, fills);
            for (int i = 1; i <= fills; i++) fill(ours, "e" + i, 1, i, fills);
            var id = AcceptorSettings.sessionID(session);
            TestClient.await(() -> !quickfix.Session.lookupSession(id).isLoggedOn());
        }
        client = new TestClient(session, port);
        client.numbers.setNextSenderMsgSeqNum(3);
        client.up();
        var told = new HashSet<String>();
        for (var last = client.next(); ; last = client.next()) {
            if (last.code(150) == 'F') told.add(last.text(17));
            if (last.code(39) == '2') break;
        }
        assertThat(told).hasSize(fills);
    }

    private static void write(Socket socket, String body) throws Exception {
        var fields = body.replace('|', '\001');
        var message = "8=FIX.4.4\0019=" + fields.length() + "\001" + fields;
        socket.getOutputStream().write((message + "10=%03d\001".formatted(message.chars().sum() & 0xff)).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void sessionsThatCannotBeToldApartAreRefused() {
        var one = session(FixVersion.FIX_4_4);
        assertThatThrownBy(() -> new ClientDoor(vertx, "127.0.0.1", port, List.of(one, one), data, desk))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("give each its own");
    }
}
