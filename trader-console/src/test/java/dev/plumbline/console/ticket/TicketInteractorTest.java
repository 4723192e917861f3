package dev.plumbline.console.ticket;

import static dev.plumbline.core.Verdict.BLOCK;
import static dev.plumbline.core.Verdict.PASS;
import static dev.plumbline.core.Verdict.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.Samples;
import dev.plumbline.console.checks.Checking;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ticket.TicketModel.Tone;
import dev.plumbline.core.Account;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Wish;

/// The ticket without a screen: time, typing pauses and the desk's answers come when the test says so.
class TicketInteractorTest {
    private static final Order SAP = Samples.order("C2", Side.SELL, 2700, "SAP", "85.40");

    private final TicketModel model = new TicketModel();
    private final FakeFeed feed = new FakeFeed();
    private final Inbox inbox = new Inbox();
    private final StringProperty lock = new SimpleStringProperty("");
    private final List<Asked> asked = new ArrayList<>();
    private final List<Wish.Enter> staged = new ArrayList<>();
    private String stagingTrouble = "";
    private Optional<Runnable> afterPause = Optional.empty();
    private long nanos = -5_000;
    private final TicketInteractor ticket = new TicketInteractor(
            model, feed, inbox, lock, this::check, work -> afterPause = Optional.of(work), this::stage,
            TicketSettings.DEFAULT, () -> nanos);

    private record Asked(Wish wish, CompletableFuture<Checks.Outcome> answer) {}

    private CompletableFuture<Checks.Outcome> check(Wish wish) {
        var answer = new CompletableFuture<Checks.Outcome>();
        asked.add(new Asked(wish, answer));
        return answer;
    }

    private String stage(Wish.Enter wish) {
        if (stagingTrouble.isEmpty()) staged.add(wish);
        return stagingTrouble;
    }

    @BeforeEach
    void toldByTheDesk() {
        for (var item : Samples.desk()) {
            switch (item) {
                case Item.AccountItem account -> ticket.show(account);
                case Item.SessionItem session -> ticket.show(session);
                case Item.InstrumentItem instrument -> ticket.show(instrument);
                default -> {}
            }
        }
        for (var field : List.of(model.symbol, model.qty, model.price, model.account, model.session))
            field.subscribe(_ -> ticket.check());
        model.side.subscribe(_ -> ticket.check());
        model.ordType.subscribe(_ -> ticket.check());
        model.line.subscribe(_ -> ticket.readLine());
    }

    private void type(String symbol, String qty, String price) {
        model.symbol.set(symbol);
        model.qty.set(qty);
        model.price.set(price);
    }

    private void pause() {
        afterPause.ifPresent(Runnable::run);
        afterPause = Optional.empty();
    }

    private void answer(CheckLine... lines) {
        asked.getLast().answer.complete(new Checks.Outcome.Answered(List.of(lines)));
        inbox.drain(1_000_000_000);
    }

    private static CheckLine line(String rule, Verdict verdict, String text) {
        return new CheckLine(rule, verdict, text);
    }

    private void allPass() {
        pause();
        answer(line("Max qty", PASS, ""), line("Max notional", PASS, "18,742 of at most 10,000,000"));
    }

    private void press() {
        ticket.send();
        inbox.drain(1_000_000_000);
    }

    private void seconds(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        ticket.everySecond();
    }

    private static Wish.Enter buy(String symbol, int qty, String price) {
        return new Wish.Enter(
                "NYLON", new Account("ALPHA"), new Symbol(symbol), Side.BUY, Qty.of(qty), OrdType.LIMIT, Px.of(price),
                TimeInForce.DAY);
    }

    private List<Wish> sent() {
        return feed.asked.stream().map(FakeFeed.Asked::wish).toList();
    }

    @Test
    void asksTheDeskOnceTheTypingPauses() {
        type("NVDA", "100", "187.42");
        assertThat(asked).isEmpty();
        assertThat(model.checking.get().words()).isEqualTo("… asking the desk");
        allPass();
        assertThat(asked).extracting(Asked::wish).containsExactly(buy("NVDA", 100, "187.42"));
        assertThat(model.checking.get().words()).isEqualTo("✓ 2 checks pass");
        assertThat(model.ofLimit.get()).isEqualTo("Max notional: 18,742 of at most 10,000,000");
        model.qty.set("100.0");
        assertThat(asked).as("the same wish, typed otherwise").hasSize(1);
    }

