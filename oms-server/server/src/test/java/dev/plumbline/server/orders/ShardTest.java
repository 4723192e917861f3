package dev.plumbline.server.orders;

import static dev.plumbline.server.orders.Trade.ALPHA;
import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.RULES;
import static dev.plumbline.server.orders.Trade.RUN_STARTED_AT_MS;
import static dev.plumbline.server.orders.Trade.accepted;
import static dev.plumbline.server.orders.Trade.cancel;
import static dev.plumbline.server.orders.Trade.canceled;
import static dev.plumbline.server.orders.Trade.enter;
import static dev.plumbline.server.orders.Trade.fill;
import static dev.plumbline.server.orders.Trade.poison;
import static dev.plumbline.server.orders.Trade.replace;
import static dev.plumbline.server.orders.Trade.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Released;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;
import dev.plumbline.wire.DeskMessage.Wish;
import dev.plumbline.wire.StateHash;

/// Drives the shard, and compares all that is in its batch, one line each.
class ShardTest {
    private static final String FIRST = new Ids(3, RUN_STARTED_AT_MS).next().value();

    private final List<Answer> answers = new ArrayList<>();
    private String closedBecause = "";
    private long now = NOON;
    private Shard shard = shard(new Book(), 0);

    private Shard shard(Book book, long lastSeq) {
        return new Shard(
                3, book, new Ids(3, RUN_STARTED_AT_MS), RULES, Handling.USUAL, lastSeq, () -> now, () -> closedBecause);
    }

    @BeforeEach
    void up() {
        shard.on(new SessionEvent.Up(ALPHA, NOON));
    }

    @Test
    void sendsWhatItAccepts() {
        ask(enter("r1", 100));
        assertThat(batch()).containsExactly(
                "1 Sent APPLIED", "PENDING_NEW 100 0", "ALPHA: Enter " + FIRST, "r1 " + FIRST);
    }

    @Test
    void followsAnOrderToItsEnd() {
        ask(enter("r1", 100));
        report(accepted(FIRST), fill(FIRST, "E1", 40));
        ask(replace("r2", FIRST, 200), cancel("r3", FIRST));
        report(fill(FIRST, "E1", 40), canceled(FIRST));
        assertThat(batch()).containsExactly(
                "1 Sent APPLIED",
                "2 Told APPLIED",
                "3 Told APPLIED",
                "4 Sent APPLIED",
                "5 Sent APPLIED",
                "6 Told DUPLICATE",
                "7 Told APPLIED",
                "PENDING_NEW 100 0",
                "NEW 100 0",
                "PARTIALLY_FILLED 100 40",
                "PARTIALLY_FILLED 100 40",
                "PARTIALLY_FILLED 100 40",
                "CANCELED 100 40",
                "ALPHA: Enter " + FIRST,
                "ALPHA: Replace " + id(2),
                "ALPHA: Cancel " + id(3),
                "r1 " + FIRST,
                "r2 " + id(2),
                "r3 " + id(3));
    }

