package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Scope, Result> sums = new HashMap<>();
    private final Map<Scope, Curve> kept = new HashMap<>();
    private final LinkedHashMap<Scope, Curve> lookedAt = new LinkedHashMap<>(LOOKED_AT_MAX, 0.75f, true);
    private Context context = Context.NOTHING;
    private long snapshot;
    private boolean isLive;

    private record Place(Account account, Symbol symbol) {}

    /// Which positions belong to a curve: those of all accounts where `account` is empty, of all symbols likewise.
    private record Scope(String account, String symbol) {
        static final Scope ALL = new Scope("", "");

        String title() {
            if (equals(ALL)) return "All accounts";
            return symbol.isEmpty() ? "Account " + account : account.isEmpty() ? symbol : account + " " + symbol;
        }
    }

    private record Result(Money realised, Money unrealised) {
        static final Result ZERO = new Result(Money.ZERO, Money.ZERO);

        Result plus(Result other) {
            return new Result(realised.plus(other.realised), unrealised.plus(other.unrealised));
        }

        Result minus(Result other) {
            return new Result(realised.minus(other.realised), unrealised.minus(other.unrealised));
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
        sum(position, before == null ? now.result : now.result.minus(before.result));
    }

    /// As the positions are valued: at the reference price, and at nothing where there is none.
    private Result result(Position position) {
        var mark = marks.getOrDefault(position.symbol(), Px.NONE);
        return new Result(position.realizedPnl(), mark.isStated() ? position.unrealizedPnl(mark) : Money.ZERO);
    }

    private void sum(Position position, Result difference) {
        var account = new Scope(position.account().value(), "");
        sums.merge(Scope.ALL, difference, Result::plus);
        sums.merge(account, difference, Result::plus);
        if (kept.size() <= ACCOUNTS_MAX) kept.computeIfAbsent(account, _ -> new Curve());
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
            sum(each.position, Result.ZERO.minus(each.result));
        }
    }

    /// To be called once a second.
    ///
    /// @param at nanoseconds since the epoch, UTC
    void sample(long at) {
        if (!isLive) return;
        kept.forEach((scope, curve) -> curve.add(point(at, sums.getOrDefault(scope, Result.ZERO))));
        lookedAt.forEach((scope, curve) -> curve.add(point(at, result(scope))));
        say();
        onChange.run();
    }

    private Result result(Scope scope) {
        var sum = Result.ZERO;
        for (var each : held.values())
            if ((scope.account.isEmpty() || scope.account.equals(each.position.account().value()))
                    && scope.symbol.equals(each.position.symbol().value())) sum = sum.plus(each.result);
        return sum;
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
        var curve = curve(scope);
        var now = curve.now();
        summary.set(scope.title() + ": " + (now.isNone() ? "no result yet" : words(curve)));
    }

    private static String words(Curve curve) {
        var now = curve.now();
        return "now " + shown(now.total()) + " (realised " + shown(now.realised()) + ") · high " + shown(curve.high().total())
                + " at " + time(curve.high()) + " · low " + shown(curve.low().total()) + " at " + time(curve.low())
                + " · since " + time(curve.points().getFirst());
    }

    private static String shown(long hundredths) {
        return Show.pnl(new Money(BigDecimal.valueOf(hundredths, 2)));
    }

    private static String time(Point point) {
        return Show.time(point.at()).substring(0, "14:31:07".length());
    }

    List<Shape> lay(double width, double height) {
        return PnlPicture.of(curve(scope()).points(), width, height);
    }
}
