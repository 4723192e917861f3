package dev.plumbline.console.positions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.filter.Filter;
import dev.plumbline.console.filter.PositionFields;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.positions.PositionRow.Marked;
import dev.plumbline.console.positions.PositionRow.Sum;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Account;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item.InstrumentItem;
import dev.plumbline.wire.DeskMessage.Item.PositionItem;

/// Turns positions and reference prices into rows, of positions or of accounts, and their totals: of what the filter lets
/// through.
final class PositionsInteractor implements Inbox.PictureReader {
    static final Fields<Marked> FIELDS = PositionFields.of(Marked::position, Marked::mark);

    private final PositionsModel model;
    private final Map<Key, Held> byKey = new HashMap<>();
    private final Map<Purse, PositionRow> accounts = new HashMap<>();
    private final Map<Symbol, Px> marks = new HashMap<>();
    private Predicate<Marked> condition = _ -> true;
    private long snapshot;
    private boolean isChanged;

    private record Key(Account account, Symbol symbol) {
        static Key of(Position position) {
            return new Key(position.account(), position.symbol());
        }
    }

    /// What an account has in one currency: amounts of several are never added up.
    private record Purse(String account, Currency currency) implements Comparable<Purse> {
        @Override
        public int compareTo(Purse other) {
            return Comparator.comparing(Purse::account).thenComparing(Purse::currency).compare(this, other);
        }
    }

    /// A row, and the position in it.
    private static final class Held {
        final PositionRow row;
        Marked marked;

        Held(Marked marked, long snapshot) {
            this.marked = marked;
            row = new PositionRow(marked, snapshot);
        }

        void set(Marked now) {
            marked = now;
            row.line.set(now);
        }
    }

    PositionsInteractor(PositionsModel model) {
        this.model = model;
    }

    void show(PositionItem item) {
        isChanged = true;
        var marked = new Marked(item.position(), marks.getOrDefault(item.position().symbol(), Px.NONE));
        var held = byKey.computeIfAbsent(Key.of(item.position()), _ -> new Held(marked, snapshot));
        held.row.snapshot = snapshot;
        held.set(marked);
    }

    void mark(InstrumentItem item) {
        isChanged = true;
        marks.put(item.symbol(), item.referencePx());
        for (var held : byKey.values())
            if (held.marked.position().symbol().equals(item.symbol()))
                held.set(new Marked(held.marked.position(), item.referencePx()));
    }

    /// Reads the filter as it is typed. One that cannot be read says what is wrong, and the one before it stays.
    void filter() {
        switch (Filter.parse(model.filter.get(), FIELDS)) {
            case Filter.Ready<Marked> ready -> {
                condition = ready.condition();
                model.mistake.set("");
                lay();
            }
            case Filter.Wrong<Marked> wrong -> model.mistake.set(wrong.message());
        }
    }

    @Override
    public void snapshotBegins(boolean anew) {
        snapshot++;
    }

    @Override
    public void snapshotEnds() {
        byKey.values().removeIf(held -> held.row.snapshot != snapshot);
        isChanged = true;
    }

    @Override
    public void pulseEnds() {
        if (!isChanged) return;
        isChanged = false;
        lay();
    }

    /// Shows what there is, and changes the list only where rows come or go.
    void lay() {
        var shown = new ArrayList<PositionRow>();
        var sums = new TreeMap<Purse, Sum>();
        for (var held : byKey.values()) {
            if (!condition.test(held.marked)) continue;
            shown.add(held.row);
            add(sums, held.marked);
        }
        var wanted = model.byAccount.get() ? accounts(sums) : shown;
        Set<PositionRow> set = new HashSet<>(wanted);
        model.rows.removeIf(row -> !set.contains(row));
        set.removeAll(new HashSet<>(model.rows));
        if (!set.isEmpty()) model.rows.addAll(wanted.stream().filter(set::contains).toList());
        model.placeholder.set(!byKey.isEmpty() ? "No position matches the filter" : snapshot == 0 ? Show.UNTOLD : "No positions");
        model.totals.set(totals(shown.size(), sums));
    }

    private static void add(Map<Purse, Sum> sums, Marked marked) {
        var account = marked.account();
        sums.compute(
                new Purse(account.value(), marked.currency()),
                (purse, sum) -> (sum == null ? Sum.of(account, purse.currency) : sum).plus(marked));
        for (var fee : marked.otherFees())
            sums.compute(
                    new Purse(account.value(), fee.currency()),
                    (purse, sum) -> (sum == null ? Sum.of(account, purse.currency) : sum).charged(fee.money()));
    }

    private List<PositionRow> accounts(Map<Purse, Sum> sums) {
        var rows = new ArrayList<PositionRow>(sums.size());
        sums.forEach((purse, sum) -> {
            var row = accounts.computeIfAbsent(purse, _ -> new PositionRow(sum, snapshot));
            if (!row.line.get().equals(sum)) row.line.set(sum);
            rows.add(row);
        });
        accounts.values().retainAll(new HashSet<>(rows));
        return rows;
    }

    /// One total for each currency.
    private static String totals(int count, Map<Purse, Sum> sums) {
        var byCurrency = new TreeMap<Currency, Sum>();
        for (var sum : sums.values()) byCurrency.merge(sum.currency(), sum, Sum::plus);
        var text = Show.count(count) + (count == 1 ? " position" : " positions");
        return byCurrency.values().stream()
                .map(sum -> (byCurrency.size() == 1 && sum.currency().isNone() ? "" : name(sum.currency()) + ": ") + words(sum))
                .collect(Collectors.joining(" · ", text + (byCurrency.isEmpty() ? "" : " · "), ""));
    }

    private static String name(Currency currency) {
        return currency.isNone() ? "currency not told" : currency.value();
    }

    private static String words(Sum sum) {
        return "realised " + Show.pnl(sum.realised()) + " · unrealised " + Show.pnl(sum.unrealised()) + " · fees "
                + Show.pnl(sum.fees().negated()) + " · net " + Show.pnl(sum.net()) + " · exposure " + Show.amount(sum.exposure());
    }
}
