package dev.plumbline.console.ticket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

import dev.plumbline.console.checks.Checking;
import dev.plumbline.console.checks.Checks;
import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ticket.TicketModel.Tone;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Item.AccountItem;
import dev.plumbline.wire.DeskMessage.Item.InstrumentItem;
import dev.plumbline.wire.DeskMessage.Item.OrderItem;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;
import dev.plumbline.wire.DeskMessage.Wish;

/// Turns what is typed into a wish, or says what is missing; shows what the desk would say to it, sends it, and says
/// what became of it. What is checked here only helps to type: the server decides.
final class TicketInteractor {
    private static final int SUGGESTED_MAX = 6;
    /// Wishes of unknown outcome that are remembered; the oldest are forgotten beyond so many.
    private static final int UNKNOWN_MAX = 1_000;
    /// As the desk names it. Where it warns or blocks, it is in the list anyway.
    private static final String NOTIONAL_RULE = "Max notional";

    private final TicketModel model;
    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final ObservableValue<String> lock;
    private final TicketSettings settings;
    private final Function<Wish.Enter, String> stage;
    private final LongSupplier nanoClock;
    private final DryRun dryRun;
    private final Gate gate = new Gate();
    private final LineHistory history = new LineHistory();
    private final TreeMap<String, Px> referencePx = new TreeMap<>();

    private Optional<Order> amended = Optional.empty();
    /// What an amendment, which fills in the order's own, must give back.
    private Optional<Fields> beforeAmendment = Optional.empty();
    /// What the last clearing took away.
    private Optional<Fields> cleared = Optional.empty();
    private boolean isFilling;
    private boolean isSending;
    private long touchedAt;
    /// Wishes whose outcome is unknown, with their request ids: asked again, each is the same request, whatever was sent
    /// or could not be sent between. Only the desk's answer ends it.
    private final LinkedHashMap<Wish, String> unknown = new LinkedHashMap<>();

    private record Fields(
            Side side, String symbol, String qty, String price, OrdType ordType, TimeInForce timeInForce,
            String account, String session) {
        boolean isBlank() {
            return symbol.isBlank() && qty.isBlank() && price.isBlank();
        }
    }

    /// What is typed is a wish, or it is not yet.
    private sealed interface Checked {
        /// @param text the button's, `whereTo` goes behind it where there is room
        record Ready(Wish wish, String text, String whereTo) implements Checked {}

        record NotYet(String why) implements Checked {}
    }

    /// @param lock why nothing may be sent now, empty where it may
    /// @param stage keeps a wish for later; answers why it cannot, empty where it has
    TicketInteractor(
            TicketModel model, ConsoleFeed feed, Inbox inbox, ObservableValue<String> lock, Checks checks,
            DryRun.Pause pause, Function<Wish.Enter, String> stage, TicketSettings settings, LongSupplier nanoClock) {
        this.model = model;
        this.feed = feed;
        this.inbox = inbox;
        this.lock = lock;
        this.stage = stage;
        this.settings = settings;
        this.nanoClock = nanoClock;
        dryRun = new DryRun(checks, pause, inbox, this::show);
        touchedAt = nanoClock.getAsLong();
        check();
    }

    // What the desk tells.

    void show(AccountItem item) {
        offer(model.accounts, item.account().value(), model.account);
    }

    void show(SessionItem item) {
        offer(model.sessions, item.session(), model.session);
    }

    private static void offer(ObservableList<String> list, String value, StringProperty chosen) {
        if (list.contains(value)) return;
        list.add(value);
        list.sort(null);
        if (chosen.get().isEmpty()) chosen.set(value);
    }

    void show(InstrumentItem item) {
        referencePx.put(item.symbol().value(), item.referencePx());
        check();
    }

    /// The order that is being amended has changed, or ended.
    void show(OrderItem item) {
        if (amended.filter(order -> order.key().equals(item.order().key())).isEmpty()) return;
        amended = Optional.of(item.order());
        check();
    }

