package dev.plumbline.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one account does in one symbol: a position, or one for each currency where its executions were paid in several.
/// An execution whose report named no currency was paid in the one that the others name; where they name several, it
/// counts apart. So the figures follow from the set of executions, whatever came first.
final class Line {
    private final Account account;
    private final Symbol symbol;
    private final CostMethod method;

    /// Decimals of the quantities, and the sum of those that stand, bought and sold alike: while that fits, every sum
    /// of theirs does, in whatever order they come to count.
    private int scale;

    private long gross;

    /// By currency, under [Currency#NONE] those of all as long as no two are named.
    private final Map<Currency, Trades> trades = new TreeMap<>();

    /// How many executions that stand name it.
    private final Map<Currency, Integer> named = new TreeMap<>();

    /// What is owed, by the currency of the trade and then that of the charge.
    private final Map<Currency, Map<Currency, Money>> owed = new TreeMap<>();

    Line(Account account, Symbol symbol, CostMethod method) {
        this.account = account;
        this.symbol = symbol;
        this.method = method;
        trades.put(Currency.NONE, new Trades(method, 0));
    }

    /// As it was.
    Line(Holding holding, CostMethod method) {
        this.account = holding.account();
        this.symbol = holding.symbol();
        this.method = method;
        scale = holding.scale();
        gross = holding.gross();
        for (var part : holding.parts()) trades.put(part.currency(), new Trades(method, scale, part));
        named.putAll(holding.named());
        holding.owed().forEach((currency, sums) -> owed.put(currency, new TreeMap<>(sums)));
    }

    Holding state() {
        var parts = new ArrayList<Holding.InCurrency>(trades.size());
        trades.forEach((currency, each) -> parts.add(each.state(currency)));
        var sums = new TreeMap<Currency, Map<Currency, Money>>();
        owed.forEach((currency, each) -> sums.put(currency, new TreeMap<>(each)));
        return new Holding(account, symbol, scale, gross, new TreeMap<>(named), sums, parts);
    }

    /// Makes room for what `booking` brings, before anything is changed.
    /// @throws ArithmeticException where there is none
    void prepare(Booking booking) {
        int widest = Math.max(scale, scaleOf(booking));
        Math.addExact(Decimals.rescaled(gross, scale, widest), growth(booking, widest));
        widen(widest);
    }

    /// Of all that is booked on the way, what is booked differently in the end included.
    private static int scaleOf(Booking booking) {
        if (booking instanceof Booking.Several(var several))
            return several.stream().mapToInt(Line::scaleOf).max().orElse(0);
        int widest = 0;
        for (var execution : booking.executions())
            if (execution.stands()) widest = Math.max(widest, execution.qty().scale());
        return widest;
    }

    private static long growth(Booking booking, int scale) {
        return switch (booking) {
            case Booking.None() -> 0;
            case Booking.Booked(var execution) -> magnitude(execution, scale);
            case Booking.Busted(var was, var now) -> magnitude(now, scale) - magnitude(was, scale);
            case Booking.Corrected(var was, var now) -> magnitude(now, scale) - magnitude(was, scale);
            case Booking.Several(var several) -> {
                long growth = 0;
                for (var one : several) growth = Math.addExact(growth, growth(one, scale));
                yield growth;
            }
        };
    }

    private static long magnitude(Execution execution, int scale) {
        if (!execution.stands()) return 0;
        if (!execution.lastPx().isStated()) throw new ArithmeticException("an execution without LastPx");
        var qty = execution.qty().abs();
        return Decimals.rescaled(qty.unscaled(), qty.scale(), scale);
    }

    private void widen(int widest) {
        if (widest == scale) return;
        gross = Decimals.rescaled(gross, scale, widest);
        for (var each : trades.values()) each.rescale(widest);
        scale = widest;
    }

    /// After [#prepare].
    void follow(OrderKey order, Side side, Booking booking) {
        switch (booking) {
            case Booking.None() -> {}
            case Booking.Booked(var execution) -> add(order, side, execution);
            case Booking.Busted(var was, var now) -> exchange(order, side, was, now);
            case Booking.Corrected(var was, var now) -> exchange(order, side, was, now);
            case Booking.Several(var several) -> several.forEach(one -> follow(order, side, one));
        }
    }

    private void exchange(OrderKey order, Side side, Execution was, Execution now) {
        remove(order, side, was);
        add(order, side, now);
    }

