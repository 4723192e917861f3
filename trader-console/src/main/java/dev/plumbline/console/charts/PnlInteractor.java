package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
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
import dev.plumbline.console.feed.FeedStatus;
import dev.plumbline.console.feed.FeedStatus.Phase;
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
    final ObjectProperty<Breadth> breadth = new SimpleObjectProperty<>(Breadth.POSITION);

    private final Runnable onChange;
    private final Map<Place, Held> held = new HashMap<>();
    private final Map<Symbol, Px> marks = new HashMap<>();
    /// Amounts of different currencies are never added up.
    private final Map<Scope, Map<Currency, Result>> sums = new HashMap<>();
    private final Map<Scope, Curve> kept = new HashMap<>();
    private final LinkedHashMap<Scope, Curve> lookedAt = new LinkedHashMap<>(LOOKED_AT_MAX, 0.75f, true);
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

    PnlInteractor(Runnable onChange) {
        this.onChange = onChange;
        kept.put(Scope.ALL, new Curve());
    }

    void look(Context at) {
        context = at;
        show();
    }

    void show() {
        curve(scope());
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
        if (kept.size() <= ACCOUNTS_MAX) kept.computeIfAbsent(account, _ -> new Curve());
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
        kept.forEach((scope, curve) -> sample(at, scope, curve));
        lookedAt.forEach((scope, curve) -> sample(at, scope, curve));
        say();
        onChange.run();
    }

    /// Of positions in several currencies there is no one result.
    private void sample(long at, Scope scope, Curve curve) {
        var results = results(scope);
        if (results.size() > 1) return;
        curve.add(point(at, results.isEmpty() ? Result.ZERO : results.values().iterator().next()));
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

    private Curve curve(Scope scope) {
        var curve = kept.get(scope);
        if (curve != null) return curve;
        if (scope.symbol.isEmpty()) return new Curve(); // an account without positions, or one too many
        curve = lookedAt.computeIfAbsent(scope, _ -> new Curve());
        if (lookedAt.size() > LOOKED_AT_MAX) lookedAt.remove(lookedAt.keySet().iterator().next());
        return curve;
    }

    private void say() {
        var scope = scope();
        var currencies = results(scope).keySet();
        if (currencies.size() > 1) {
            summary.set(scope.title() + ": – · positions in " + names(currencies) + " are not added up");
            return;
        }
        var curve = curve(scope);
        var in = names(currencies.stream().filter(currency -> !currency.isNone()).toList());
        summary.set(scope.title() + (in.isEmpty() ? "" : " in " + in) + ": "
                + (curve.now().isNone() ? "no result yet" : words(curve)) + feesElsewhere(scope));
    }

    private static String names(Collection<Currency> currencies) {
        return currencies.stream()
                .map(currency -> currency.isNone() ? "a currency not told" : currency.value())
                .collect(Collectors.joining(", "));
    }

    /// What the curve leaves out.
    private String feesElsewhere(Scope scope) {
        var elsewhere = new TreeSet<Currency>();
        for (var each : held.values())
            if (scope.has(each.position))
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
        return results(scope).size() > 1 ? List.of() : PnlPicture.of(curve(scope).points(), width, height);
    }
}
