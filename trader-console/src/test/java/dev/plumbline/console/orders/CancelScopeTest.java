package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Life;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;

class CancelScopeTest {
    private static final Order SMALL = Samples.order("C1", Side.BUY, 100, "NVDA", "5");

    /// Each order is quantity, limit and currency; `-` for no limit, `?` for a currency that is not known.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            100000 100 USD                  | false
            100001 100 USD                  | true
            60000 100 USD, 60000 100 USD    | true
            60000 100 USD, 60000 100 EUR    | false
            60000 100 USD, 100001 100 EUR   | true
            60000 100 ?, 60000 100 USD      | false
            60000 100 ?, 60000 100 ?        | true
            900000 - USD                    | false
            """)
    void theWordIsTypedAboveSoMuchInAnyOneCurrency(String orders, boolean isTyped) {
        var all = new ArrayList<Order>();
        for (var each : orders.split(", ")) {
            var parts = each.split(" ");
            all.add(Samples.order(
                    "C" + all.size(), Side.BUY, Integer.parseInt(parts[0]), parts[2], parts[1].equals("-") ? "" : parts[1]));
        }
        assertThat(CancelScope.mustBeTyped(all, CancelScopeTest::bySymbol)).isEqualTo(isTyped);
    }

    private static Currency bySymbol(Order order) {
        return order.symbol().value().equals("?") ? Currency.NONE : new Currency(order.symbol().value());
    }

    @Test
    void theWordIsTypedAboveSoManyOrders() {
        assertThat(CancelScope.mustBeTyped(Collections.nCopies(20, SMALL), _ -> Currency.NONE)).isFalse();
        assertThat(CancelScope.mustBeTyped(Collections.nCopies(21, SMALL), _ -> Currency.NONE)).isTrue();
    }

    @Test
    void whatIsFilledAlreadyIsNotLeftAndValuesWhatHasNoLimit() {
        var filled = Samples.order("C1", Side.BUY, 100_001, "USD", "100", 1, Life.OPEN, Request.Stage.ACCEPTED);
        assertThat(CancelScope.mustBeTyped(List.of(filled), _ -> Currency.NONE)).isFalse();
        var market = Samples.order("C1", Side.BUY, 100_002, "USD", "", 1, Life.OPEN, Request.Stage.ACCEPTED);
        assertThat(CancelScope.mustBeTyped(List.of(market), _ -> Currency.NONE)).as("filled at 100").isTrue();
    }

    @Test
    void amountsOfSeveralCurrenciesAreNotAddedUp() {
        var orders = List.of(
                Samples.order("C1", Side.BUY, 100, "USD", "5"), Samples.order("C2", Side.SELL, 1_000, "EUR", "20"),
                Samples.order("C3", Side.SELL, 100, "USD", "7"), Samples.order("C4", Side.SELL, 100, "EUR", "1"),
                Samples.order("C5", Side.SELL, 100, "EUR", ""));
        assertThat(CancelScope.summary(orders, CancelScopeTest::bySymbol)).isEqualTo(
                "5 orders · ▲ 1 buy USD 500 · ▼ 4 sells EUR 20,100 + USD 700 · 1 without a limit not valued");
        assertThat(CancelScope.summary(orders.subList(0, 1), _ -> Currency.NONE)).isEqualTo("1 order · ▲ 1 buy 500");
    }
}
