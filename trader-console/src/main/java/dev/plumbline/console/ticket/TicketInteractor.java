package dev.plumbline.console.ticket;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ticket.TicketModel.Tone;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Item.AccountItem;
import dev.plumbline.wire.DeskMessage.Item.InstrumentItem;
import dev.plumbline.wire.DeskMessage.Item.SessionItem;
import dev.plumbline.wire.DeskMessage.Wish;

/// Turns what is typed into a wish, or says what is missing; sends it, and says what became of it. What is checked here
/// only helps to type: the server decides.
final class TicketInteractor {
    private static final OrderKey NO_ORDER = new OrderKey("");

    private final TicketModel model;
    private final ConsoleFeed feed;
    private final Inbox inbox;
    private final ObservableValue<String> lock;
    private final Map<String, Px> referencePx = new TreeMap<>();

    private OrderKey amended = NO_ORDER;
    private boolean isSending;
    /// The last wish whose outcome is unknown, with its request id: asked again, it is the same request.
    private Pending unknown = Pending.NONE;

    private record Pending(String requestId, Checked.Ready sent) {
        static final Pending NONE = new Pending("", new Checked.Ready(new Wish.Cancel(NO_ORDER), ""));
    }

    /// What is typed is a wish, or it is not yet.
    private sealed interface Checked {
        record Ready(Wish wish, String text) implements Checked {}

        record NotYet(String why) implements Checked {}
    }

    /// @param lock why nothing may be sent now, empty where it may
    TicketInteractor(TicketModel model, ConsoleFeed feed, Inbox inbox, ObservableValue<String> lock) {
        this.model = model;
        this.feed = feed;
        this.inbox = inbox;
        this.lock = lock;
        check();
    }

    void show(AccountItem item) {
        offer(model.accounts, item.account().value(), model.account);
    }

    void show(SessionItem item) {
        offer(model.sessions, item.session(), model.session);
    }

    private static void offer(
            List<String> list, String value, StringProperty chosen) {
        if (list.contains(value)) return;
        list.add(value);
        list.sort(null);
        if (chosen.get().isEmpty()) chosen.set(value);
    }

    void show(InstrumentItem item) {
        referencePx.put(item.symbol().value(), item.referencePx());
        check();
    }

    /// Looks at what is typed: to be called whenever it, or the lock, changes.
    void check() {
        var reference = referencePx.getOrDefault(symbol(), Px.NONE);
        model.reference.set(reference.isStated() ? "ref " + Show.px(reference) : "");
        model.notional.set(notional(reference));
        switch (checked()) {
            case Checked.Ready ready -> {
                model.sendText.set(ready.text);
                model.obstacle.set(isSending ? "waiting for the answer" : lock.getValue());
            }
            case Checked.NotYet(var why) -> {
                model.sendText.set(model.amending.get() ? "Amend" : "Send");
                model.obstacle.set(lock.getValue().isEmpty() ? why : lock.getValue());
            }
        }
    }

    private String symbol() {
        return model.symbol.get().strip().toUpperCase(Locale.ROOT);
    }

    private boolean hasLimit() {
        return model.ordType.get() == OrdType.LIMIT;
    }

    private String notional(Px reference) {
        var qty = Typed.qty(model.qty.get());
        var px = hasLimit() ? Typed.price(model.price.get()) : reference;
        if (!qty.isStated() || !px.isStated()) return "";
        return "Notional " + Show.amount(qty.times(px).abs()) + (hasLimit() ? "" : " at reference");
    }

    private Checked checked() {
        if (symbol().isEmpty()) return new Checked.NotYet("type a symbol");
        if (!referencePx.isEmpty() && !referencePx.containsKey(symbol()))
            return new Checked.NotYet("no symbol '" + symbol() + "'");
        var qty = Typed.qty(model.qty.get());
        if (!qty.isStated()) return new Checked.NotYet(model.qty.get().isBlank() ? "type a quantity" : "no quantity");
        if (!qty.isPositive()) return new Checked.NotYet("the quantity must be above 0");
        var price = hasLimit() ? Typed.price(model.price.get()) : Px.NONE;
        if (hasLimit() && !price.isStated())
            return new Checked.NotYet(model.price.get().isBlank() ? "type a price" : "no price");
        return model.amending.get() ? amendment(qty, price) : entry(qty, price);
    }