    /// One line for each rule of the door; what is refused is kept, and nothing leaves.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock =
            """
            NOBODY | A-1  | ACME | 100  | 10 | UNKNOWN_SESSION
            ALPHA  | B-2  | ACME | 100  | 10 | UNKNOWN_ACCOUNT
            ALPHA  | A-1  | EMCA | 100  | 10 | UNKNOWN_SYMBOL
            ALPHA  | A-1  | ACME | 0    | 10 | BAD_QUANTITY
            ALPHA  | A-1  | ACME | 1001 | 10 | MAX_ORDER_QTY
            ALPHA  | A-1  | ACME | 1000 | 51 | MAX_NOTIONAL
            """)
    void refusesByRule(String session, String account, String symbol, int qty, String price, String refusal) {
        ask(Trade.ask("r1", new Wish.Enter(
                session, new Account(account), new Symbol(symbol), Side.BUY, Qty.of(qty), OrdType.LIMIT, Px.of(price),
                TimeInForce.DAY)));
        assertThat(batch()).containsExactly("1 Refused", "r1 " + refusal);
    }

    @Test
    void haltsAndLetsGoOn() {
        ask(enter("r1", 100));
        report(accepted(FIRST));
        batch();
        ask(pull("h1"), enter("r2", 100), replace("r3", FIRST, 200), replace("r4", FIRST, 50), cancel("r5", FIRST));
        assertThat(batch()).containsExactly(
                "3 Switched APPLIED", "4 Refused", "5 Refused", "6 Sent APPLIED", "7 Sent APPLIED",
                "NEW 100 0", "NEW 100 0",
                "ALPHA: Replace " + id(4), "ALPHA: Cancel " + id(5),
                "h1 ", "r2 HALTED", "r3 HALTED", "r4 " + id(4), "r5 " + id(5));
        assertThat(answers.get(1).text()).isEqualTo(
                "all trading is halted by ann since 2026-11-22 12:00:00 UTC: prices are wrong");
        assertThat(answers.get(2).text()).endsWith("; OrderQty would rise from 100 to 200");
        ask(release("h2", "ann"), release("h3", "ben"), release("h4", "ben"), enter("r6", 100));
        assertThat(batch()).containsExactly(
                "8 NotSwitched", "9 Switched APPLIED", "10 NotSwitched", "11 Sent APPLIED", "PENDING_NEW 100 0",
                "ALPHA: Enter " + id(6), "h2 SECOND_PERSON", "h3 ", "h4 NOT_HALTED", "r6 " + id(6));
        assertThat(shard.figures().inputs()).isEqualTo(shard.book().counts().inputs());
    }

    /// A desk is told of what has changed, and of nothing else; who pulls again hears who was first.
    @Test
    void tellsTheDeskOfAHaltOnce() {
        ask(pull("h1"), pull("h2"), release("h3", "ann"), release("h4", "ben"));
        assertThat(shard.take().switched).containsExactly(
                new KillSwitch.Pull(Halt.EVERYTHING, "ann", "prices are wrong", NOON),
                new KillSwitch.Release(Halt.EVERYTHING, "ben", NOON, NOON));
    }

    /// Neither a server that takes no orders nor a line that is down keeps anybody from halting.
    @Test
    void haltsBehindClosedDoors() {
        closedBecause = "the desk is behind";
        shard.on(new SessionEvent.Down(ALPHA, "gone", NOON));
        ask(pull("h1"));
        assertThat(batch()).containsExactly("1 Switched APPLIED", "h1 ");
    }

    /// Her pull was taken, the answer was lost, he released: that she asks again is a pull, and no story of the first one.
    @Test
    void aPullThatComesAgainHaltsAgain() {
        ask(pull("h1"), release("h2", "ben"), pull("h1"), enter("r1", 100));
        assertThat(batch()).containsExactly(
                "1 Switched APPLIED", "2 Switched APPLIED", "3 Switched APPLIED", "4 Refused", "h1 ", "h2 ", "h1 ", "r1 HALTED");
        ask(pull("h1"), release("h2", "ben"), release("h2", "ben"), enter("r2", 100));
        assertThat(batch()).containsExactly(
                "5 Switched DUPLICATE", "6 Switched APPLIED", "7 NotSwitched", "8 Sent APPLIED", "PENDING_NEW 100 0",
                "ALPHA: Enter " + id(2), "h1 ", "h2 ", "h2 NOT_HALTED", "r2 " + id(2));
        assertThat(answers.getFirst().text()).startsWith("already so: all trading is halted by ann");
    }

    /// His release was lost on the way back, she released and pulled again: that he asks once more lets nothing go.
    @Test
    void aReleaseThatComesAgainReleasesOnlyWhatItMeant() {
        ask(pull("h1"), release("h2", "ben"));
        now = NOON + 1;
        ask(pull("h3"), release("h2", "ben"), enter("r1", 100));
        assertThat(batch()).containsExactly(
                "1 Switched APPLIED", "2 Switched APPLIED", "3 Switched APPLIED", "4 NotSwitched", "5 Refused",
                "h1 ", "h2 ", "h3 ", "h2 HALTED_ANEW", "r1 HALTED");
        assertThat(shard.hasTaken(release("h2", "ben"))).isFalse();
        ask(new Ask("h4", "ben", new Wish.Release(Halt.EVERYTHING, now)));
        assertThat(batch()).containsExactly("6 Switched APPLIED", "h4 ");
    }

    /// By the asker's clock, whatever it says: it is kept with what was asked, decides nothing, and makes no repeat a new wish.
    @Test
    void keepsWhenItWasAskedForAndDecidesNothingByIt() {
        ask(askedAt(enter("r1", 100), 7), askedAt(enter("r2", 0), NOON + 999), askedAt(pull("h1"), 8),
                askedAt(release("h2", "ann"), 9), askedAt(enter("r1", 100), 12), askedAt(enter("r3", 100), -5), cancel("r4", FIRST));
        var batch = shard.take();
        assertThat(batch.entries).extracting(entry -> words(entry) + " at " + entry.askedAt()).containsExactly(
                "Sent APPLIED at 7", "Refused at " + (NOON + 999), "Switched APPLIED at 8", "NotSwitched at 9", "Refused at 0",
                "Sent APPLIED at 0");
        assertThat(batch.entries).extracting(Entry::receivedAt).containsOnly(NOON);
        var other = shard(new Book(), 0);
        for (var entry : batch.entries) other.redo(entry);
        assertThat(StateHash.of(other.book())).isEqualTo(StateHash.of(shard.book()));
    }

    private static Ask askedAt(Ask ask, long at) {
        return new Ask(ask.requestId(), ask.user(), ask.wish(), at);
    }

    /// Who presses the switch in a loop must not make the shard forget an order, and send it twice.
    @Test
    void pullsPushNoOrderOutOfMemory() {
        ask(enter("r1", 100));
        for (int n = 0; n < Answers.KEPT; n++) ask(pull("h" + n));
        assertThat(batch()).contains("r1 " + FIRST);
        ask(enter("r1", 100));
        assertThat(batch()).containsExactly("r1 " + FIRST);
        assertThat(shard.state().answers()).extracting(first -> first.asker().requestId()).containsExactly("r1");
    }

    /// Of a shard that stands still, what was in the batch that was lost is not known.
    @Test
    void knowsWhichActsOfTheSwitchItHasTaken() {
        assertThat(shard.hasTaken(pull("h1"))).isFalse();
        ask(pull("h1"));
        assertThat(shard.hasTaken(pull("h1"))).isTrue();
        assertThat(shard.hasTaken(release("h2", "ben"))).isFalse();
        ask(release("h2", "ben"));
        assertThat(shard.hasTaken(release("h2", "ben"))).isTrue();
        assertThat(shard.hasTaken(pull("h1"))).isFalse();
    }

    /// An order that is asked for again gets the first answer, also after a restart from the journal; the halt is there, too.
    @Test
    void aHaltOutlivesARestart() {
        ask(enter("r1", 100), pull("h1"), enter("r2", 100), release("h3", "ann"));
        var before = shard.take();
        before.answers.forEach(Runnable::run);
        var first = List.copyOf(answers);
        answers.clear();
        shard = shard(new Book(), 0);
        for (var entry : before.entries) assertThat(shard.redo(entry).outcome()).isEqualTo(entry.outcome());
        shard.recovered();
        assertThat(shard.figures().inputs()).isEqualTo(shard.book().counts().inputs());
        assertThat(shard.state().answers()).extracting(one -> one.asker().requestId()).containsExactly("r1", "r2");
        ask(enter("r1", 100), enter("r2", 100), enter("r9", 100), pull("h1"), release("h3", "ann"));
        assertThat(batch()).startsWith("5 Refused", "6 Switched DUPLICATE", "7 NotSwitched");
        assertThat(answers.subList(0, 2)).isEqualTo(List.of(first.get(0), first.get(2)));
        assertThat(answers).extracting(Answer::refusal).containsExactly("", "HALTED", "HALTED", "", "SECOND_PERSON");
    }

    /// Killed between the journal and the line, and halted before the line is up: the adapter must not send it now.
    @Test
    void aHaltHoldsForWhatTheLastRunMayNotHaveSent() {
        ask(enter("r1", 100));
        var entries = shard.take().entries;
        shard = shard(new Book(), 0);
        entries.forEach(shard::redo);
        shard.recovered();
        ask(pull("h1"), cancel("r2", FIRST));
        shard.take();
        shard.on(new SessionEvent.Up(ALPHA, NOON));
        assertThat(shard.take().commands.get(ALPHA))
                .extracting(outbound -> outbound.command().getClass().getSimpleName() + " " + outbound.isHalted())
                .containsExactly("Enter true");
    }

    private static Ask pull(String requestId) {
        return Trade.ask(requestId, new Wish.Pull(Halt.EVERYTHING, "prices are wrong"));
    }

    private static Ask release(String requestId, String user) {
        return new Ask(requestId, user, new Wish.Release(Halt.EVERYTHING, NOON));
    }

    /// The dry run says what the door will say, and leaves nothing behind: no input, no ClOrdID, no answer.
    @Test
    void checksWithoutATrace() {
        assertThat(checked(enter("r1", 100))).contains(
                "Max qty PASS 100 of at most 1,000", "Connection PASS ALPHA is up",
                "Price away WARN 10 is 90 % below the reference price 100: it will wait, on the side that does no harm",
                "Same order PASS none like it within 10 s");
        assertThat(shard.hasBatch()).isFalse();
        ask(enter("r1", 100));
        assertThat(batch()).contains("1 Sent APPLIED", "r1 " + FIRST);
        assertThat(checked(enter("r2", 100))).contains("Same order WARN the same order was sent 0 s ago");
        assertThat(checked(enter("r2", 101))).contains("Same order PASS none like it within 10 s");
        assertThat(checked(cancel("r3", FIRST))).containsExactly(
                "Order PASS PendingNew, 0 of 100 executed", "Connection PASS ALPHA is up",
                "Pending PASS nothing else is on its way");
        assertThat(checked(cancel("r4", "nothing"))).containsExactly("Order BLOCK no order 'nothing'");
        closedBecause = "the desk is behind";
        shard.on(new SessionEvent.Down(ALPHA, "gone", NOON));
        assertThat(checked(enter("r5", 100))).contains(
                "Server BLOCK the desk is behind", "Connection BLOCK broker session ALPHA is down");
    }

    private List<String> checked(Ask ask) {
        var checked = shard.check(new Check(ask.requestId(), ask.user(), ask.wish()));
        assertThat(checked.requestId()).isEqualTo(ask.requestId());
        return checked.lines().stream().map(line -> line.rule() + " " + line.verdict() + " " + line.text()).toList();
    }

    @Test
    void remembersOnlySoManyOrdersAndNoneForLong() {
        var recent = new Recent(10_000_000_000L);
        for (int i = 1; i <= Recent.KEPT + 5; i++) recent.sent(command(i, NOON));
        assertThat(recent.size()).isEqualTo(Recent.KEPT);
        assertThat(recent.sentAt(command(5, NOON + 1))).isEmpty();
        assertThat(recent.sentAt(command(6, NOON + 1))).hasValue(NOON);
        recent.sent(command(1, NOON + 10_000_000_000L));
        assertThat(recent.size()).isEqualTo(1);
    }

    private static Command.Enter command(int qty, long at) {
        return new Command.Enter(
                ClOrdID.NONE, ALPHA, Trade.ACCOUNT, Trade.SYMBOL, Side.BUY, Qty.of(qty), OrdType.LIMIT, Px.of(10),
                TimeInForce.DAY, at);
    }

    /// An order that the last run sent just now is still the same order.
    @Test
    void remembersTheSameOrderOverARestart() {
        ask(enter("r1", 100));
        batch();
        var again = shard(shard.book(), 1);
        again.recovered();
        again.on(new SessionEvent.Up(ALPHA, NOON));
        shard = again;
        assertThat(checked(enter("r2", 100))).contains("Same order WARN the same order was sent 0 s ago");
    }

    /// A desk hears of each report that did not count, and of each that does after all.
    @Test
    void tellsWhatWaitsAndWhatWaitsNoLonger() {
        ask(enter("r1", 100));
        report(Trade.bust(FIRST, "E2", "E1"), unreadable("no MsgType"));
        var batch = shard.take();
        assertThat(batch.doubtful).map(item -> (Item.WaitingItem) item)
                .map(item -> item.shard() + "." + item.seq() + " " + item.outcome() + " " + item.clOrdID() + " "
                        + item.orderID() + " " + item.execID() + " " + item.raw())
                .containsExactly(
                        "3.2 PARKED " + FIRST + " O-" + FIRST + " E2 8=FIX.4.4|35=8|11=" + FIRST,
                        "3.3 QUARANTINED    8=FIX.4.4|35=8|11=?");
        assertThat(((Item.WaitingItem) batch.doubtful.getLast()).reason()).isEqualTo("no MsgType");
        assertThat(batch.released).isEmpty();
        report(fill(FIRST, "E1", 40));
        batch = shard.take();
        assertThat(batch.doubtful).isEmpty();
        assertThat(batch.released).containsExactly(new Released(2, Outcome.APPLIED, ""));
    }

    @Test
    void refusesWhatIsAboutNoOrderOrAnOrderThatIsOver() {
        ask(enter("r1", 100));
        report(fill(FIRST, "E1", 100));
        batch();
        ask(cancel("r2", "nothing"), cancel("r3", FIRST), replace("r4", FIRST, 200));
        assertThat(batch()).containsExactly(
                "3 Refused", "4 Refused", "5 Refused", "r2 UNKNOWN_ORDER", "r3 ORDER_OVER", "r4 ORDER_OVER");
    }

    @Test
    void sendsNothingWhileTheSessionIsDown() {
        shard.on(new SessionEvent.Down(ALPHA, "gone", NOON));
        ask(enter("r1", 100));
        assertThat(batch()).containsExactly("1 Refused", "r1 NOT_CONNECTED");
        shard.on(new SessionEvent.Up(ALPHA, NOON));
        ask(enter("r2", 100));
        assertThat(batch()).contains("2 Sent APPLIED");
    }

    /// What is missing may be fills; a cancel takes risk away.
    @Test
    void takesCancelsButNoNewOrdersUntilWhatWasMissedIsThere() {
        ask(enter("r1", 100));
        batch();
        shard.on(new SessionEvent.Gap(ALPHA, 2, 669, NOON));
        shard.on(new SessionEvent.Up(ALPHA, NOON));
        ask(enter("r2", 100), cancel("r3", FIRST));
        assertThat(batch()).containsExactly(
                "2 Refused", "3 Sent APPLIED", "PENDING_NEW 100 0", "ALPHA: Cancel " + id(3), "r2 NOT_CONNECTED", "r3 " + id(3));
        assertThat(answers.getFirst().text()).isEqualTo(
                "broker session ALPHA is sending again what we missed: no new orders until all of it is here");
        shard.on(new SessionEvent.GapFilled(ALPHA, 2, 669, NOON));
        ask(enter("r4", 100));
        assertThat(batch()).contains("4 Sent APPLIED");
    }

    @Test
    void aGapEndsWithItsLine() {
        shard.on(new SessionEvent.Gap(ALPHA, 2, 669, NOON));
        shard.on(new SessionEvent.Down(ALPHA, "gone", NOON));
        shard.on(new SessionEvent.Up(ALPHA, NOON));
        ask(enter("r1", 100));
        assertThat(batch()).contains("1 Sent APPLIED");
    }

    @Test
    void takesCancelsAndReportsButNoNewOrdersWhileItIsClosed() {
        ask(enter("r1", 100));
        batch();
        closedBecause = "the store is too far behind";
        ask(enter("r2", 100), cancel("r3", FIRST));
        report(fill(FIRST, "E1", 10));
        assertThat(batch()).containsExactly(
                "2 Refused", "3 Sent APPLIED", "4 Told APPLIED", "PENDING_NEW 100 0", "PARTIALLY_FILLED 100 10",
                "ALPHA: Cancel " + id(3), "r2 NOT_CONNECTED", "r3 " + id(3));
        assertThat(answers.getFirst().text()).isEqualTo("the store is too far behind");
    }

    /// A second member that does not take a batch must not let the next one grow without end.
    @Test
    void takesNoNewOrdersWhileTooManyInputsWait() {
        for (int i = 0; i < Shard.WAITING_MAX; i++) report(unreadable("garbage"));
        ask(enter("r1", 100));
        assertThat(batch()).contains("r1 NOT_CONNECTED");
        ask(enter("r2", 100));
        assertThat(batch()).contains("ALPHA: Enter " + id(2));
    }

    @Test
    void givesTheFirstAnswerAgain() {
        ask(enter("r1", 100), enter("r1", 100), enter("r2", 0), enter("r2", 100));
        assertThat(batch()).containsExactly(
                "1 Sent APPLIED", "2 Refused", "PENDING_NEW 100 0", "ALPHA: Enter " + FIRST,
                "r1 " + FIRST, "r1 " + FIRST, "r2 BAD_QUANTITY", "r2 BAD_QUANTITY");
    }

    @Test
    void quarantinesWhatCannotBeRead() {
        report(unreadable("no MsgType"));
        assertThat(batch()).containsExactly(
                "1 Unreadable", "ALERT quarantined a message of ALPHA: no MsgType []");
    }

    @Test
    void quarantinesWhatTheCoreFailsOnAndGoesOn() {
        ask(enter("r1", 100));
        batch();
        report(poison(FIRST), fill(FIRST, "E1", 100));
        assertThat(batch()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("2 Unreadable"),
                line -> assertThat(line).isEqualTo("3 Told APPLIED"),
                line -> assertThat(line).isEqualTo("FILLED 100 100"),
                line -> assertThat(line).startsWith("ALERT quarantined a message of ALPHA: a fault of ours")
                        .endsWith("[" + FIRST + "]"));
        var counts = shard.book().counts();
        assertThat(counts.inputs()).isEqualTo(3);
        assertThat(counts.quarantined()).isEqualTo(1);
    }

    @Test
    void answersAnAskThatItFailsOn() {
        ask(Trade.ask("r1", new Wish.Cancel(null)));
        assertThat(batch()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("r1 NOT_CONNECTED"),
                line -> assertThat(line).startsWith("ALERT a fault of ours"));
    }

    @Test
    void alertsALateFillOnce() {
        ask(enter("r1", 100));
        report(accepted(FIRST), canceled(FIRST), fill(FIRST, "E1", 10), fill(FIRST, "E2", 10));
        assertThat(batch().stream().filter(line -> line.startsWith("WARN"))).containsExactly(
                "WARN a fill came after the order had ended; it is booked [" + FIRST + "]");
    }

    @Test
    void alertsNothingAgainAfterARestart() {
        ask(enter("r1", 100));
        report(accepted(FIRST), canceled(FIRST), fill(FIRST, "E1", 10));
        shard = shard(again(shard.book()), 4);
        report(fill(FIRST, "E2", 10));
        assertThat(batch()).containsExactly("5 Told APPLIED", "CANCELED 100 20");
    }

    /// The clock may have gone back to the very millisecond in which the last run began.
    @Test
    void neverGivesAnIdOfTheLastRunAgain() {
        ask(enter("r1", 100));
        shard = shard(again(shard.book()), 1);
        up();
        ask(enter("r1", 100));
        assertThat(batch()).contains("ALPHA: Enter " + id(2));
    }

    private static Book again(Book book) {
        return Book.of(CostMethod.AVERAGE_COST, Integer.MAX_VALUE, book.state());
    }

    private static String id(int number) {
        return FIRST.substring(0, FIRST.length() - 1) + number;
    }

    private void ask(Ask... asks) {
        for (var ask : asks) shard.on(ask, answers::add);
    }

    private void report(Inbound... inbounds) {
        for (var inbound : inbounds) shard.on(inbound);
    }

    /// Inputs, changes, commands, answers, alerts: all of it.
    private List<String> batch() {
        var batch = shard.take();
        answers.clear();
        batch.answers.forEach(Runnable::run);
        return Stream.of(
                        batch.entries.stream().map(entry -> entry.seq() + " " + words(entry)),
                        batch.changes.stream().map(change -> words(change.order())),
                        batch.commands.entrySet().stream().flatMap(sent -> sent.getValue().stream()
                                .map(outbound -> sent.getKey() + ": " + outbound.command().getClass().getSimpleName()
                                        + " " + outbound.command().clOrdID())),
                        answers.stream().map(answer -> answer.requestId() + " " + answer.clOrdID() + answer.refusal()),
                        batch.alerts.stream().map(AlertItem.class::cast).map(alert ->
                                alert.level() + " " + alert.text() + " [" + alert.order() + "]"))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String words(Entry entry) {
        return switch (entry.what()) {
            case Recorded.Refused _ -> "Refused";
            case Recorded.NotSwitched _ -> "NotSwitched";
            case Recorded.Unreadable _ -> "Unreadable";
            case Recorded.Sent _, Recorded.Told _, Recorded.Silent _, Recorded.NotSent _, Recorded.AboutNoOrder _,
                    Recorded.Switched _ ->
                entry.what().getClass().getSimpleName() + " " + entry.outcome();
        };
    }

    private static String words(Order order) {
        return order.ordStatus() + " " + order.orderQty() + " " + order.cumQty();
    }
}