    private void show(Checking now) {
        model.checking.set(now);
        model.ofLimit.set(now.of(Verdict.PASS).stream()
                .filter(line -> line.rule().equals(NOTIONAL_RULE))
                .map(line -> NOTIONAL_RULE + ": " + line.text())
                .findFirst()
                .orElse(""));
        if (!now.of(Verdict.BLOCK).isEmpty()) goBack();
        check();
        if (gate.isWaiting() && checked() instanceof Checked.Ready ready) showPreview(ready, gate.remark(now, nanoClock.getAsLong()));
    }

    /// The desk may be there again, or have gone.
    void lockChanged() {
        dryRun.again();
        check();
    }

    // What is typed.

    /// Looks at what is typed: to be called whenever it changes.
    void check() {
        if (isFilling) return;
        var reference = referencePx.getOrDefault(symbol(), Px.NONE);
        model.reference.set(reference.isStated() ? "ref " + Show.px(reference) : "");
        model.notional.set(notional(reference));
        model.change.set(change());
        switch (checked()) {
            case Checked.Ready ready -> check(ready);
            case Checked.NotYet(var why) -> checkNotYet(why);
        }
    }

    private void check(Checked.Ready ready) {
        if (gate.isAboutAnother(ready.wish)) goBack();
        dryRun.of(ready.wish);
        model.sendText.set(ready.text);
        model.obstacle.set(obstacle());
        model.stageObstacle.set(stageObstacle(ready.wish));
    }

    private void checkNotYet(String why) {
        goBack();
        if (!(model.checking.get() instanceof Checking.Idle)) dryRun.ofNothing();
        model.sendText.set(model.amending.get() ? "Amend" : "Send");
        model.obstacle.set(lock.getValue().isEmpty() ? why : lock.getValue());
        model.stageObstacle.set(why);
    }

    private String obstacle() {
        if (!lock.getValue().isEmpty()) return lock.getValue();
        if (isSending) return "waiting for the answer";
        var blocks = model.checking.get().of(Verdict.BLOCK);
        return blocks.isEmpty() ? "" : "blocked by " + blocks.getFirst().rule() + ": " + blocks.getFirst().text();
    }

    private String stageObstacle(Wish wish) {
        if (!(wish instanceof Wish.Enter)) return "an amendment is sent, not staged";
        if (unknown.containsKey(wish))
            return "it was sent and its outcome is unknown: send it again";
        return isSending ? "waiting for the answer" : "";
    }

    private String symbol() {
        return model.symbol.get().strip().toUpperCase(Locale.ROOT);
    }

    private boolean hasPrice() {
        return Words.hasPrice(model.ordType.get());
    }

    private Px typedPrice() {
        return hasPrice() ? Typed.price(model.price.get()) : Px.NONE;
    }

    private String notional(Px reference) {
        var qty = Typed.qty(model.qty.get());
        var px = hasPrice() ? typedPrice() : reference;
        var distance = Words.distance(typedPrice(), reference);
        if (!qty.isStated() || !px.isStated()) return distance.replaceFirst("^ · ", "");
        return "Notional " + Show.amount(qty.times(px).abs()) + (hasPrice() ? distance : " at reference");
    }

    /// Old → new, and what is filled already.
    private String change() {
        if (amended.isEmpty()) return "";
        var order = amended.get();
        var qty = Typed.qty(model.qty.get());
        var price = typedPrice();
        var text = "Qty " + Show.qty(order.orderQty()) + arrow(order.orderQty(), qty, Show.qty(qty));
        if (order.price().isStated())
            text += " · " + Show.ordType(order.ordType()) + " " + Words.px(order.price())
                    + arrow(order.price(), price, Words.px(price));
        return order.cumQty().isZero() ? text : text + " · filled " + Show.qty(order.cumQty());
    }

    private static String arrow(Object before, Object now, String shown) {
        return before.equals(now) ? " stays" : " → " + shown;
    }