    private Checked amendment(Qty qty, Px price) {
        var terms = Show.qty(qty) + (price.isStated() ? " @ " + Show.px(price) : "");
        return new Checked.Ready(new Wish.Replace(amended, qty, price), "AMEND to " + terms);
    }

    private Checked entry(Qty qty, Px price) {
        if (model.account.get().isEmpty()) return new Checked.NotYet("choose an account");
        if (model.session.get().isEmpty()) return new Checked.NotYet("choose a broker");
        var wish = new Wish.Enter(
                model.session.get(), new Account(model.account.get()), new Symbol(symbol()), model.side.get(), qty,
                model.ordType.get(), price, model.timeInForce.get());
        return new Checked.Ready(wish, text(wish));
    }

    private static String text(Wish.Enter wish) {
        return word(wish.side()) + " " + Show.qty(wish.orderQty()) + " " + wish.symbol() + " "
                + (wish.price().isStated() ? "@ " + Show.px(wish.price()) : "MKT") + " "
                + wish.timeInForce().label().toUpperCase(Locale.ROOT);
    }

    private static String word(Side side) {
        return side == Side.BUY ? "BUY" : side == Side.SELL ? "SELL" : "SHORT";
    }

    void send() {
        if (!(checked() instanceof Checked.Ready ready) || !model.obstacle.get().isEmpty()) return;
        var requestId = ready.equals(unknown.sent) ? unknown.requestId : UUID.randomUUID().toString();
        isSending = true;
        say(ready.text + " …", Tone.QUIET);
        check();
        inbox.whenDone(feed.ask(requestId, ready.wish), reply -> answered(requestId, ready, reply));
    }

    private void answered(String requestId, Checked.Ready sent, Reply reply) {
        isSending = false;
        unknown = reply instanceof Reply.Unknown ? new Pending(requestId, sent) : Pending.NONE;
        switch (reply) {
            case Reply.Answered(var answer) when answer.isAccepted() -> accepted(sent, answer);
            case Reply.Answered(var answer) -> say("✖ Refused: " + reason(answer), Tone.BAD);
            case Reply.Unknown(var why) ->
                    say("? Outcome unknown: " + why + ". Sending it again is safe: it is the same request.", Tone.BAD);
            case Reply.NotSent(var why) -> say("✖ Not sent: " + why, Tone.BAD);
        }
        check();
    }

    /// The quantity goes, so that the same order is not sent twice by a second Ctrl+Enter.
    private void accepted(Checked.Ready sent, Answer answer) {
        say("● Sent " + answer.clOrdID() + ": " + sent.text, Tone.GOOD);
        if (sent.wish instanceof Wish.Replace && model.amending.get()) blank();
        model.qty.set("");
    }

    private static String reason(Answer answer) {
        return answer.text().isEmpty() ? answer.refusal() : answer.text() + " (" + answer.refusal() + ")";
    }

    private void say(String message, Tone tone) {
        model.message.set(message);
        model.tone.set(tone);
    }

    /// An empty ticket for a new order; account, broker and side stay.
    void clear() {
        blank();
        say("", Tone.QUIET);
        check();
    }

    private void blank() {
        amended = NO_ORDER;
        model.amending.set(false);
        model.title.set("New order");
        model.symbol.set("");
        model.qty.set("");
        model.price.set("");
    }

    /// The ticket for a change of `order`.
    void amend(Order order) {
        amended = order.key();
        model.amending.set(true);
        model.title.set("Amend " + order.clOrdID());
        model.side.set(order.side());
        model.symbol.set(order.symbol().value());
        model.ordType.set(order.ordType());
        model.timeInForce.set(order.timeInForce());
        model.account.set(order.account().value());
        model.session.set(order.session().value());
        model.qty.set(order.orderQty().toString());
        model.price.set(order.price().toString());
        say("", Tone.QUIET);
        check();
    }
}
