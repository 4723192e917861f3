package dev.plumbline.core;

import java.util.HashMap;
import java.util.Map;

/// The newest [Mark] of each symbol. Single writer.
public final class Marks {
    private final Map<Key, Mark> newest = new HashMap<>();

    /// Takes in a mark; an older one than is known changes nothing.
    /// @return whether it is the newest now
    public boolean take(Mark mark) {
        var key = new Key(mark.symbol(), mark.currency());
        var known = newest.get(key);
        boolean isNewest = known == null || mark.isNewerThan(known);
        if (isNewest) newest.put(key, mark);
        return isNewest;
    }

    /// What closing `position` at its mark would add to the realised PnL: nothing where it is flat, with or without one.
    public Value unrealizedPnl(Position position) {
        if (position.qty().isZero()) return new Value.Known(new Amount(Money.ZERO, position.currency()));
        var mark = newest.get(new Key(position.symbol(), position.currency()));
        if (mark == null) mark = newest.get(new Key(position.symbol(), Currency.NONE));
        return mark == null
                ? new Value.NoMark(position.symbol(), position.currency())
                : new Value.Known(new Amount(position.unrealizedPnl(mark.px()), position.currency()));
    }

    private record Key(Symbol symbol, Currency currency) {}
}
