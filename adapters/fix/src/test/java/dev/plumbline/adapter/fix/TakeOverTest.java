package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Command;

/// A session moves from one server to another: two adapters with a folder each, copies that both reach, and a broker that stays.
class TakeOverTest {
    private static final String FILL = "37=O1|11=SENT|17=E%d|150=F|39=1|55=IBM|54=1|38=100|32=1|31=12.5|151=%d|14=%d|6=12.5|";

    @TempDir
    private Path data;

    private final Vertx vertx = Vertx.vertx();
    private final Copies copies = new Copies();
    private RawBroker broker;
    /// The server that has the session, and whether it knows that it has.
    private Desk desk;
    private AtomicBoolean acts = new AtomicBoolean(true);

    @BeforeEach
    void connect() throws Exception {
        broker = new RawBroker();
        desk = start("a", acts::get);
        broker.acceptLogon();
        desk.up();
        Desk.await(() -> copies.expected() == 2);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
        desk.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Desk start(String folder, BooleanSupplier mayAct) throws Exception {
        var settings = Desk.settings(FixVersion.FIX_4_4, broker.port());
        return new Desk(vertx, settings, data.resolve(folder)).start(copies, mayAct);
    }

    /// Nothing comes any more, not even a Logout.
    private void readEnd() {
        assertThatThrownBy(broker::read).hasMessage("the line was closed after ");
    }

    /// The server is gone: it does no more than a dead one.
    private void lose() throws Exception {
        acts.set(false);
        readEnd();
        desk.stop();
    }

    /// Returns the Logon.
    private String takeOver(String folder, int brokersNext) throws Exception {
        var itActs = new AtomicBoolean(true);
        acts = itActs;
        return takeOver(folder, brokersNext, itActs::get);
    }

    private String takeOver(String folder, int brokersNext, BooleanSupplier mayAct) throws Exception {
        desk = start(folder, mayAct);
        var logon = broker.accept();
        broker.send("35=A|34=" + brokersNext + "|98=0|108=30|");
        desk.up();
        return logon;
    }

    private static String fill(int number) {
        return FILL.formatted(number, 100 - number, number);
    }

    private static Outbound again(Outbound outbound) {
        return new Outbound(outbound.command(), outbound.order(), true);
    }

    /// Given now.
    private static Outbound enter(String clOrdID) {
        var outbound = Orders.enter(clOrdID);
        var enter = (Command.Enter) outbound.command();
        var now = new Command.Enter(
                enter.clOrdID(), enter.session(), enter.account(), enter.symbol(), enter.side(), enter.orderQty(),
                enter.ordType(), enter.price(), enter.timeInForce(), Clock.nanos());
        return new Outbound(now, outbound.order());
    }

    /// A message without what depends on when it was sent.
    private static String timeless(String message) {
        return message.replaceFirst("\\|52=[^|]*", "").replaceFirst("\\|10=[^|]*", "");
    }

    @Test
    void theNumbersGoOnAndNothingIsAskedForAgain() throws Exception {
        desk.send(enter("SENT"));
        assertThat(broker.read()).contains("|35=D|34=2|");
        broker.send("35=8|34=2|" + fill(1));
        desk.inbound(1);
        desk.acknowledge();
        Desk.await(() -> copies.expected() == 3);
        lose();

        assertThat(takeOver("b", 3)).contains("|35=A|34=3|").doesNotContain("|141=");
        broker.send("35=8|34=4|" + fill(2));
        assertThat(desk.report(0).execID().value()).isEqualTo("E2");
        desk.send(enter("NEW"));
        assertThat(broker.read()).contains("|35=D|34=4|", "|11=NEW|");
        assertThat(desk.events).singleElement().isInstanceOf(SessionEvent.Up.class);
    }

    /// As when servers are renewed one by one.
    @Test
    void afterAnOrderlyStopTheNumbersGoOnBehindTheLogout() throws Exception {
        var stopping = desk;
        var stopped = CompletableFuture.runAsync(() -> stop(stopping));
        assertThat(broker.read()).contains("|35=5|34=2|");
        broker.send("35=5|34=2|");
        stopped.get(20, TimeUnit.SECONDS);
        assertThat(takeOver("b", 3)).contains("|35=A|34=3|");
        assertThat(desk.events).singleElement().isInstanceOf(SessionEvent.Up.class);
    }

    private static void stop(Desk stopping) {
        try {
            stopping.stop();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /// What the journal of the first server did not have comes again.
    @Test
    void aReportThatWasNotAcknowledgedIsAskedForAgain() throws Exception {
        broker.send("35=8|34=2|" + fill(1));
        broker.send("35=8|34=3|" + fill(2));
        desk.inbound(2);
        lose();
        takeOver("b", 4);
        assertThat(broker.read()).contains("|35=2|", "|7=2|", "|16=3|");
    }

    @Test
    void whatTheBrokerMissesIsSentAgainAsByTheServerThatSentIt() throws Exception {
        desk.send(enter("SENT"));
        broker.read("D");
        broker.send("35=2|34=2|7=2|16=2|");
        var again = broker.read();
        assertThat(again).contains("|35=D|34=2|43=Y|", "|11=SENT|");
        Desk.await(() -> copies.expected() == 3);
        lose();

        takeOver("b", 3);
        broker.send("35=2|34=4|7=2|16=2|");
        assertThat(timeless(broker.read())).isEqualTo(timeless(again));
    }

    /// The journal has both, and one of them had been sent.
    @Test
    void aCommandThatNeverLeftIsSentOnceAndOneThatLeftIsNot() throws Exception {
        var sent = enter("SENT");
        var kept = enter("KEPT");
        desk.send(sent);
        broker.read("D");
        lose();

        takeOver("b", 2);
        desk.send(again(sent), again(kept), enter("NEW"));
        assertThat(broker.read()).contains("|35=D|34=4|", "|11=KEPT|").doesNotContain("|43=");
        assertThat(broker.read()).contains("|35=D|34=5|", "|11=NEW|");
    }

    /// Its folder is of an earlier time then, and has something else under the numbers that follow.
    @Test
    void aSessionThatComesBackGoesOnFromWhereItWasElsewhere() throws Exception {
        desk.send(enter("FIRST"));
        broker.read("D");
        lose();
        takeOver("b", 2);
        desk.send(enter("SECOND"));
        assertThat(broker.read()).contains("|34=4|", "|11=SECOND|");
        Desk.await(() -> copies.expected() == 3);
        lose();
        assertThat(takeOver("a", 3)).contains("|34=5|");
        broker.send("35=2|34=4|7=2|16=4|");
        assertThat(broker.read()).contains("|35=D|34=2|43=Y|", "|11=FIRST|");
        assertThat(broker.read()).contains("|35=4|34=3|43=Y|", "|36=4|");
        assertThat(broker.read()).contains("|35=D|34=4|43=Y|", "|11=SECOND|");
    }

    /// It waits at the socket, and goes out once it is elsewhere; what comes meanwhile fails, for certain.
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatIsNotCopiedHasNotLeft(Copies.Failure failure) throws Exception {
        copies.failure = failure;
        int puts = copies.puts.get();
        desk.send(enter("WAITS"));
        Desk.await(() -> copies.puts.get() > puts + 1);
        assertThat(broker.hasMore()).isFalse();
        desk.send(enter("NEXT"));
        assertThat(desk.event(SessionEvent.SendFailed.class).text())
                .isEqualTo("NewOrderSingle NEXT was not sent: it cannot be copied to another server");

        copies.failure = Copies.Failure.NONE;
        assertThat(broker.read()).contains("|35=D|34=2|", "|11=WAITS|");
        assertThat(copies.contain("11=WAITS")).isTrue();
        desk.send(enter("NEW"));
        assertThat(broker.read()).contains("|35=D|34=3|", "|11=NEW|");
        assertThat(desk.count(SessionEvent.SendFailed.class)).isEqualTo(1);
    }

    /// The server ends while a message waits. Nobody has it, so it did not leave: it goes out once, from elsewhere.
    @Test
    void whatWaitedWhenTheServerEndedIsTheNextOwnersToSend() throws Exception {
        copies.failure = Copies.Failure.BEFORE;
        var waits = enter("WAITS");
        int puts = copies.puts.get();
        desk.send(waits);
        Desk.await(() -> copies.puts.get() > puts + 1);
        lose();
        copies.failure = Copies.Failure.NONE;

        assertThat(takeOver("b", 2)).contains("|35=A|34=2|");
        desk.send(again(waits));
        assertThat(broker.read()).contains("|35=D|34=3|", "|11=WAITS|").doesNotContain("|43=");
    }

    /// A heartbeat and what is sent again have to wait as well: all of it goes out in the order of its numbers.
    @Test
    void whatTheEngineSaysWaitsToo() throws Exception {
        var held = copies.hold();
        desk.send(enter("FIRST"));
        broker.send("35=1|34=2|112=there?|");
        Desk.await(() -> desk.adapter.lastHeard().msgSeqNum() == 2);
        assertThat(broker.hasMore()).isFalse();
        held.countDown();
        assertThat(List.of(broker.read(), broker.read()))
                .anyMatch(message -> message.contains("|11=FIRST|"))
                .anyMatch(message -> message.contains("|112=there?|"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("|34=2|"), second -> assertThat(second).contains("|34=3|"));
    }

    @Test
    void whatCannotBeCopiedIsNotConfirmed() throws Exception {
        copies.failure = Copies.Failure.BEFORE;
        broker.send("35=8|34=2|" + fill(1));
        desk.inbound(1);
        int puts = copies.puts.get();
        desk.acknowledge();
        Desk.await(() -> copies.puts.get() > puts);
        assertThat(copies.expected()).isEqualTo(2);

        copies.failure = Copies.Failure.NONE;
        broker.send("35=8|34=3|" + fill(2));
        desk.inbound(2);
        desk.acknowledge();
        Desk.await(() -> copies.expected() == 4);
    }

    /// Neither what was waiting, nor what the broker asks for, nor a Logout.
    @Test
    void whoMayNotActSendsNothing() throws Exception {
        desk.send(enter("SENT"));
        broker.read("D");
        broker.send("35=1|34=2|112=there?|");
        assertThat(broker.read()).contains("|35=0|", "|112=there?|");
        Desk.await(() -> copies.expected() == 3);

        acts.set(false);
        int puts = copies.puts.get();
        broker.send("35=1|34=3|112=still there?|");
        broker.send("35=2|34=4|7=2|16=2|");
        desk.send(enter("LATE"));
        readEnd();
        assertThat(desk.event(SessionEvent.SendFailed.class).text())
                .isEqualTo("NewOrderSingle LATE was not sent: this server may not act");
        assertThat(desk.event(SessionEvent.Down.class).reason()).isEqualTo("this server may not act");
        assertThat(copies.puts).as("nothing is written elsewhere").hasValue(puts);

        acts.set(true);
        assertThat(broker.accept()).as("where nobody else had it").contains("|35=A|34=4|");
    }

    /// The broker takes one line for the session, and it is another's now.
    @Test
    void whoMayNotActDoesNotConnect() throws Exception {
        lose();
        var asked = new AtomicInteger();
        var may = new AtomicBoolean(true);
        takeOver("b", 2, () -> {
            if (Thread.currentThread().getName().startsWith("fix-connect-") && !may.get()) asked.incrementAndGet();
            return may.get();
        });
        may.set(false);
        readEnd();
        Desk.await(() -> asked.get() >= 3);
        assertThat(broker.isAlone()).isTrue();
    }

    /// Between the copy and the write: the server that takes over has it, and sends it when the broker asks.
    @Test
    void whatIsHeldBackAtTheSocketIsTheNextOwnersToSend() throws Exception {
        lose();
        var held = new AtomicBoolean();
        takeOver("b", 2, () -> !held.get() || !Thread.currentThread().getName().startsWith("NioProcessor"));
        held.set(true);
        desk.send(enter("HELD"));
        readEnd();
        assertThat(desk.event(SessionEvent.Down.class).reason()).isEqualTo("this server may not act");
        assertThat(copies.contain("11=HELD")).isTrue();
        assertThat(desk.count(SessionEvent.SendFailed.class)).isZero();
    }
}
