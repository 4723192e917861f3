package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.vertx.core.Vertx;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.Session;
import quickfix.SessionID;

import dev.plumbline.adapter.AckWindow;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.LastHeard;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Qty;
import dev.plumbline.core.TimeInForce;

/// What happens to a line, and to reports on a line in trouble.
class SessionTest {
    private static final SessionID OURS = new SessionID("FIX.4.4", "DESK", "BROKER");
    private static final String FILL = "37=O1|11=A|17=E%d|150=F|39=1|55=IBM|54=1|38=100000|32=1|31=12.5|151=%d|14=%d|6=12.5";

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private AutoCloseable broker;
    private Desk desk;

    @AfterEach
    void stopAll() throws Exception {
        if (broker instanceof RawBroker deaf) deaf.close();
        if (desk != null) desk.stop();
        if (broker != null) broker.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        if (desk != null) assertThat(desk.wrongThread).isEmpty();
    }

    private TestBroker connect() throws Exception {
        return connect(FixVersion.FIX_4_4);
    }

    private TestBroker connect(FixVersion version) throws Exception {
        var acceptor = new TestBroker(version).open();
        broker = acceptor;
        desk = new Desk(vertx, Desk.settings(acceptor), data).start().up();
        return acceptor;
    }

    private RawBroker connectRaw() throws Exception {
        var raw = startRaw();
        raw.acceptLogon();
        desk.up();
        return raw;
    }

    private RawBroker startRaw() throws Exception {
        var raw = new RawBroker();
        broker = raw;
        desk = new Desk(vertx, Desk.settings(FixVersion.FIX_4_4, raw.port()), data).start();
        return raw;
    }

    private static String fill(int number) {
        return FILL.formatted(number, 100_000 - number, number);
    }