    private Checked checked() {
        if (symbol().isEmpty()) return new Checked.NotYet("type a symbol");
        if (!isKnown(symbol()) && amended.isEmpty()) return new Checked.NotYet("no symbol '" + symbol() + "'");
        var qty = Typed.qty(model.qty.get());
        if (!qty.isStated()) return new Checked.NotYet(model.qty.get().isBlank() ? "type a quantity" : "no quantity");
        if (!qty.isPositive()) return new Checked.NotYet("the quantity must be above 0");
        var price = typedPrice();
        if (hasPrice() && !price.isStated())
            return new Checked.NotYet(model.price.get().isBlank() ? "type a price" : "no price");
        return amended.isPresent() ? amendment(amended.get(), qty, price) : entry(qty, price);
    }

    private boolean isKnown(String symbol) {
        return referencePx.isEmpty() || referencePx.containsKey(symbol);
    }

    private static Checked amendment(Order order, Qty qty, Px price) {
        if (!order.isOpen()) return new Checked.NotYet("the order is over");
        if (qty.isLessThan(order.cumQty()))
            return new Checked.NotYet(Show.qty(order.cumQty()) + " are filled already");
        if (qty.equals(order.orderQty()) && price.equals(order.price()))
            return new Checked.NotYet("change the quantity or the price");
        var terms = Show.qty(qty) + (price.isStated() ? " @ " + Words.px(price) : "");
        var what = " · " + order.clOrdID() + " " + order.symbol();
        return new Checked.Ready(new Wish.Replace(order.key(), qty, price), "AMEND to " + terms, what);
    }

    private Checked entry(Qty qty, Px price) {
        if (model.account.get().isEmpty()) return new Checked.NotYet("choose an account");
        if (model.session.get().isEmpty()) return new Checked.NotYet("choose a broker");
        var wish = new Wish.Enter(
                model.session.get(), new Account(model.account.get()), new Symbol(symbol()), model.side.get(), qty,
                model.ordType.get(), price, model.timeInForce.get());
        return new Checked.Ready(wish, Words.terms(wish), Words.whereTo(wish));
    }

    /// What was typed, as it is read: called when a field loses the cursor.
    void tidy() {
        model.symbol.set(symbol());
        model.qty.set(Typed.tidyQty(model.qty.get()));
        model.price.set(Typed.tidyPrice(model.price.get()));
    }

    /// Symbols of the desk that begin with what is typed.
    void suggest() {
        var typed = symbol();
        var found = typed.isEmpty() || model.amending.get()
                ? List.<String>of()
                : symbols(typed, SUGGESTED_MAX);
        var isTypedOut = found.size() == 1 && found.getFirst().equals(typed);
        model.suggestions.setAll(isTypedOut ? List.of() : found);
    }

    /// In upper case, those that begin so.
    List<String> symbols(String begin, int most) {
        var upper = begin.toUpperCase(Locale.ROOT);
        return referencePx.tailMap(upper).keySet().stream()
                .takeWhile(symbol -> symbol.startsWith(upper))
                .limit(most)
                .toList();
    }

    void take(String symbol) {
        model.symbol.set(symbol);
        model.suggestions.clear();
    }

    /// Some ticks further, negative for down; from the reference price where none is typed.
    void stepPrice(int ticks) {
        if (!hasPrice()) return;
        var reference = referencePx.getOrDefault(symbol(), Px.NONE);
        var from = Typed.price(model.price.get());
        if (!from.isStated() && !reference.isStated()) return;
        var to = from.isStated() ? Steps.price(from, Steps.tick(reference), ticks) : reference;
        model.price.set(Typed.tidyPrice(to.toString()));
    }

    /// Some lots further, negative for down.
    void stepQty(int lots) {
        var from = Typed.qty(model.qty.get()).or(Qty.ZERO);
        if (from.isZero() && lots < 0) return;
        model.qty.set(Show.qty(Steps.qty(from, settings.lot(), lots)));
    }