    @Test
    void anAnswerToAnOlderTextIsNotShown() {
        type("NVDA", "100", "187.42");
        pause();
        var old = asked.getLast();
        model.qty.set("1000");
        old.answer.complete(new Checks.Outcome.Answered(List.of(line("Max qty", BLOCK, "no"))));
        inbox.drain(1_000_000_000);
        assertThat(model.checking.get()).isEqualTo(new Checking.Awaited());
        assertThat(model.obstacle.get()).isEmpty();
        model.qty.set("");
        assertThat(model.checking.get()).isEqualTo(new Checking.Idle());
    }

    @Test
    void withoutArmingTheSecondPressSends() {
        type("NVDA", "100", "187.42");
        allPass();
        press();
        assertThat(sent()).isEmpty();
        assertThat(model.preview.get()).isEqualTo(
                "BUY 100 NVDA @ 187.42 DAY → ALPHA via NYLON.\nEnter or Ctrl+Enter sends, Esc goes back");
        press();
        assertThat(sent()).containsExactly(buy("NVDA", 100, "187.42"));
        assertThat(model.preview.get()).isEmpty();
        assertThat(model.message.get()).isEqualTo("● Sent C1: BUY 100 NVDA @ 187.42 DAY");
        press();
        press();
        assertThat(sent()).as("the quantity has gone").hasSize(1);
    }

    @Test
    void aChangeTakesThePreviewBack() {
        type("NVDA", "100", "187.42");
        allPass();
        press();
        model.price.set("178.42");
        assertThat(model.preview.get()).isEmpty();
        allPass();
        press();
        assertThat(sent()).isEmpty();
        assertThat(ticket.goBack()).isTrue();
        assertThat(ticket.goBack()).isFalse();
        assertThat(model.price.get()).as("going back clears nothing").isEqualTo("178.42");
    }

