package dev.plumbline.console.inbox;

import java.util.HashMap;
import java.util.Map;
import javafx.util.Subscription;

import dev.plumbline.core.Currency;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

/// In which currency a symbol trades, as the positions in it say.
///
/// For the FX thread.
public final class Currencies {
    private final Map<Symbol, Currency> bySymbol = new HashMap<>();

    /// Begins to listen; unsubscribe to end it.
    public Subscription follow(Inbox inbox) {
        return inbox.on(Item.PositionItem.class, this::take);
    }

    void take(Item.PositionItem item) {
        var currency = item.position().currency();
        if (!currency.isNone()) bySymbol.put(item.position().symbol(), currency);
    }

    /// [Currency#NONE] where nobody has told.
    public Currency of(Symbol symbol) {
        return bySymbol.getOrDefault(symbol, Currency.NONE);
    }
}
