package dev.plumbline.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A command that is held against the rules, and what each of them says of it. A rule is silent where one before it has
/// refused what it would judge.
final class Proposal {
    private static final int NAMES_SHOWN = 10;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Command command;
    private final Rules rules;
    private final Door door;
    private final Filing filing;
    private final Positions positions;
    private final Halts halts;

    /// The order that it is about, where there is one.
    private final Optional<Order> about;
    private final Optional<Terms> terms;

    Proposal(Command command, Rules rules, Door door, Filing filing, Positions positions, Halts halts) {
        this.command = command;
        this.rules = rules;
        this.door = door;
        this.filing = filing;
        this.positions = positions;
        this.halts = halts;
        this.about = command instanceof Command.Enter ? Optional.empty() : filing.look(target(command));
        this.terms = switch (command) {
            case Command.Enter enter -> Optional.of(new Terms(
                    enter.account(), enter.symbol(), enter.side(), enter.ordType(), enter.orderQty(), enter.price()));
            case Command.Replace replace -> about.map(order -> new Terms(
                    order.account(), order.symbol(), order.side(), order.ordType(), replace.orderQty(),
                    replace.price().or(order.price())));
            case Command.Cancel _, Command.Status _ -> Optional.empty();
        };
    }

    /// What the broker would have.
    private record Terms(Account account, Symbol symbol, Side side, OrdType ordType, Qty orderQty, Px price) {}

    private static ClOrdID target(Command command) {
        return switch (command) {
            case Command.Enter enter -> enter.clOrdID();
            case Command.Cancel cancel -> cancel.origClOrdID();
            case Command.Replace replace -> replace.origClOrdID();
            case Command.Status status -> status.clOrdID();
        };
    }

    private Finding entered(Function<Command.Enter, Finding> rule) {
        return command instanceof Command.Enter enter ? rule.apply(enter) : Finding.SILENT;
    }

    private Finding with(Function<Terms, Finding> rule) {
        return terms.map(rule).orElse(Finding.SILENT);
    }

    private Finding withOrder(Function<Order, Finding> rule) {
        return about.map(rule).orElse(Finding.SILENT);
    }

    /// Nothing to say where it is unused: that is our business, not a trader's.
    Finding clOrdID() {
        return filing.knows(command.clOrdID()) && !command.clOrdID().isNone()
                ? Finding.block(Refusal.DUPLICATE_CLORDID, "ClOrdID '" + command.clOrdID() + "' was used before")
                : Finding.SILENT;
    }

    Finding broker() {
        return entered(enter -> known(
                Refusal.UNKNOWN_SESSION, "broker session", enter.session(), rules.sessions()));
    }

    Finding account() {
        return entered(enter -> known(Refusal.UNKNOWN_ACCOUNT, "account", enter.account(), rules.accounts()));
    }

    Finding symbol() {
        return entered(enter -> known(
                Refusal.UNKNOWN_SYMBOL, "symbol", enter.symbol(), rules.referencePx().keySet()));
    }

    private static Finding known(Refusal why, String what, Object name, Collection<?> known) {
        return known.contains(name) ? Finding.pass(name::toString) : Finding.block(why, no(what, name, known));
    }

    /// Names the thing and the mend.
    static String no(String what, Object name, Collection<?> known) {
        var names = known.stream().map(Object::toString).sorted().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return "no " + what + " '" + name + "'; there is " + names + (known.size() > NAMES_SHOWN ? ", ..." : "");
    }

    /// A command has one price and no ExpireDate: what needs more must not leave half said.
    Finding orderType() {
        return entered(enter -> {
            if (!canBeSent(enter.ordType()))
                return Finding.block(Refusal.UNSUPPORTED_ORDER, "OrdType " + enter.ordType().label()
                        + " cannot be sent yet; use Limit, Market or Stop");
            if (enter.timeInForce() == TimeInForce.GOOD_TILL_DATE)
                return Finding.block(Refusal.UNSUPPORTED_ORDER, "GTD cannot be sent yet; use GTC or Day");
            return Finding.pass(() -> enter.ordType().label() + ", " + enter.timeInForce().label());
        });
    }

    private static boolean canBeSent(OrdType ordType) {
        return ordType == OrdType.MARKET || ordType == OrdType.LIMIT || ordType == OrdType.STOP;
    }

    private static boolean needsPrice(OrdType ordType) {
        return ordType == OrdType.LIMIT || ordType == OrdType.STOP || ordType == OrdType.STOP_LIMIT;
    }