    @Test
    void whereNobodyListensItSaysSoOnce() throws Exception {
        int port = TestBroker.freePort();
        desk = new Desk(vertx, Desk.settings(FixVersion.FIX_4_4, port), data).start();
        assertThat(desk.event(SessionEvent.Down.class).reason())
                .startsWith("cannot connect to 127.0.0.1:" + port + ": Connection refused");

        var acceptor = new TestBroker(FixVersion.FIX_4_4, port).open();
        broker = acceptor;
        desk.up();
        assertThat(desk.count(SessionEvent.Down.class)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedLogonComesWithTheBrokersReasonAndIsTriedAgain(FixVersion version) throws Exception {
        var acceptor = new TestBroker(version);
        acceptor.refusals.add("unknown member DESK");
        broker = acceptor.open();
        desk = new Desk(vertx, Desk.settings(acceptor), data).start();
        assertThat(desk.event(SessionEvent.LogonRejected.class).reason()).isEqualTo("unknown member DESK");

        acceptor.refusals.clear();
        desk.up();
        assertThat(desk.count(SessionEvent.LogonRejected.class)).isEqualTo(1);
    }

    @Test
    void aLineClosedUponOurLogonIsARefusalAndSaysWhatToCheck() throws Exception {
        var raw = startRaw();
        assertThat(raw.accept()).contains("|35=A|");
        raw.hangUp();
        assertThat(desk.event(SessionEvent.LogonRejected.class).reason())
                .startsWith("the broker closed the line upon our Logon without a word; check senderCompID");
    }

    @Test
    void aRejectOfOurLogonIsARefusal() throws Exception {
        var raw = startRaw();
        raw.accept();
        raw.send("35=3|34=1|45=1|372=A|58=RawData is required|");
        raw.hangUp();
        assertThat(desk.event(SessionEvent.LogonRejected.class).reason()).isEqualTo("RawData is required");
        assertThat(desk.inbound).isEmpty();
    }

    @Test
    void aBrokerThatDoesNotAnswerOurLogonIsDown() throws Exception {
        var raw = new RawBroker();
        broker = raw;
        var settings = Desk.settings(FixVersion.FIX_4_4, raw.port());
        settings.put("logonTimeoutSeconds", "1");
        desk = new Desk(vertx, settings, data).start();
        raw.accept();
        assertThat(desk.event(SessionEvent.Down.class).reason()).isEqualTo("no answer to our Logon within 1 s");
    }

    /// What it says stands behind a repeating group, which needs a dictionary to be read over.
    @Test
    void aLogonThatListsItsMessageTypesIsUnderstood() throws Exception {
        var raw = new RawBroker(FixVersion.FIX_5_0_SP2);
        broker = raw;
        desk = new Desk(vertx, Desk.settings(raw.version(), raw.port()), data).start();
        raw.accept();
        raw.send("35=A|34=1|98=0|108=30|384=2|372=D|385=R|372=8|385=S|1137=9|");
        desk.up();
    }

    @Test
    void aSessionMayHaveHours() throws Exception {
        var acceptor = new TestBroker(FixVersion.FIX_4_4).open();
        broker = acceptor;
        var settings = Desk.settings(acceptor);
        settings.putAll(Map.of("startTime", "00:00:00", "endTime", "23:59:59", "timeZone", "Europe/Berlin"));
        desk = new Desk(vertx, settings, data).start().up();
    }

    @Test
    void whenTheBrokerFindsOurNumbersTooLowTheDeskSeesWhy() throws Exception {
        var raw = startRaw();
        raw.accept();
        raw.send("35=5|34=1|58=MsgSeqNum too low, expecting 700 but received 1|");
        raw.hangUp();
        var text = "MsgSeqNum too low, expecting 700 but received 1";
        assertThat(desk.event(SessionEvent.SequenceTrouble.class).text()).isEqualTo(text);
        assertThat(desk.event(SessionEvent.LogonRejected.class).reason()).isEqualTo(text);
    }

    @Test
    void whenTheBrokersNumbersAreTooLowTheDeskSeesWhy() throws Exception {
        var raw = connectRaw();
        raw.send("35=8|34=1|" + fill(1) + "|");
        assertThat(desk.event(SessionEvent.SequenceTrouble.class).text())
                .startsWith("MsgSeqNum too low, expecting 2 but received 1");
        assertThat(desk.event(SessionEvent.Down.class).reason()).contains("MsgSeqNum too low");
    }

    @Test
    void aLogoutIsDownWithItsReason() throws Exception {
        var acceptor = connect();
        acceptor.session().logout("end of the day");
        assertThat(desk.event(SessionEvent.Down.class).reason()).isEqualTo("the broker logged us out: end of the day");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMissedComesAgainAsPossDup(FixVersion version) throws Exception {
        var acceptor = connect(version);
        acceptor.send("8", fill(1));
        acceptor.send("8", fill(2));
        desk.inbound(2);
        var ours = new SessionID(version.beginString(), "DESK", "BROKER");
        Session.lookupSession(ours).setNextTargetMsgSeqNum(2);
        acceptor.send("8", fill(3));

        assertThat(execIDs(5)).containsExactly("E1", "E2", "E1", "E2", "E3");
        assertThat(IntStream.range(0, 5).mapToObj(i -> desk.report(i).possDup()))
                .containsExactly(false, false, true, true, false);
        var filled = desk.event(SessionEvent.GapFilled.class);
        var gap = desk.event(SessionEvent.Gap.class);
        assertThat(List.of(gap.begin(), gap.end(), filled.begin(), filled.end())).containsExactly(2L, 3L, 2L, 3L);
        assertThat(desk.count(SessionEvent.SequenceTrouble.class)).isZero();
        assertThat(desk.count(SessionEvent.Up.class)).isEqualTo(1);
    }

    private List<String> execIDs(int count) {
        desk.inbound(count);
        return IntStream.range(0, count).mapToObj(i -> desk.report(i).execID().value()).toList();
    }

    /// A heartbeat is a word, too; a gap is counted once, whatever it takes to fill it.
    @Test
    void saysWhenTheBrokerWasLastHeardAndHowOftenItWasNot() throws Exception {
        long before = Clock.nanos();
        var raw = startRaw();
        assertThat(desk.adapter.lastHeard()).isEqualTo(new LastHeard(0, 30_000, 0, 0));
        raw.acceptLogon();
        desk.up();
        var logon = desk.adapter.lastHeard();
        assertThat(logon.at()).isBetween(before, Clock.nanos());
        assertThat(logon.msgSeqNum()).isEqualTo(1);

        raw.send("35=0|34=2|");
        Desk.await(() -> desk.adapter.lastHeard().msgSeqNum() == 2);
        assertThat(desk.adapter.lastHeard().at()).isGreaterThan(logon.at());

        raw.send("35=8|34=4|" + fill(2) + "|");
        raw.read("2");
        raw.send("35=8|34=3|43=Y|122=20261122-10:00:00|" + fill(1) + "|");
        desk.event(SessionEvent.GapFilled.class);
        assertThat(desk.adapter.lastHeard().gaps()).isEqualTo(1);
        Desk.await(() -> desk.adapter.lastHeard().msgSeqNum() == 4);
    }

    /// QuickFIX/J would not show it to us: the number is behind us.
    @Test
    void aReportSentAgainUnderItsOldNumberStillArrives() throws Exception {
        var raw = connectRaw();
        raw.send("35=8|34=2|" + fill(1) + "|");
        desk.inbound(1);
        raw.send("35=8|34=2|43=Y|122=20261122-10:00:00|" + fill(1) + "|");
        raw.send("35=8|34=3|" + fill(2) + "|");
        assertThat(execIDs(3)).containsExactly("E1", "E1", "E2");
        assertThat(desk.report(1).possDup()).isTrue();
    }

    @Test
    void rubbishInAReportCostsNeitherTheReportNorTheSession() throws Exception {
        var raw = connectRaw();
        raw.send("35=8|34=2|37=O1|11=A|17=E1|150=?|39=Z|9999=x|454=abc|31=twelve|44=|20000=y|1=|");
        raw.send("35=8|34=3|" + fill(1) + "|453=2|448=X|447=D|448=Y|447=D|9999=x|9999=y|");
        raw.send("35=UX|34=4|58=no standard message|");
        raw.send("35=8|34=5|" + fill(2) + "|");
        assertThat(desk.inbound(4).get(0).decoded()).isInstanceOf(Decoded.Unreadable.class);
        assertThat(desk.inbound.get(0).raw().toString()).contains("\001454=abc\001");
        assertThat(desk.report(1).execID().value()).isEqualTo("E1");
        assertThat(desk.inbound.get(2).decoded()).isInstanceOf(Decoded.Unreadable.class);
        assertThat(desk.report(3).execID().value()).isEqualTo("E2");
        assertThat(desk.events).hasSize(1);
        desk.send(Orders.enter("A"));
        assertThat(raw.read()).as("we rejected nothing: the order is our next message").contains("|35=D|34=2|");
    }

    @Test
    void aGarbledReportIsShownAndFetchedAgain() throws Exception {
        var raw = connectRaw();
        raw.sendGarbled("35=8|34=2|" + fill(1) + "|");
        raw.send("35=8|34=3|" + fill(2) + "|");
        assertThat(raw.read("2")).contains("|7=2|");
        raw.send("35=8|34=2|43=Y|122=20261122-10:00:00|" + fill(1) + "|");
        assertThat(desk.inbound(3).getFirst().decoded())
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> {
                    assertThat(unreadable.reason()).contains("CheckSum(10)");
                    assertThat(unreadable.clOrdID()).isEqualTo(new ClOrdID("A"));
                });
        assertThat(List.of(desk.report(1).execID().value(), desk.report(2).execID().value()))
                .containsExactly("E1", "E2");
    }

    /// Whatever is wrong with it besides, and also while others wait for a gap to be filled.
    @ParameterizedTest
    @ValueSource(strings = {"", "150=38|", "9999=x|9999=y|", "34=77|", "43=Y|"})
    void aGarbledReportIsFetchedAgainWhereverItStands(String more) throws Exception {
        var raw = connectRaw();
        raw.send("35=8|34=3|" + fill(2) + "|");
        raw.sendGarbled("35=8|34=4|" + fill(3) + "|" + more);
        raw.send("35=8|34=5|" + fill(4) + "|");
        assertThat(raw.read("2")).contains("|7=2|");
        raw.send("35=8|34=2|43=Y|122=20261122-10:00:00|" + fill(1) + "|");
        raw.send("35=8|34=6|" + fill(5) + "|");
        assertThat(raw.read("2")).contains("|7=4|");
        raw.send("35=8|34=4|43=Y|122=20261122-10:00:00|" + fill(3) + "|");
        desk.inbound(6);
        assertThat(desk.inbound.stream()
                        .map(Inbound::decoded)
                        .filter(Decoded.Read.class::isInstance)
                        .map(read -> ((Decoded.Read) read).report().execID().value()))
                .containsExactly("E1", "E2", "E3", "E4", "E5");
    }

    /// One bit makes SenderCompID(49) a second TimeInForce(59). The engine took that for whole, rejected it for want of a
    /// sender, and counted it, so that the report was lost; and the broker rejected the reject.
    @Test
    void aGarbledReportWithoutItsSenderIsFetchedAgain() throws Exception {
        var raw = connectRaw();
        raw.sendSpoiled("35=8|34=2|" + fill(1) + "|59=0|", "\00149=", "\00159=");
        raw.send("35=8|34=3|" + fill(2) + "|");
        assertThat(raw.read()).as("nothing was rejected").contains("|35=2|").contains("|7=2|").contains("|16=2|");
        raw.send("35=8|34=2|43=Y|122=20261122-10:00:00|" + fill(1) + "|");
        desk.inbound(3);
        assertThat(desk.report(1).execID().value()).isEqualTo("E1");
        assertThat(desk.report(2).execID().value()).isEqualTo("E2");
    }

    /// Its bytes are what the checksum is of, in whatever encoding.
    @Test
    void aTextThatIsNotAsciiIsNotGarbled() throws Exception {
        var raw = connectRaw();
        raw.send("35=8|34=2|" + fill(1) + "|58=déjà vu|");
        assertThat(desk.report(0).text()).isEqualTo("déjà vu");
    }

    @Test
    void rejectsOfOurMessagesArriveWithTheirClOrdID() throws Exception {
        var raw = connectRaw();
        desk.send(Orders.enter("A"), Orders.enter("B"));
        raw.read("D");
        raw.read("D");
        raw.send("35=3|34=2|45=3|372=D|58=Required tag missing|");
        raw.send("35=j|34=3|45=2|372=D|380=3|58=not today|");
        assertThat(desk.report(0).clOrdID()).isEqualTo(new ClOrdID("B"));
        assertThat(desk.report(0).news()).isEqualTo(new News.RequestRejected("D", 3));
        assertThat(desk.report(1).clOrdID()).isEqualTo(new ClOrdID("A"));
        assertThat(desk.report(1).text()).isEqualTo("not today");
        // Without its number it would never be acknowledged, and a restart would ask for all that followed it.
        assertThat(desk.inbound).extracting(Inbound::msgSeqNum).allMatch(number -> number > 0);
    }

    /// One of a ResendRequest(2), of a Heartbeat(0), of a reject or the like is about no order, and would wait for one.
    @ParameterizedTest
    @CsvSource({"3, 0", "3, 1", "3, 2", "3, 3", "3, 4", "3, 5", "j, j"})
    void aRejectOfAMessageOfTheSessionIsTroubleOfTheLineAndNoReport(String msgType, String refMsgType) throws Exception {
        var raw = connectRaw();
        raw.send("35=" + msgType + "|34=2|45=7|372=" + refMsgType + "|58=SendingTime accuracy problem|");
        raw.send("35=8|34=3|" + fill(1) + "|");
        assertThat(desk.report(0).execID().value()).as("the first report").isEqualTo("E1");
        assertThat(desk.event(SessionEvent.SequenceTrouble.class).text()).isEqualTo(
                "the broker rejects our message 7, of MsgType " + refMsgType + ": SendingTime accuracy problem");
    }

    /// The gap fill stands for the question, which who still wants to know asks anew.
    @Test
    void whatTheBrokerMissedIsSentAgainButNoQuestions() throws Exception {
        var raw = connectRaw();
        desk.send(Orders.enter("A"), Orders.status(Orders.order("A", "O1")), Orders.status(Orders.order("A", "O1")), Orders.enter("B"));
        raw.read("D");
        raw.read("D");
        raw.send("35=2|34=2|7=2|16=0|");
        assertThat(raw.read()).contains("|35=D|34=2|43=Y|").contains("|11=A|");
        assertThat(raw.read()).contains("|35=4|34=3|43=Y|").contains("|36=5|").contains("|123=Y|");
        assertThat(raw.read()).contains("|35=D|34=5|43=Y|").contains("|11=B|");
    }

    /// The engine takes one with a doubled tag for whole.
    @ParameterizedTest
    @ValueSource(strings = {"", "9999=x|9999=y|"})
    void aGarbledRejectOfOurMessageIsFetchedAgain(String more) throws Exception {
        var raw = connectRaw();
        desk.send(Orders.enter("A"));
        raw.read("D");
        raw.sendGarbled("35=3|34=2|45=2|372=D|58=Required tag missing|" + more);
        raw.send("35=8|34=3|" + fill(1) + "|");
        assertThat(raw.read("2")).contains("|7=2|");
        raw.send("35=3|34=2|43=Y|122=20261122-10:00:00|45=2|372=D|58=Required tag missing|");
        Desk.await(() -> desk.inbound.stream().anyMatch(
                inbound -> inbound.decoded() instanceof Decoded.Read(var report) && report.news() instanceof News.RequestRejected));
    }

    /// The dialect is the session's: the same bust on a line that keeps to the book would wait for its fill for ever.
    @Test
    void aBustBySuffixIsBookedInTheSessionsDialect() throws Exception {
        var raw = new RawBroker(FixVersion.FIX_4_2);
        broker = raw;
        var settings = Desk.settings(raw.version(), raw.port());
        settings.put("dialect", "cme");
        desk = new Desk(vertx, settings, data).start();
        raw.acceptLogon();
        desk.up();
        var book = new Book();
        var order = Orders.enter("A");
        book.sent(1, order.command(), false);
        desk.send(order);
        assertThat(raw.read("D")).contains("|21=1|");

        raw.send("35=8|34=2|37=O1|11=A|17=82213:266458TN0000005|20=0|150=1|39=1|55=IBM|54=1|38=100|32=40|31=12.5|"
                + "151=60|14=40|6=0|");
        raw.send("35=8|34=3|37=O1|11=A|17=82213:266459TN0000006|20=1|19=TN0000005|150=H|39=H|55=IBM|54=1|38=100|"
                + "32=40|31=12.5|151=100|14=0|6=0|");
        book.report(2, desk.report(0));
        assertThat(book.order(new ClOrdID("A")).cumQty()).isEqualTo(Qty.of(40));
        assertThat(book.report(3, desk.report(1)).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(book.order(new ClOrdID("A")).cumQty()).isEqualTo(Qty.ZERO);
    }

    /// A fault of ours, thrown into the engine, would make it ask for the same message for ever.
    @Test
    void aDecoderThatFailsCostsOneReportItsMeaningOnly() throws Exception {
        var heard = new CopyOnWriteArrayList<Heard>();
        var settings = FixSessionSettings.of(Desk.settings(FixVersion.FIX_4_4, 1));
        var intake = new Intake(
                Desk.SESSION,
                settings,
                (_, _) -> {
                    throw new IllegalStateException("a bug");
                },
                Keeping.inMemory(),
                new AckWindow(),
                heard::add);
        intake.fromApp(new quickfix.Message("8=FIX.4.4\0019=5\00135=8\00110=171\001", false), OURS);
        assertThat(heard).singleElement().isInstanceOfSatisfying(Heard.Message.class, message -> {
            assertThat(message.inbound().raw().toString()).contains("35=8");
            assertThat(message.inbound().decoded())
                    .isInstanceOfSatisfying(
                            Decoded.Unreadable.class,
                            unreadable -> assertThat(unreadable.reason()).contains("a bug"));
        });
    }

    @Test
    void tenThousandReportsArriveInOrder() throws Exception {
        var acceptor = connect();
        for (int i = 1; i <= 10_000; i++) acceptor.send("8", fill(i));
        assertThat(execIDs(10_000)).isEqualTo(IntStream.rangeClosed(1, 10_000).mapToObj(i -> "E" + i).toList());
    }

    @Test
    void tenThousandOrdersGoOutInOrder() throws Exception {
        var acceptor = connect();
        for (int i = 0; i < 10_000; i++) desk.send(Orders.enter("A" + i));
        for (int i = 0; i < 10_000; i++) assertThat(acceptor.next().getString(11)).isEqualTo("A" + i);
        assertThat(desk.count(SessionEvent.SendFailed.class)).isZero();
    }

    @Test
    void numbersSurviveARestart() throws Exception {
        var acceptor = connect();
        desk.send(Orders.enter("A"));
        int first = acceptor.next().getHeader().getInt(34);
        acceptor.send("8", fill(1));
        desk.inbound(1);
        desk.acknowledge();
        desk.stop();
        assertThat(((SessionEvent.Down) desk.events.getLast()).reason()).isEqualTo("stopped");
        Desk.await(() -> !acceptor.session().hasResponder());

        desk = new Desk(vertx, Desk.settings(acceptor), data).start().up();
        desk.send(Orders.enter("B"));
        // From 1 again it would be that of A; how many messages of the session lie between is the engine's business.
        assertThat(acceptor.next().getHeader().getInt(34)).isGreaterThan(first);
        assertThat(desk.events).noneMatch(SessionEvent.SequenceTrouble.class::isInstance);
        assertThat(desk.events).noneMatch(SessionEvent.Gap.class::isInstance);
    }

    /// A journal that does not keep up holds the broker back: memory does not grow, nothing is lost, and order is kept.
    @Test
    void noMoreIsTakenThanTheJournalMayBeBehind() throws Exception {
        var acceptor = new TestBroker(FixVersion.FIX_4_4).open();
        broker = acceptor;
        var settings = Desk.settings(acceptor);
        settings.put("unacknowledgedMax", "10");
        desk = new Desk(vertx, settings, data).start().up();
        for (int i = 1; i <= 100; i++) acceptor.send("8", fill(i));
        for (int came = 10; came <= 100; came += 10) {
            desk.inbound(came);
            desk.acknowledge();
        }
        assertThat(execIDs(100)).containsExactlyElementsOf(IntStream.rangeClosed(1, 100).mapToObj(i -> "E" + i).toList());
        assertThat(desk.mostOpen.get()).isEqualTo(10);
    }

    /// Nobody acknowledges, and the desk stops: the engine's thread that waits goes, too.
    @Test
    void aSessionThatWaitsForTheJournalCanBeStopped() throws Exception {
        var acceptor = new TestBroker(FixVersion.FIX_4_4).open();
        broker = acceptor;
        var settings = Desk.settings(acceptor);
        settings.put("unacknowledgedMax", "1");
        desk = new Desk(vertx, settings, data).start().up();
        for (int i = 1; i <= 5; i++) acceptor.send("8", fill(i));
        desk.inbound(1);
        desk.stop();
        assertThat(((SessionEvent.Down) desk.events.getLast()).reason()).isEqualTo("stopped");
    }

    /// Where it was told to have failed, an order may not appear at the broker after the next logon.
    @Test
    void whatFailedWhileTheLineWasDownNeverGoesOut() throws Exception {
        var acceptor = connect();
        acceptor.vanish();
        desk.event(SessionEvent.Down.class);
        desk.send(Orders.enter("STALE"));
        desk.event(SessionEvent.SendFailed.class);
        acceptor.open();
        desk.up();
        acceptor.session().setNextTargetMsgSeqNum(1);
        desk.send(Orders.enter("FRESH"));
        assertThat(acceptor.next().getString(11)).isEqualTo("FRESH");
        assertThat(desk.event(SessionEvent.SequenceTrouble.class).text())
                .startsWith("the broker misses messages: asked us to send MsgSeqNum 1 to ");
    }

    @Test
    void whatCannotBeSaidInFixFailsAndTheRestGoesOut() throws Exception {
        var acceptor = connect();
        var stopLimit = Orders.order(
                "S", OrdType.STOP_LIMIT, "1", TimeInForce.DAY, "");
        desk.send(Orders.enter(stopLimit), Orders.enter("A"));
        assertThat(acceptor.next().getString(11)).isEqualTo("A");
        assertThat(desk.event(SessionEvent.SendFailed.class).text())
                .startsWith("NewOrderSingle S was not sent: OrdType(40) StopLimit");
    }

    @Test
    void usernameAndPasswordAreInTheLogonAndNobodyElsesToRead() throws Exception {
        var raw = new RawBroker();
        broker = raw;
        var settings = Desk.settings(FixVersion.FIX_4_4, raw.port());
        settings.putAll(Map.of("username", "desk7", "password", "s3cret"));
        desk = new Desk(vertx, settings, data).start();
        assertThat(raw.accept()).contains("|553=desk7|", "|554=s3cret|");
        assertThat(Files.getPosixFilePermissions(data)).noneMatch(permission -> !permission.name().startsWith("OWNER"));
        assertThat(FixSessionSettings.of(settings).toString()).contains("desk7").doesNotContain("s3cret");
    }

    @Test
    void stopLeavesNoThreads() throws Exception {
        var acceptor = connect();
        desk.send(Orders.enter("A"));
        acceptor.next();
        assertThat(threads()).contains("fix-out-TEST");
        acceptor.close();
        desk.event(SessionEvent.Down.class);
        desk.stop();
        Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    /// Those of adapters and engines. `QFJ Timer` is the acceptor's, one for the process.
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("QFJ") || name.startsWith("fix-") || name.startsWith("Nio"))
                .filter(name -> !name.startsWith("QFJ Timer"))
                .toList();
    }

    @Test
    void theSameSessionTwiceIsRefusedWithTheMend() throws Exception {
        var acceptor = connect();
        var second = new Desk(vertx, Desk.settings(acceptor), data);
        assertThatThrownBy(second::start)
                .hasMessageContaining("FIX.4.4:DESK->BROKER runs in this process already")
                .hasMessageContaining("senderCompID");
    }

    @Test
    void aStoreThatCannotBeWrittenFailsTheStart() throws Exception {
        var file = Files.createFile(data.resolve("taken"));
        assertNotStarted(file);
        Files.createDirectories(data.resolve("store").resolve("0000000000000000001.log"));
        assertNotStarted(data.resolve("store"));
    }

    private void assertNotStarted(Path store) {
        var nowhere = new Desk(vertx, Desk.settings(FixVersion.FIX_4_4, 1), store);
        assertThatThrownBy(nowhere::start).hasMessageContaining(store.toString()).hasMessageContaining("writable");
        assertThat(Session.doesSessionExist(OURS)).isFalse();
        assertThat(nowhere.events).isEmpty();
    }

    /// Whoever waits in the event loop's turn is not the engine: it goes on reading.
    @Test
    void aBusyEventLoopGetsEverythingAtOnceAfterwards() throws Exception {
        var acceptor = connect();
        var busy = desk.occupy();
        for (int i = 1; i <= 5_000; i++) acceptor.send("8", fill(i));
        Desk.await(() -> Session.lookupSession(OURS).getExpectedTargetNum() > 5_000);
        assertThat(desk.inbound).isEmpty();
        busy.countDown();
        assertThat(execIDs(5_000)).startsWith("E1", "E2").endsWith("E5000");
        assertThat(desk.batches).hasSizeLessThan(100);
    }
}
