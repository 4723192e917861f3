package dev.plumbline.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

class CurrenciesTest {
    private static final Symbol NVDA = new Symbol("NVDA");

    private final Currencies currencies = new Currencies();

    @Test
    void ofASymbolIsThatOfItsPositions() {
        assertThat(currencies.of(NVDA)).isEqualTo(Currency.NONE);
        currencies.take(position("USD"));
        assertThat(currencies.of(NVDA)).isEqualTo(new Currency("USD"));
        currencies.take(position(""));
        assertThat(currencies.of(NVDA)).as("an account in which nobody has told it yet").isEqualTo(new Currency("USD"));
        assertThat(currencies.of(new Symbol("SAP"))).isEqualTo(Currency.NONE);
    }

    private static Item.PositionItem position(String currency) {
        return new Item.PositionItem(new Position(
                new Account("ALPHA"), NVDA, Qty.of(1), Money.ZERO, Money.ZERO, new Currency(currency), List.of()));
    }
}