    /// Of a cancel or replace it must still be open.
    Finding order() {
        if (about.isEmpty()) return Finding.block(Refusal.UNKNOWN_ORDER, "no order '" + target(command) + "'");
        var order = about.get();
        if (!(command instanceof Command.Status) && !order.isOpen())
            return Finding.block(
                    Refusal.ORDER_OVER, "order " + target(command) + " is over: " + order.ordStatus().label());
        return Finding.pass(() -> order.ordStatus().label() + ", " + Grouped.of(order.cumQty()) + " of "
                + Grouped.of(order.orderQty()) + " executed");
    }

    Finding quantity() {
        return with(terms -> terms.orderQty.isPositive()
                ? Finding.pass(() -> Grouped.of(terms.orderQty))
                : Finding.block(Refusal.BAD_QUANTITY, "OrderQty must be above 0, not '" + terms.orderQty + "'"));
    }

    Finding price() {
        return with(terms -> {
            if (!needsPrice(terms.ordType)) return Finding.SILENT;
            return terms.price.isStated()
                    ? Finding.pass(() -> Grouped.of(terms.price))
                    : Finding.block(Refusal.BAD_PRICE, "an order of type " + terms.ordType.label() + " needs a Price");
        });
    }

    /// What raises risk does not go while it is halted. A cancel is not asked.
    Finding halt() {
        return switch (command) {
            case Command.Enter enter -> halts.on(enter);
            case Command.Replace replace -> withOrder(order -> halts.on(replace, order));
            case Command.Cancel _, Command.Status _ -> Finding.SILENT;
        };
    }

    Finding maxQty() {
        return with(terms -> {
            if (!terms.orderQty.isPositive()) return Finding.SILENT;
            return terms.orderQty.isMoreThan(rules.maxOrderQty())
                    ? Finding.block(Refusal.MAX_ORDER_QTY, "OrderQty " + Grouped.of(terms.orderQty)
                            + " is above the limit of " + Grouped.of(rules.maxOrderQty()))
                    : Finding.pass(() -> ofAtMost(terms.orderQty, rules.maxOrderQty()));
        });
    }

    /// A market order counts at the reference price.
    Finding maxNotional() {
        return with(terms -> {
            if (!terms.orderQty.isPositive() || (needsPrice(terms.ordType) && !terms.price.isStated()))
                return Finding.SILENT;
            var valuedAt = terms.price.or(referencePx(terms));
            if (!valuedAt.isStated()) return Finding.pass(() -> "not known: there is no price to value it at");
            return notional(terms.orderQty.times(valuedAt).abs());
        });
    }

    private Finding notional(Money notional) {
        var most = rules.maxNotional();
        if (notional.compareTo(most) > 0)
            return Finding.block(Refusal.MAX_NOTIONAL,
                    "notional " + Grouped.of(notional) + " is above the limit of " + Grouped.of(most));
        var isLarge = notional.amount().multiply(HUNDRED)
                .compareTo(most.amount().multiply(rules.warnings().notionalPercent())) > 0;
        return isLarge
                ? Finding.warn(ofAtMost(notional, most) + ": more than "
                        + Grouped.percent(rules.warnings().notionalPercent(), RoundingMode.HALF_UP) + " of it")
                : Finding.pass(() -> ofAtMost(notional, most));
    }

    private static String ofAtMost(Object figure, Object most) {
        return Grouped.of(figure) + " of at most " + Grouped.of(most);
    }

    private Px referencePx(Terms terms) {
        return rules.referencePx().getOrDefault(terms.symbol, Px.NONE);
    }

    Finding server() {
        var closed = door.closedBecause();
        return closed.isEmpty()
                ? Finding.pass(() -> "takes new orders")
                : Finding.block(Refusal.NOT_CONNECTED, closed);
    }

    Finding connection() {
        return switch (command) {
            case Command.Enter enter -> connection(enter.session(), true);
            case Command.Cancel _, Command.Replace _, Command.Status _ ->
                withOrder(order -> connection(order.session(), false));
        };
    }

    /// What is missing may be fills: limits would be checked against what is not so. What takes risk away may go.
    private Finding connection(BrokerSession session, boolean isNew) {
        if (!door.isUp(session)) return Finding.block(Refusal.NOT_CONNECTED, "broker session " + session + " is down");
        return isNew && door.isIncomplete(session)
                ? Finding.block(Refusal.NOT_CONNECTED, "broker session " + session
                        + " is sending again what we missed: no new orders until all of it is here")
                : Finding.pass(() -> session + " is up");
    }