    // The order line.

    /// Says in words what is read from the line.
    void readLine() {
        switch (OrderLine.parse(model.line.get())) {
            case OrderLine.Ready ready -> hint(readyHint(ready), unknownName(ready).isEmpty() ? Tone.GOOD : Tone.BAD);
            case OrderLine.NotYet(var missing) -> hint(missing, Tone.QUIET);
            case OrderLine.Wrong(var at, var why) -> hint("✖ " + why + " (at " + (at + 1) + ")", Tone.BAD);
        }
    }

    private String readyHint(OrderLine.Ready line) {
        var unknownName = unknownName(line);
        if (!unknownName.isEmpty()) return "✖ " + unknownName;
        var wish = wish(line);
        return "▸ " + Words.terms(wish) + Words.whereTo(wish);
    }

    /// With the ticket's own account and broker where the line has none.
    private Wish.Enter wish(OrderLine.Ready line) {
        return new Wish.Enter(
                or(line.session(), model.session.get(), model.sessions),
                new Account(or(line.account(), model.account.get(), model.accounts)),
                line.symbol(), line.side(), line.orderQty(), line.ordType(), line.price(), line.timeInForce());
    }

    /// A name as the desk spells it.
    private static String or(String said, String chosen, List<String> known) {
        if (said.isEmpty()) return chosen;
        return known.stream().filter(said::equalsIgnoreCase).findFirst().orElse(said);
    }

    String unknownName(OrderLine.Ready line) {
        var wish = wish(line);
        if (!isKnown(line.symbol().value())) return "no symbol '" + line.symbol() + "'";
        if (!model.accounts.contains(wish.account().value())) return "no account '" + wish.account() + "'";
        if (!model.sessions.contains(wish.session())) return "no broker '" + wish.session() + "'";
        return "";
    }

    private void hint(String text, Tone tone) {
        model.lineHint.set(text);
        model.lineTone.set(tone);
    }

    /// Enter in the line: the first fills the ticket and shows the preview, the second sends it.
    void enterLine() {
        if (gate.isWaiting()) {
            send();
            return;
        }
        switch (OrderLine.parse(model.line.get())) {
            case OrderLine.Ready ready when unknownName(ready).isEmpty() -> {
                history.keep(model.line.get());
                fill(ready);
            }
            case OrderLine.NotYet(var missing) -> hint("⚠ No order yet. Missing: " + missing.replace("… ", ""), Tone.WARN);
            case OrderLine.Ready _, OrderLine.Wrong _ -> {} // what is wrong is said already
        }
    }

    void olderLine() {
        model.line.set(history.older(model.line.get()));
    }

    void newerLine() {
        model.line.set(history.newer(model.line.get()));
    }

    // Filling in.

    /// Fills the ticket and shows the preview: one more press sends, also where the ticket is armed.
    void fill(OrderLine.Ready line) {
        fill(wish(line));
        preview();
    }

    void fill(Wish.Enter wish) {
        leaveAmendment();
        set(new Fields(
                wish.side(), wish.symbol().value(), Show.qty(wish.orderQty()),
                Typed.tidyPrice(wish.price().toString()), wish.ordType(), wish.timeInForce(),
                wish.account().value(), wish.session()));
        say("", Tone.QUIET);
    }

    /// An empty ticket; symbol, account and broker of `context`, such as the selected row, where there is one.
    void begin(Optional<Order> context) {
        clear();
        context.ifPresent(order -> {
            model.symbol.set(order.symbol().value());
            if (model.accounts.contains(order.account().value())) model.account.set(order.account().value());
            if (model.sessions.contains(order.session().value())) model.session.set(order.session().value());
        });
        model.suggestions.clear();
    }

    void begin(Context at) {
        clear();
        take(at.symbol().value());
        if (model.accounts.contains(at.account().value())) model.account.set(at.account().value());
    }