    void add(OrderKey order, Side side, Execution execution) {
        owe(execution, 1);
        if (!execution.stands()) return;
        gross += magnitude(execution, scale);
        name(execution.costs().currency(), 1);
        tradesOf(execution.costs().currency()).add(execution, order, side.isBuy());
    }

    void remove(OrderKey order, Side side, Execution execution) {
        owe(execution, -1);
        if (!execution.stands()) return;
        gross -= magnitude(execution, scale);
        tradesOf(execution.costs().currency()).remove(execution, order, side.isBuy());
        name(execution.costs().currency(), -1);
    }

    private void owe(Execution execution, int times) {
        var amounts = execution.costs().owed(execution);
        if (amounts.isEmpty()) return;
        var sums = owed.computeIfAbsent(execution.costs().currency(), _ -> new TreeMap<>());
        for (var amount : amounts) {
            var sum = sums.merge(
                    amount.currency(), times > 0 ? amount.money() : amount.money().negated(), Money::plus);
            if (sum.signum() == 0) sums.remove(amount.currency());
        }
        if (sums.isEmpty()) owed.remove(execution.costs().currency());
    }

    private void name(Currency currency, int times) {
        if (currency.isNone()) return;
        boolean wereSeveral = named.size() > 1;
        int count = named.merge(currency, times, Integer::sum);
        if (count == 0) named.remove(currency);
        boolean areSeveral = named.size() > 1;
        if (areSeveral != wereSeveral) regroup();
    }

    private void regroup() {
        var all = List.copyOf(trades.values());
        trades.clear();
        for (var each : all)
            each.each((execution, order, isBuy) -> tradesOf(execution.costs().currency()).add(execution, order, isBuy));
    }

    private Trades tradesOf(Currency currency) {
        return trades.computeIfAbsent(
                named.size() > 1 ? currency : Currency.NONE, _ -> new Trades(method, scale));
    }

    /// The position, of those that were paid in `currency` where there are several; else the first by name.
    Position position(Currency currency) {
        if (named.size() <= 1) return whole();
        var of = trades.get(currency);
        return of == null || of.isEmpty() ? part(named.keySet().iterator().next()) : part(currency);
    }

    private Position whole() {
        var currency = onlyOne();
        var fees = new TreeMap<Currency, Money>();
        for (var each : owed.values()) each.forEach((in, money) -> fees.merge(in, money, Money::plus));
        return position(currency, tradesOf(Currency.NONE), amounts(fees, currency));
    }

    /// That of the trades; where only charges for busted ones are left, theirs.
    private Currency onlyOne() {
        if (!named.isEmpty()) return named.keySet().iterator().next();
        var paidIn = Currency.NONE;
        for (var currency : owed.keySet()) {
            if (!paidIn.isNone()) return Currency.NONE;
            paidIn = currency;
        }
        return paidIn;
    }

    private Position part(Currency currency) {
        return position(
                currency,
                trades.getOrDefault(currency, new Trades(method, scale)),
                amounts(owed.getOrDefault(currency, Map.of()), currency));
    }

    private Position position(Currency currency, Trades of, List<Amount> fees) {
        return new Position(account, symbol, of.qty(), of.cost(), of.cash(), currency, fees);
    }

    /// A charge of which no currency was told is in that of the trade.
    private static List<Amount> amounts(Map<Currency, Money> fees, Currency paidIn) {
        if (fees.isEmpty()) return List.of();
        var sums = new TreeMap<Currency, Money>();
        fees.forEach((currency, money) -> sums.merge(currency.or(paidIn), money, Money::plus));
        var amounts = new ArrayList<Amount>(sums.size());
        sums.forEach((currency, money) -> {
            if (money.signum() != 0) amounts.add(new Amount(money, currency));
        });
        return List.copyOf(amounts);
    }

    /// One, or where its executions were paid in several currencies one for each.
    Collection<Position> positions() {
        if (named.size() <= 1) return List.of(whole());
        var currencies = new TreeSet<>(trades.keySet());
        currencies.addAll(owed.keySet());
        var all = new ArrayList<Position>();
        for (var currency : currencies) {
            var of = trades.get(currency);
            boolean isOwed = owed.containsKey(currency);
            if (isOwed || (of != null && !of.isEmpty())) all.add(part(currency));
        }
        return all;
    }
}