    /// Who buys above the market or sells below it is filled at once, and badly; a limit on the other side only waits.
    /// A stop belongs away from the market.
    Finding priceAway() {
        return with(terms -> {
            var reference = referencePx(terms);
            if (terms.ordType != OrdType.LIMIT || !terms.price.isStated() || !reference.isStated() || reference.isZero())
                return Finding.SILENT;
            return priceAway(terms, decimal(reference), decimal(terms.price).subtract(decimal(reference)));
        });
    }

    private Finding priceAway(Terms terms, BigDecimal reference, BigDecimal away) {
        var percent = away.abs().multiply(HUNDRED).divide(reference.abs(), MathContext.DECIMAL64);
        if (percent.compareTo(rules.warnings().priceAwayPercent()) <= 0)
            return Finding.pass(() -> away(terms, percent, away, RoundingMode.DOWN));
        boolean isDangerous = terms.side.isBuy() == away.signum() > 0;
        return Finding.warn(away(terms, percent, away, RoundingMode.UP) + ": "
                + (isDangerous
                        ? (terms.side.isBuy() ? "a buy above the market pays too much" : "a sale below the market gets too little")
                        : "it will wait, on the side that does no harm"));
    }

    private String away(Terms terms, BigDecimal percent, BigDecimal away, RoundingMode rounding) {
        var reference = "the reference price " + Grouped.of(referencePx(terms));
        if (away.signum() == 0) return Grouped.of(terms.price) + " is " + reference;
        return Grouped.of(terms.price) + " is " + Grouped.percent(percent, rounding)
                + (away.signum() > 0 ? " above " : " below ") + reference;
    }

    private static BigDecimal decimal(Px px) {
        return BigDecimal.valueOf(px.unscaled(), px.scale());
    }

    Finding sameOrder() {
        return entered(enter -> {
            long within = rules.warnings().sameWithinNanos();
            var sentAt = door.sameSentAt(enter);
            if (within == 0) return Finding.SILENT;
            return sentAt.isPresent() && enter.at() - sentAt.getAsLong() < within
                    ? Finding.warn("the same order was sent "
                            + Grouped.seconds(Math.max(0, enter.at() - sentAt.getAsLong())) + " ago")
                    : Finding.pass(() -> "none like it within " + Grouped.seconds(within));
        });
    }

    /// Of a plain sale: one that is marked as short means to be. What other open orders will sell is not counted.
    Finding position() {
        return with(terms -> {
            if (terms.side != Side.SELL || !terms.orderQty.isPositive()) return Finding.SILENT;
            var toSell = terms.orderQty.minus(about.map(Order::cumQty).orElse(Qty.ZERO));
            var held = positions.held(terms.account, terms.symbol);
            if (!toSell.isPositive()) return Finding.SILENT;
            return toSell.isMoreThan(held)
                    ? Finding.warn("sells " + Grouped.of(toSell) + " with " + Grouped.of(held)
                            + " held: would be short " + Grouped.of(toSell.minus(held)))
                    : Finding.pass(() -> "sells " + Grouped.of(toSell) + " of " + Grouped.of(held) + " held");
        });
    }

    /// A broker takes a total of no more than is executed as the end of the order, or refuses it.
    Finding executed() {
        return withOrder(order -> with(terms -> {
            if (!terms.orderQty.isPositive()) return Finding.SILENT;
            var left = terms.orderQty.minus(order.cumQty());
            return left.isPositive()
                    ? Finding.pass(() -> Grouped.of(left) + " would be left to execute")
                    : Finding.warn(Grouped.of(order.cumQty()) + " are executed: nothing of "
                            + Grouped.of(terms.orderQty) + " would be left");
        }));
    }

    Finding change() {
        return withOrder(order -> with(terms ->
                terms.orderQty.equals(order.orderQty()) && terms.price.equals(order.price())
                        ? Finding.warn("quantity and price are what they are now")
                        : Finding.SILENT));
    }

    /// The broker has a cancel or replace to answer already.
    Finding pending() {
        return withOrder(order -> {
            var open = order.openRequests().stream().filter(request -> request.kind() != Request.Kind.NEW).toList();
            if (open.isEmpty()) return Finding.pass(() -> "nothing else is on its way");
            var last = open.getLast();
            return Finding.warn("a " + (last.kind() == Request.Kind.CANCEL ? "cancel" : "replace to "
                    + Grouped.of(last.orderQty())) + " is on its way and not answered");
        });
    }
}
