package dev.plumbline.console.positions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.positions.PositionRow.Marked;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Account;
import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item.InstrumentItem;
import dev.plumbline.wire.DeskMessage.Item.PositionItem;

/// Turns positions and reference prices into rows and their totals.
final class PositionsInteractor implements Inbox.PictureReader {
    private final PositionsModel model;
    private final Map<Key, PositionRow> byKey = new HashMap<>();
    private final Map<Symbol, Px> marks = new HashMap<>();
    private final List<PositionRow> fresh = new ArrayList<>();
    private long snapshot;
    private boolean isChanged;

    private record Key(Account account, Symbol symbol) {
        static Key of(Position position) {
            return new Key(position.account(), position.symbol());
        }
    }

    PositionsInteractor(PositionsModel model) {
        this.model = model;
    }

    void show(PositionItem item) {
        isChanged = true;
        var marked = new Marked(item.position(), marks.getOrDefault(item.position().symbol(), Px.NONE));
        var row = byKey.get(Key.of(item.position()));
        if (row == null) {
            row = new PositionRow(marked, snapshot);
            byKey.put(Key.of(item.position()), row);
            fresh.add(row);
        }
        row.snapshot = snapshot;
        row.marked.set(marked);
    }

    void mark(InstrumentItem item) {
        isChanged = true;
        marks.put(item.symbol(), item.referencePx());
        for (var row : byKey.values()) {
            var position = row.marked.get().position();
            if (position.symbol().equals(item.symbol())) row.marked.set(new Marked(position, item.referencePx()));
        }
    }

    @Override
    public void snapshotBegins(boolean anew) {
        snapshot++;
    }

    @Override
    public void snapshotEnds() {
        fresh.removeIf(row -> row.snapshot != snapshot);
        model.rows.removeIf(row -> row.snapshot != snapshot);
        byKey.values().removeIf(row -> row.snapshot != snapshot);
        isChanged = true;
    }

    @Override
    public void pulseEnds() {
        if (!isChanged) return;
        isChanged = false;
        if (!fresh.isEmpty()) model.rows.addAll(fresh);
        fresh.clear();
        total();
    }

    private void total() {
        var realized = Money.ZERO;
        var unrealized = Money.ZERO;
        for (var row : byKey.values()) {
            realized = realized.plus(row.marked.get().position().realizedPnl());
            unrealized = unrealized.plus(row.marked.get().unrealizedPnl());
        }
        model.totals.set("realised " + Show.pnl(realized) + " · unrealised " + Show.pnl(unrealized));
    }
}