    @Test
    void armedOnePressSendsUnlessThereAreWarnings() {
        ticket.toggleArmed();
        type("NVDA", "100", "187.42");
        allPass();
        press();
        assertThat(sent()).hasSize(1);
        model.qty.set("200");
        pause();
        answer(line("Price away", WARN, "6 % away"), line("Same order", WARN, "sent 3 s ago"));
        press();
        assertThat(model.preview.get()).startsWith("⚠ 2 warnings: press again within 10 s to send.\nBUY 200 NVDA");
        seconds(11);
        assertThat(model.preview.get()).isEmpty();
        press();
        assertThat(sent()).hasSize(1);
        seconds(10);
        press();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void whatIsBlockedIsLockedWithTheReason() {
        type("NVDA", "100", "187.42");
        pause();
        answer(line("Max qty", BLOCK, "100 is above the limit of 50"));
        assertThat(model.obstacle.get()).isEqualTo("blocked by Max qty: 100 is above the limit of 50");
        press();
        press();
        assertThat(sent()).isEmpty();
        model.qty.set("50");
        assertThat(model.obstacle.get()).isEmpty();
    }

    /// A halt may be released, a line to a broker may be back, while the order stands in the ticket.
    @Test
    void theDeskIsAskedAgainWhetherItStillBlocks() {
        type("NVDA", "100", "187.42");
        pause();
        answer(line("Halt", BLOCK, "all trading is halted"));
        ticket.everySecond();
        ticket.everySecond();
        assertThat(asked).as("not before the last question is answered").hasSize(2);
        assertThat(model.checking.get().isBlocked()).as("meanwhile it stands").isTrue();
        answer(line("Halt", BLOCK, "all trading is halted"));
        assertThat(model.obstacle.get()).isEqualTo("blocked by Halt: all trading is halted");
        ticket.everySecond();
        allPass();
        assertThat(model.obstacle.get()).isEmpty();
        ticket.everySecond();
        assertThat(asked).as("and no more once nothing blocks it").hasSize(3);
    }

    @Test
    void anAnswerThatComesDuringThePreviewIsTold() {
        model.line.set("buy 100 nvda 199");
        ticket.enterLine();
        answer(line("Price away", WARN, "6 % away"));
        assertThat(model.preview.get()).startsWith("⚠ 1 warning: press again within 10 s to send.\nBUY 100 NVDA");
        ticket.enterLine();
        assertThat(sent()).as("the warning came at that very moment").isEmpty();
        seconds(1);
        ticket.enterLine();
        assertThat(sent()).hasSize(1);
        inbox.drain(1_000_000_000);
        model.line.set("buy 200 nvda 199");
        ticket.enterLine();
        answer(line("Max qty", BLOCK, "above the limit"));
        assertThat(model.preview.get()).as("there is nothing to confirm").isEmpty();
    }

    @Test
    void whereTheDeskCannotBeAskedItMayBeSentTheSecondTime() {
        ticket.toggleArmed();
        type("NVDA", "100", "187.42");
        pause();
        asked.getLast().answer.complete(new Checks.Outcome.CannotBeAsked("no answer within 5 s"));
        inbox.drain(1_000_000_000);
        assertThat(model.checking.get().words())
                .isEqualTo("? Not checked: no answer within 5 s. The desk checks what is sent.");
        press();
        assertThat(sent()).isEmpty();
        press();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void disarmsByItself() {
        ticket.toggleArmed();
        seconds(299);
        assertThat(model.armed.get()).isTrue();
        ticket.touched();
        seconds(300);
        assertThat(model.armed.get()).isTrue();
        seconds(1);
        assertThat(model.armed.get()).isFalse();
        assertThat(model.message.get()).isEqualTo("Not armed any more: nobody touched the ticket for 5 min");
        ticket.toggleArmed();
        ticket.disarm("the workspace has changed");
        assertThat(model.armed.get()).isFalse();
        lock.set("not connected");
        ticket.toggleArmed();
        assertThat(model.armed.get()).as("not while nothing may be sent").isFalse();
    }

    @Test
    void theLineFillsTheTicketThenSends() {
        model.line.set("sell 1.5k sap 85.4 ioc acct:macro");
        assertThat(model.lineHint.get()).isEqualTo("▸ SELL 1,500 SAP @ 85.40 IOC → MACRO via NYLON");
        ticket.enterLine();
        assertThat(List.of(model.symbol.get(), model.qty.get(), model.price.get(), model.account.get()))
                .containsExactly("SAP", "1,500", "85.40", "MACRO");
        assertThat(model.preview.get()).contains("SELL 1,500 SAP @ 85.40 IOC → MACRO via NYLON");
        allPass();
        ticket.enterLine();
        inbox.drain(1_000_000_000);
        assertThat(sent()).containsExactly(new Wish.Enter(
                "NYLON", new Account("MACRO"), new Symbol("SAP"), Side.SELL, Qty.of(1500), OrdType.LIMIT, Px.of("85.4"),
                TimeInForce.IMMEDIATE_OR_CANCEL));
        assertThat(model.line.get()).isEmpty();
        ticket.olderLine();
        assertThat(model.line.get()).isEqualTo("sell 1.5k sap 85.4 ioc acct:macro");
    }

    /// Kept, it would be the limit of the next order: a sale at a stop below the market would be sold at once.
    @Test
    void thePriceOfAStopIsNotKeptForTheLimitAfterIt() {
        model.line.set("sell 100 sap stp 80");
        ticket.enterLine();
        allPass();
        ticket.enterLine();
        inbox.drain(1_000_000_000);

        assertThat(sent()).hasSize(1);
        assertThat(model.ordType.get()).isEqualTo(OrdType.LIMIT);
        assertThat(model.price.get()).isEmpty();
    }

    @Test
    void theLineWantsItsPreviewAlsoWhereArmed() {
        ticket.toggleArmed();
        model.line.set("buy 100 nvda 187.42");
        ticket.enterLine();
        allPass();
        assertThat(sent()).isEmpty();
        ticket.enterLine();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void theLineNamesOnlyWhatTheDeskKnows() {
        model.line.set("buy 100 nope 5");
        assertThat(model.lineHint.get()).isEqualTo("✖ no symbol 'NOPE'");
        model.line.set("buy 100 nvda 5 broker:MOON");
        assertThat(model.lineHint.get()).isEqualTo("✖ no broker 'MOON'");
        ticket.enterLine();
        assertThat(model.symbol.get()).as("nothing is filled in").isEmpty();
        model.line.set("buy 100 nvda five");
        assertThat(model.lineHint.get()).isEqualTo("✖ 'five' is not understood; the symbol is NVDA already (at 14)");
    }

    @Test
    void escClearsAndCanBeUndoneAlsoWhenPressedTwice() {
        type("NVDA", "100", "187.42");
        ticket.clear();
        ticket.clear();
        assertThat(model.symbol.get()).isEmpty();
        assertThat(ticket.undoClear()).isTrue();
        assertThat(List.of(model.symbol.get(), model.qty.get(), model.price.get()))
                .containsExactly("NVDA", "100", "187.42");
        assertThat(ticket.undoClear()).as("never over what is typed").isFalse();
    }

    @Test
    void aNewOrderTakesTheContextOver() {
        model.side.set(Side.SELL);
        ticket.begin(Optional.of(Samples.order("C9", Side.BUY, 100, "TSLA", "279.30")));
        assertThat(List.of(model.symbol.get(), model.qty.get(), model.account.get(), model.session.get()))
                .containsExactly("TSLA", "", "ALPHA", "NYLON");
        ticket.begin(Optional.empty());
        assertThat(model.symbol.get()).isEmpty();
    }

    @Test
    void anAmendmentShowsOldAndNewAndGivesTheTicketBack() {
        model.account.set("MACRO");
        type("NVDA", "100", "187.42");
        ticket.amend(SAP);
        assertThat(model.obstacle.get()).isEqualTo("change the quantity or the price");
        model.qty.set("3k");
        model.price.set("85.5");
        assertThat(model.change.get()).isEqualTo("Qty 2,700 → 3,000 · LMT 85.40 → 85.50");
        assertThat(model.stageObstacle.get()).isEqualTo("an amendment is sent, not staged");
        allPass();
        press();
        assertThat(model.preview.get()).startsWith("AMEND to 3,000 @ 85.50 · C2 SAP.");
        press();
        assertThat(sent()).containsExactly(new Wish.Replace(SAP.key(), Qty.of(3000), Px.of("85.5")));
        assertThat(model.account.get()).as("what was chosen before").isEqualTo("MACRO");
        assertThat(model.symbol.get()).isEmpty();
        assertThat(ticket.undoClear()).isTrue();
        assertThat(model.symbol.get()).as("what was typed before").isEqualTo("NVDA");
    }

    @Test
    void anAmendmentFollowsItsOrder() {
        ticket.amend(SAP);
        model.qty.set("500");
        ticket.show(Samples.item(Samples.filled(SAP, 600)));
        assertThat(model.obstacle.get()).isEqualTo("600 are filled already");
        assertThat(model.change.get()).isEqualTo("Qty 2,700 → 500 · LMT 85.40 stays · filled 600");
        var over = new Life(false, false, false, false, Life.End.CANCELED);
        ticket.show(Samples.item(
                Samples.order("C2", Side.SELL, 2700, "SAP", "85.40", 600, over, Request.Stage.ACCEPTED)));
        assertThat(model.obstacle.get()).isEqualTo("the order is over");
    }

    @Test
    void stopAndMarketOrders() {
        model.ordType.set(OrdType.STOP);
        type("NVDA", "100", "180");
        assertThat(model.sendText.get()).isEqualTo("BUY 100 NVDA STP 180.00 DAY");
        assertThat(model.notional.get()).isEqualTo("Notional 18,000 · −3.95 % from ref");
        model.ordType.set(OrdType.MARKET);
        assertThat(model.sendText.get()).isEqualTo("BUY 100 NVDA MKT DAY");
        assertThat(model.notional.get()).isEqualTo("Notional 18,740 at reference");
    }

    @Test
    void stepsAndTidies() {
        model.symbol.set("nvda");
        ticket.stepPrice(1);
        assertThat(model.price.get()).as("from nothing to the reference").isEqualTo("187.40");
        ticket.stepPrice(-10);
        assertThat(model.price.get()).isEqualTo("187.30");
        ticket.stepQty(-1);
        assertThat(model.qty.get()).isEmpty();
        ticket.stepQty(10);
        assertThat(model.qty.get()).isEqualTo("1,000");
        type("nvda", "1.5m", "187.4");
        ticket.tidy();
        assertThat(List.of(model.symbol.get(), model.qty.get(), model.price.get()))
                .containsExactly("NVDA", "1,500,000", "187.40");
        model.qty.set("5kk");
        ticket.tidy();
        assertThat(model.qty.get()).as("what is no number stays").isEqualTo("5kk");
    }

    @Test
    void suggestsWhatBeginsAlike() {
        ticket.show(new Item.InstrumentItem(new Symbol("SAPX"), Px.of("1")));
        model.symbol.set("sa");
        ticket.suggest();
        assertThat(model.suggestions).containsExactly("SAP", "SAPX");
        model.symbol.set("sapx");
        ticket.suggest();
        assertThat(model.suggestions).isEmpty();
        model.symbol.set("");
        ticket.suggest();
        assertThat(model.suggestions).isEmpty();
    }

    @Test
    void stagesAlsoWhileNothingMayBeSent() {
        lock.set("not connected");
        type("NVDA", "100", "187.42");
        ticket.stage();
        assertThat(staged).containsExactly(buy("NVDA", 100, "187.42"));
        assertThat(model.message.get()).isEqualTo("◌ Staged, not sent: BUY 100 NVDA @ 187.42 DAY");
        assertThat(model.qty.get()).isEmpty();
        stagingTrouble = "1,000 orders are staged already; release some";
        model.qty.set("100");
        ticket.stage();
        assertThat(model.message.get()).isEqualTo("✖ Not staged: 1,000 orders are staged already; release some");
        assertThat(model.qty.get()).as("nothing is lost").isEqualTo("100");
        assertThat(feed.asked).isEmpty();
    }

    @Test
    void afterAnOrderTheNextIsLimitAndDayAgain() {
        model.line.set("sell 100 sap mkt ioc acct:MACRO");
        ticket.enterLine();
        ticket.stage();
        assertThat(staged).hasSize(1);
        assertThat(List.of(model.ordType.get(), model.timeInForce.get())).containsExactly(OrdType.LIMIT, TimeInForce.DAY);
        assertThat(List.of(model.symbol.get(), model.account.get())).containsExactly("SAP", "MACRO");
        model.line.set("sell 100 sap mkt ioc");
        ticket.enterLine();
        allPass();
        press();
        assertThat(feed.asked).hasSize(1);
        assertThat(List.of(model.ordType.get(), model.timeInForce.get())).containsExactly(OrdType.LIMIT, TimeInForce.DAY);
    }

    @Test
    void enterInALineThatIsNoOrderYetSaysWhatIsMissing() {
        model.line.set("buy 500 nvda day");
        ticket.readLine();
        assertThat(model.lineTone.get()).isEqualTo(Tone.QUIET);
        ticket.enterLine();
        assertThat(model.lineHint.get()).isEqualTo("⚠ No order yet. Missing: @ price or mkt");
        assertThat(model.lineTone.get()).isEqualTo(Tone.WARN);
        assertThat(model.qty.get()).isEmpty();
    }

    @Test
    void whatMayHaveBeenSentIsNotStagedAndSentAgainAsTheSameRequest() {
        feed.answerWith((_, _) -> new Reply.Unknown("no answer within 5 s"));
        type("NVDA", "100", "187.42");
        allPass();
        press();
        press();
        ticket.stage();
        assertThat(staged).isEmpty();
        assertThat(model.stageObstacle.get()).isEqualTo("it was sent and its outcome is unknown: send it again");
        feed.answerWith((id, _) -> new Reply.Answered(new Answer(id, "C1", "", "")));
        press();
        press();
        assertThat(feed.asked).hasSize(2);
        assertThat(feed.asked.get(1)).isEqualTo(feed.asked.get(0));
    }

    @Test
    void anUnknownOutcomeStaysTheSameRequestWhateverIsSentOrNotSentBetween() {
        feed.answerWith((_, _) -> new Reply.Unknown("no answer within 5 s"));
        type("NVDA", "100", "187.42");
        press();
        press();
        feed.answerWith((_, _) -> new Reply.NotSent("nobody serves the desk 'main'"));
        press();
        press();
        feed.answerWith((id, _) -> new Reply.Answered(new Answer(id, "C1", "", "")));
        type("NVDA", "300", "187.42");
        press();
        press();
        type("NVDA", "100", "187.42");
        press();
        press();
        assertThat(sent()).containsExactly(
                buy("NVDA", 100, "187.42"), buy("NVDA", 100, "187.42"), buy("NVDA", 300, "187.42"), buy("NVDA", 100, "187.42"));
        assertThat(feed.asked.get(1)).isEqualTo(feed.asked.get(0));
        assertThat(feed.asked.get(3)).as("the same request").isEqualTo(feed.asked.get(0));
        type("NVDA", "100", "187.42");
        press();
        press();
        assertThat(feed.asked.get(4)).as("answered, so this is another").isNotEqualTo(feed.asked.get(0));
    }
}