    /// The ticket for a change of `order`.
    void amend(Order order) {
        if (amended.isEmpty()) beforeAmendment = Optional.of(fields());
        amended = Optional.of(order);
        model.amending.set(true);
        model.title.set("Amend " + order.clOrdID());
        set(new Fields(
                order.side(), order.symbol().value(), Show.qty(order.orderQty()),
                Typed.tidyPrice(order.price().toString()), order.ordType(), order.timeInForce(),
                order.account().value(), order.session().value()));
        say("", Tone.QUIET);
    }

    /// An empty ticket for a new order; account, broker and side stay. What was typed can be brought back.
    void clear() {
        history.keep(model.line.get());
        model.line.set("");
        blank();
        say("", Tone.QUIET);
    }

    private void blank() {
        leaveAmendment();
        if (!fields().isBlank()) cleared = Optional.of(fields());
        set(new Fields(
                model.side.get(), "", "", "", OrdType.LIMIT, TimeInForce.DAY, model.account.get(),
                model.session.get()));
    }

    /// Brings back what the last clearing took away, unless something else has been typed since; false where nothing
    /// could be brought back.
    boolean undoClear() {
        if (cleared.isEmpty() || !fields().isBlank() || amended.isPresent()) return false;
        set(cleared.get());
        cleared = Optional.empty();
        return true;
    }

    private void leaveAmendment() {
        if (amended.isEmpty()) return;
        amended = Optional.empty();
        model.amending.set(false);
        model.title.set("New order");
        beforeAmendment.ifPresent(this::set);
        beforeAmendment = Optional.empty();
    }

    private Fields fields() {
        return new Fields(
                model.side.get(), model.symbol.get(), model.qty.get(), model.price.get(), model.ordType.get(),
                model.timeInForce.get(), model.account.get(), model.session.get());
    }

    /// All at once: what is half filled in is nobody's wish.
    private void set(Fields fields) {
        isFilling = true;
        model.side.set(fields.side);
        model.symbol.set(fields.symbol);
        model.qty.set(fields.qty);
        model.price.set(fields.price);
        model.ordType.set(fields.ordType);
        model.timeInForce.set(fields.timeInForce);
        model.account.set(fields.account);
        model.session.set(fields.session);
        isFilling = false;
        model.suggestions.clear();
        check();
    }

    // Sending.

    /// A press of Send: sends, or shows what would be sent and waits for another press.
    void send() {
        press(model.armed.get());
    }

    /// Shows what would be sent, also where one press would send it.
    private void preview() {
        gate.back();
        press(false);
    }

    private void press(boolean isArmed) {
        touched();
        if (!(checked() instanceof Checked.Ready ready) || !model.obstacle.get().isEmpty()) return;
        dryRun.askNow();
        switch (gate.press(ready.wish, model.checking.get(), isArmed, nanoClock.getAsLong())) {
            case Gate.Step.Send _ -> send(ready);
            case Gate.Step.Preview(var why) -> showPreview(ready, why);
            case Gate.Step.Blocked(var why) -> say("✖ Blocked: " + why, Tone.BAD);
        }
    }

    private void showPreview(Checked.Ready ready, String why) {
        var more = why.isEmpty() ? "" : why + ".\n";
        model.preview.set(more + ready.text + ready.whereTo + ".\nEnter or Ctrl+Enter sends, Esc goes back");
    }

    private void send(Checked.Ready ready) {
        var known = unknown.get(ready.wish);
        var requestId = known == null ? UUID.randomUUID().toString() : known;
        isSending = true;
        model.preview.set("");
        say(ready.text + " …", Tone.QUIET);
        check();
        inbox.whenDone(feed.ask(requestId, ready.wish), reply -> answered(requestId, ready, reply));
    }

    /// Takes the preview back; false where there is none.
    boolean goBack() {
        var wasWaiting = gate.isWaiting();
        gate.back();
        model.preview.set("");
        return wasWaiting;
    }

