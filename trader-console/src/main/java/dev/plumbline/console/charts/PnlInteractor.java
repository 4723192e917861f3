package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import dev.plumbline.console.charts.Curve.Point;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Context;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Account;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// Values the positions and samples their result once a second: of all together, of each account, and of those positions
/// that have been looked at, from then on. Nothing is sampled while the desk is not heard.
final class PnlInteractor implements Inbox.PictureReader {
    /// Accounts that have a curve of their own.
    static final int ACCOUNTS_MAX = 32;
    /// Positions that have one: those that were looked at last.
    static final int LOOKED_AT_MAX = 16;

    private static final long LARGEST = Long.MAX_VALUE / 1_000;

    /// What the curve is of.
    enum Breadth {
        ALL("All"),
        ACCOUNT("Account"),
        POSITION("Position");

        private final String label;

        Breadth(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    final StringProperty summary = new SimpleStringProperty("");
    /// The currency that is shown, where there are positions in several; empty where there is no choice.
    final StringProperty choice = new SimpleStringProperty("");
    final ObjectProperty<Breadth> breadth = new SimpleObjectProperty<>(Breadth.POSITION);

    private final Runnable onChange;
    private final Map<Place, Held> held = new HashMap<>();
    private final Map<Symbol, Px> marks = new HashMap<>();
    /// Amounts of different currencies are never added up.
    private final Map<Scope, Map<Currency, Result>> sums = new HashMap<>();
    private final Map<Scope, Curves> kept = new HashMap<>();
    private final LinkedHashMap<Scope, Curves> lookedAt = new LinkedHashMap<>(LOOKED_AT_MAX, 0.75f, true);
    private Currency chosen = Currency.NONE;
    private Context context = Context.NOTHING;
    private long snapshot;
    private boolean isLive;

    private record Place(Account account, Symbol symbol) {}

    /// Which positions belong to a curve: those of all accounts where `account` is empty, of all symbols likewise.
    private record Scope(String account, String symbol) {
        static final Scope ALL = new Scope("", "");

        boolean has(Position position) {
            return (account.isEmpty() || account.equals(position.account().value()))
                    && (symbol.isEmpty() || symbol.equals(position.symbol().value()));
        }

        String title() {
            if (equals(ALL)) return "All accounts";
            return symbol.isEmpty() ? "Account " + account : account.isEmpty() ? symbol : account + " " + symbol;
        }
    }

    /// The sum of some positions of one currency.
    ///
    /// @param realised after the fees that are in the position's currency, or in none
    private record Result(int count, Money realised, Money unrealised) {
        static final Result ZERO = new Result(0, Money.ZERO, Money.ZERO);

        Result plus(Result other) {
            return new Result(count + other.count, realised.plus(other.realised), unrealised.plus(other.unrealised));
        }

        Result negated() {
            return new Result(-count, realised.negated(), unrealised.negated());
        }
    }

    private record Held(Position position, Result result, long snapshot) {}

    /// The curves of some positions, one for each currency that they were in.
    private static final class Curves {
        private final Map<Currency, Curve> byCurrency = new HashMap<>();

        void add(long at, Map<Currency, Result> results) {
            if (results.isEmpty() && byCurrency.isEmpty()) byCurrency.put(Currency.NONE, new Curve());
            if (results.size() == 1) hand(results.keySet().iterator().next());
            for (var currency : results.keySet()) byCurrency.computeIfAbsent(currency, _ -> new Curve());
            byCurrency.forEach((currency, curve) -> curve.add(point(at, results.getOrDefault(currency, Result.ZERO))));
        }

        /// The currency of a position is told with its first trade: what was sampled before goes on in it.
        private void hand(Currency currency) {
            if (byCurrency.size() != 1) return;
            var untold = byCurrency.remove(Currency.NONE);
            if (untold != null) byCurrency.put(currency, untold);
        }

        Curve of(Currency currency) {
            return byCurrency.getOrDefault(currency, new Curve());
        }
    }

    PnlInteractor(Runnable onChange) {
        this.onChange = onChange;
        kept.put(Scope.ALL, new Curves());
    }

    /// Shows the next of the currencies.
    void turn() {
        var all = currencies(scope());
        prefer(all.get((all.indexOf(shown(all)) + 1) % all.size()));
    }

    /// @param currency to be shown wherever there are positions in it
    void prefer(Currency currency) {
        chosen = currency;
        show();
    }

    Currency preferred() {
        return chosen;
    }

    void look(Context at) {
        context = at;
        show();
    }

    void show() {
        curves(scope());
        say();
        onChange.run();
    }

    void heard(FeedStatus status) {
        isLive = status.phase() == Phase.LIVE;
    }

    void take(Item.PositionItem item) {
        hold(item.position());
    }

    void take(Item.InstrumentItem item) {
        marks.put(item.symbol(), item.referencePx());
        for (var each : List.copyOf(held.values()))
            if (each.position.symbol().equals(item.symbol())) hold(each.position);
    }

    private void hold(Position position) {
        var now = new Held(position, result(position), snapshot);
        var before = held.put(new Place(position.account(), position.symbol()), now);
        if (before != null) sum(before.position, before.result.negated());
        sum(position, now.result);
    }

    /// As the positions are valued: at the reference price, and at nothing where there is none.
    private Result result(Position position) {
        var mark = marks.getOrDefault(position.symbol(), Px.NONE);
        return new Result(1, position.netPnl(), mark.isStated() ? position.unrealizedPnl(mark) : Money.ZERO);
    }

    private void sum(Position position, Result part) {
        var account = new Scope(position.account().value(), "");
        add(Scope.ALL, position.currency(), part);
        add(account, position.currency(), part);
        if (kept.size() <= ACCOUNTS_MAX) kept.computeIfAbsent(account, _ -> new Curves());
    }

    private void add(Scope scope, Currency currency, Result part) {
        var of = sums.computeIfAbsent(scope, _ -> new TreeMap<>());
        var sum = of.merge(currency, part, Result::plus);
        if (sum.count == 0) of.remove(currency);
    }

    @Override
    public void snapshotBegins(boolean anew) {
        snapshot++;
    }

    /// What was not told again is gone.
    @Override
    public void snapshotEnds() {
        for (var each : List.copyOf(held.values())) {
            if (each.snapshot == snapshot) continue;
            held.remove(new Place(each.position.account(), each.position.symbol()));
            sum(each.position, each.result.negated());
        }
    }

    /// To be called once a second.
    ///
    /// @param at nanoseconds since the epoch, UTC
    void sample(long at) {
        if (!isLive) return;
        kept.forEach((scope, curves) -> curves.add(at, results(scope)));
        lookedAt.forEach((scope, curves) -> curves.add(at, results(scope)));
        say();
        onChange.run();
    }

    private Map<Currency, Result> results(Scope scope) {
        if (scope.symbol.isEmpty()) return sums.getOrDefault(scope, Map.of());
        var results = new TreeMap<Currency, Result>();
        for (var each : held.values())
            if (scope.has(each.position)) results.merge(each.position.currency(), each.result, Result::plus);
        return results;
    }

    private static Point point(long at, Result result) {
        long realised = hundredths(result.realised);
        return new Point(at, realised + hundredths(result.unrealised), realised);
    }

    /// Kept within what can be drawn.
    private static long hundredths(Money money) {
        var hundredths = money.amount().movePointRight(2).setScale(0, RoundingMode.HALF_EVEN);
        return hundredths.max(BigDecimal.valueOf(-LARGEST)).min(BigDecimal.valueOf(LARGEST)).longValueExact();
    }

    private Scope scope() {
        var account = context.account().value();
        var symbol = context.symbol().value();
        return switch (breadth.get()) {
            case ALL -> Scope.ALL;
            case ACCOUNT -> new Scope(account, "");
            case POSITION -> new Scope(account, symbol);
        };
    }

    private Curves curves(Scope scope) {
        var curves = kept.get(scope);
        if (curves != null) return curves;
        if (scope.symbol.isEmpty()) return new Curves(); // an account without positions, or one too many
        curves = lookedAt.computeIfAbsent(scope, _ -> new Curves());
        if (lookedAt.size() > LOOKED_AT_MAX) lookedAt.remove(lookedAt.keySet().iterator().next());
        return curves;
    }

    /// Those of the positions now, at least one; what is not told comes last.
    private List<Currency> currencies(Scope scope) {
        var all = results(scope).keySet();
        if (all.isEmpty()) return List.of(Currency.NONE);
        return all.stream().sorted(Comparator.comparing(Currency::isNone).thenComparing(Comparator.naturalOrder())).toList();
    }

    private Currency shown(List<Currency> all) {
        return all.contains(chosen) ? chosen : all.getFirst();
    }

    private void say() {
        var scope = scope();
        var all = currencies(scope);
        var currency = shown(all);
        var curve = curves(scope).of(currency);
        choice.set(all.size() == 1 ? "" : name(currency));
        summary.set(scope.title() + (all.size() == 1 && currency.isNone() ? "" : " in " + name(currency)) + ": "
                + (curve.now().isNone() ? "no result yet" : words(curve)) + feesElsewhere(scope, currency) + besides(all, currency));
    }

    private static String name(Currency currency) {
        return currency.isNone() ? "a currency not told" : currency.value();
    }

    private static String names(Collection<Currency> currencies) {
        return currencies.stream().map(PnlInteractor::name).collect(Collectors.joining(", "));
    }

    private static String besides(List<Currency> all, Currency shown) {
        var others = all.stream().filter(currency -> !currency.equals(shown)).toList();
        return others.isEmpty() ? "" : " · positions in " + names(others) + " have their own";
    }

    /// What the curve leaves out.
    private String feesElsewhere(Scope scope, Currency currency) {
        var elsewhere = new TreeSet<Currency>();
        for (var each : held.values())
            if (scope.has(each.position) && each.position.currency().equals(currency))
                for (var fee : each.position.fees())
                    if (!fee.currency().isNone() && !fee.currency().equals(each.position.currency())) elsewhere.add(fee.currency());
        return elsewhere.isEmpty() ? "" : " · without fees in " + names(elsewhere);
    }

    private static String words(Curve curve) {
        var now = curve.now();
        return "now " + shown(now.total()) + " (realised " + shown(now.realised()) + " after fees) · high "
                + shown(curve.high().total()) + " at " + time(curve.high()) + " · low " + shown(curve.low().total()) + " at "
                + time(curve.low()) + " · since " + time(curve.points().getFirst());
    }

    private static String shown(long hundredths) {
        return Show.pnl(new Money(BigDecimal.valueOf(hundredths, 2)));
    }

    private static String time(Point point) {
        return Show.time(point.at()).substring(0, "14:31:07".length());
    }

    List<Shape> lay(double width, double height) {
        var scope = scope();
        return PnlPicture.of(curves(scope).of(shown(currencies(scope))).points(), width, height);
    }
}
