package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;

/// What a session knows after a kill -9: the next run gets a copy of the files as they were at that moment. Real sockets
/// on both sides, and a broker that stays.
class CrashTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path data;

    private TestBroker broker;
    private Desk desk;
    private int runs;

    @BeforeEach
    void connect() throws Exception {
        broker = new TestBroker(FixVersion.FIX_4_4).open();
        desk = start(data.resolve("0"));
    }

    @AfterEach
    void stop() throws Exception {
        desk.stop();
        broker.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private Desk start(Path folder) throws Exception {
        return start(folder, Map.of());
    }

    private Desk start(Path folder, Map<String, String> more) throws Exception {
        var settings = Desk.settings(broker);
        settings.putAll(more);
        return new Desk(vertx, settings, folder).start().up();
    }

    /// The files as they are now are all that is left.
    private Path crash() throws Exception {
        var left = copy();
        desk.stop();
        Desk.await(() -> !broker.session().hasResponder());
        return left;
    }

    private Path copy() throws IOException {
        var from = data.resolve(Integer.toString(runs));
        var to = Files.createDirectory(data.resolve(Integer.toString(++runs)));
        try (var files = Files.list(from)) {
            for (var file : files.toList()) Files.copy(file, to.resolve(file.getFileName()));
        }
        return to;
    }

    private static String fill(int number) {
        return "37=O1|11=A|17=E" + number + "|150=F|39=1|55=ACME|54=1|38=100|32=1|31=10|14=" + number + "|151="
                + (100 - number) + "|6=10|60=20261123-12:00:00.000";
    }

    private List<String> execIDs() {
        return desk.inbound.stream().map(inbound -> desk.report(desk.inbound.indexOf(inbound)).execID().value()).toList();
    }

    @Test
    void aReportThatWasNotAcknowledgedComesAgain() throws Exception {
        broker.send("8", fill(1));
        broker.send("8", fill(2));
        desk.inbound(2);
        desk = start(crash());
        desk.inbound(2);
        assertThat(execIDs()).containsExactly("E1", "E2");
        assertThat(desk.report(0).possDup()).isTrue();
    }

    @Test
    void anAcknowledgedOneDoesNot() throws Exception {
        broker.send("8", fill(1));
        broker.send("8", fill(2));
        desk.inbound(2);
        desk.acknowledge();
        broker.send("8", fill(3));
        desk.inbound(3);
        // The third is handed over and not acknowledged; what the log says of the first two has to be there first.
        Desk.await(() -> nextTargetIn(data.resolve("0")) >= desk.inbound.get(2).msgSeqNum());
        desk = start(crash());
        desk.inbound(1);
        broker.send("8", fill(4));
        desk.inbound(2);
        assertThat(execIDs()).containsExactly("E3", "E4");
    }

    private int nextTargetIn(Path folder) {
        try {
            var copy = Files.createTempDirectory(data, "look");
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) Files.copy(file, copy.resolve(file.getFileName()));
            }
            var settings = FixSessionSettings.of(Desk.settings(broker));
            try (var keeping = Keeping.in(copy, settings, new dev.plumbline.adapter.AckWindow(), Copying.none())) {
                return ((Keeping.InLog) keeping).store().getNextTargetMsgSeqNum();
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /// Kept, sent and lost on the way: the broker asks, and gets exactly that, marked as sent before.
    @Test
    void whatTheBrokerMissesIsSentAgainAfterTheCrash() throws Exception {
        desk.send(Orders.enter("A"));
        int number = broker.next().getHeader().getInt(34);
        var left = crash();
        broker.session().setNextTargetMsgSeqNum(number);
        desk = start(left);
        var again = broker.next();
        assertThat(again.getString(11)).isEqualTo("A");
        assertThat(again.getHeader().getInt(34)).isEqualTo(number);
        assertThat(again.getHeader().getBoolean(43)).isTrue();
    }

    private Outbound again(String clOrdID) {
        var first = Orders.enter(clOrdID);
        return new Outbound(first.command(), first.order(), true);
    }

    /// The journal has both, the session's log has one of them: only the other one goes out.
    @Test
    void aCommandThatNeverLeftIsSentAndOneThatMayHaveIsNot() throws Exception {
        desk.send(Orders.enter("SENT"));
        assertThat(broker.next().getString(11)).isEqualTo("SENT");
        desk = start(crash());
        desk.send(fresh(again("SENT")), fresh(again("KEPT")), Orders.enter("NEW"));
        assertThat(broker.next().getString(11)).isEqualTo("KEPT");
        Message next = broker.next();
        assertThat(next.getString(11)).isEqualTo("NEW");
        assertThat(next.getHeader().isSetField(43)).isFalse();
    }

    /// As if it had been given a moment ago, after the log had begun.
    private static Outbound fresh(Outbound outbound) {
        var enter = (dev.plumbline.core.Command.Enter) outbound.command();
        var now = new dev.plumbline.core.Command.Enter(
                enter.clOrdID(), enter.session(), enter.account(), enter.symbol(), enter.side(), enter.orderQty(),
                enter.ordType(), enter.price(), enter.timeInForce(), Clock.nanos());
        return new Outbound(now, outbound.order(), outbound.maybeSent());
    }

    /// It certainly never left, and nobody wants an order as old as that.
    @Test
    void aCommandThatNeverLeftAndIsTooOldFailsForCertain() throws Exception {
        desk = start(crash(), Map.of("sendWithinSeconds", "0"));
        desk.send(fresh(again("OLD")), Orders.enter("NEW"));
        assertThat(broker.next().getString(11)).isEqualTo("NEW");
        var failed = desk.event(SessionEvent.SendFailed.class);
        assertThat(failed.clOrdID()).hasToString("OLD");
        assertThat(failed.text()).contains("too old");
    }

    /// Of a command from before the log began nothing is certain: nothing is sent, and nothing is told.
    @Test
    void ofACommandFromBeforeTheLogNothingIsSaid() throws Exception {
        desk.send(again("BEFORE"), Orders.enter("NEW"));
        assertThat(broker.next().getString(11)).isEqualTo("NEW");
        assertThat(desk.count(SessionEvent.SendFailed.class)).isZero();
    }
}