    boolean isWaitingForSecondPress() {
        return gate.isWaiting();
    }

    private void answered(String requestId, Checked.Ready sent, Reply reply) {
        isSending = false;
        remember(requestId, sent.wish, reply);
        switch (reply) {
            case Reply.Answered(var answer) when answer.isAccepted() -> accepted(sent, answer);
            case Reply.Answered(var answer) -> say("✖ Refused: " + reason(answer), Tone.BAD);
            case Reply.Unknown(var why) ->
                    say("? Outcome unknown: " + why + ". Sending it again is safe: it is the same request.", Tone.BAD);
            case Reply.NotSent(var why) -> say("✖ Not sent: " + why, Tone.BAD);
        }
        check();
    }

    private void remember(String requestId, Wish wish, Reply reply) {
        switch (reply) {
            case Reply.Answered _ -> unknown.remove(wish);
            case Reply.Unknown _ -> {
                unknown.put(wish, requestId);
                if (unknown.size() > UNKNOWN_MAX) unknown.pollFirstEntry();
            }
            case Reply.NotSent _ -> {} // says nothing of what was sent before
        }
    }

    /// The quantity goes, so that the same order is not sent twice by a second Ctrl+Enter; unless another has been typed
    /// meanwhile.
    private void accepted(Checked.Ready sent, Answer answer) {
        say("● Sent " + answer.clOrdID() + ": " + sent.text, Tone.GOOD);
        if (!(checked() instanceof Checked.Ready now) || !now.wish.equals(sent.wish)) return;
        if (sent.wish instanceof Wish.Replace) blank();
        next();
    }

    /// The next order is likely to be for the same account, and of the same symbol; how it is priced and how long it stands
    /// is said anew.
    private void next() {
        if (model.ordType.get() != OrdType.LIMIT) model.price.set(""); // a stop's price is no limit
        model.qty.set("");
        model.line.set("");
        model.ordType.set(OrdType.LIMIT);
        model.timeInForce.set(TimeInForce.DAY);
    }

    private static String reason(Answer answer) {
        return answer.text().isEmpty() ? answer.refusal() : answer.text() + " (" + answer.refusal() + ")";
    }

    /// Keeps the wish for later instead of sending it.
    void stage() {
        if (!(checked() instanceof Checked.Ready(Wish.Enter wish, var text, _))) return;
        if (!model.stageObstacle.get().isEmpty()) return;
        goBack();
        var trouble = stage.apply(wish);
        if (!trouble.isEmpty()) {
            say("✖ Not staged: " + trouble, Tone.BAD);
            return;
        }
        say("◌ Staged, not sent: " + text, Tone.GOOD);
        next();
    }

    private void say(String message, Tone tone) {
        model.message.set(message);
        model.tone.set(tone);
    }

    // Armed.

    void toggleArmed() {
        touched();
        if (model.armed.get()) disarm("");
        else if (lock.getValue().isEmpty()) {
            model.armed.set(true);
            say("⚠ Armed: one press of Send sends", Tone.WARN);
        }
    }

    /// @param why is told to the trader; empty for a wish of theirs
    void disarm(String why) {
        goBack();
        if (!model.armed.get()) return;
        model.armed.set(false);
        say("Not armed any more" + (why.isEmpty() ? "" : ": " + why), Tone.QUIET);
    }

    /// There is somebody.
    void touched() {
        touchedAt = nanoClock.getAsLong();
    }

    void everySecond() {
        dryRun.whileBlocked();
        long now = nanoClock.getAsLong();
        if (model.armed.get() && now - touchedAt > settings.disarmAfter().toNanos())
            disarm("nobody touched the ticket for " + settings.disarmAfter().toMinutes() + " min");
        if (!gate.forgetOld(now)) return;
        model.preview.set("");
        say("Nothing was sent: the second press did not come", Tone.QUIET);
    }
}
