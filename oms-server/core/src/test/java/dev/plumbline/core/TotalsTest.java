package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Currencies: what a figure is in another one, and what is said where nobody knows.
class TotalsTest {
    private static final Currency USD = new Currency("USD");
    private static final Currency EUR = new Currency("EUR");

    /// Rates as `pair@rate/time`.
    @ParameterizedTest
    @CsvSource({
        "the pair as it is quoted,      EURUSD@1.08/1,                             100, EUR, USD, 108 USD",
        "the other way round,           EURUSD@1.25/1,                             100, USD, EUR, 80 EUR",
        "an inverse has 34 digits,      EURUSD@3/1,                                100, USD, EUR, 33.33333333333333333333333333333333 EUR",
        "the same currency,             EURUSD@1.08/1,                             100, USD, USD, 100 USD",
        "over one that both have,       EURUSD@1.1/1 USDJPY@150/1,                 100, EUR, JPY, 16500 JPY",
        "over two legs quoted alike,    EURUSD@1.2/1 GBPUSD@1.5/1,                 100, EUR, GBP, 80 GBP",
        "the newest way of two,         EURUSD@1/1 USDJPY@100/9 EURGBP@1/8 GBPJPY@200/7, 1, EUR, JPY, 200 JPY",
        "the pair before a way round,   EURJPY@160/1 EURUSD@1/9 USDJPY@100/9,      1, EUR, JPY, 160 JPY",
        "no way,                        EURUSD@1.08/1,                             100, EUR, CHF, no rate from EUR to CHF",
        "over two in between: no way,   EURUSD@1/1 USDJPY@1/1 JPYCHF@1/1,          100, EUR, CHF, no rate from EUR to CHF",
        "a newer rate,                  EURUSD@1.08/1 EURUSD@1.1/2,                100, EUR, USD, 110 USD",
        "an older one,                  EURUSD@1.1/2 EURUSD@1.08/1,                100, EUR, USD, 110 USD",
        "a newer one the other way,     EURUSD@1.1/2 USDEUR@0.5/3,                 100, EUR, USD, 200 USD",
        "GBX is not GBP,                GBPUSD@1.25/1,                             100, GBX, USD, no rate from GBX to USD",
        "nothing needs no rate,         EURUSD@1.08/1,                             0,   CHF, USD, 0 USD",
    })
    void anAmountInAnotherCurrency(String what, String told, String money, String from, String to, String shown) {
        var rates = new Rates();
        for (var rate : told.split(" ")) rates.take(rate(rate));
        assertThat(rates.in(new Currency(to), new Amount(Money.of(money), new Currency(from)))).as(what).hasToString(shown);
    }

    @Property
    void theOrderOfRatesAndMarksDoesNotMatter(@ForAll long seed) {
        var random = new Random(seed);
        var rows = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            var pair = List.of("EUR/USD", "USD/EUR", "USD/JPY", "EUR/JPY").get(random.nextInt(4));
            rows.add("rate " + pair + " 1." + random.nextInt(3) + " at=" + random.nextInt(4));
            rows.add("mark 1" + random.nextInt(3) + " at=" + random.nextInt(4) + (random.nextBoolean() ? " in=EUR" : ""));
        }
        rows.add("buy 10 @10 in=EUR at=1 id=E1");
        rows.add("sell 4 @11 in=USD at=2 id=E2");
        var straight = totals(rows);
        Collections.shuffle(rows, random);
        assertThat(totals(rows)).isEqualTo(straight);
    }

    private static Totals totals(List<String> rows) {
        var fills = new Fills(CostMethod.AVERAGE_COST);
        rows.forEach(fills::play);
        return fills.book.totals(Wire.ACCOUNT, new Currency("JPY"));
    }

    @Test
    void twoCurrenciesOfOneSymbolAreTwoPositionsAndOneTotal() {
        var fills = new Fills(CostMethod.AVERAGE_COST);
        for (var row : List.of(
                "buy 100 @10 in=EUR", "buy 100 @20 in=USD fee=3EUR", "sell 50 @12 in=EUR", "mark 11 in=EUR", "mark 21 in=USD",
                "rate EUR/USD 1.5")) fills.play(row);
        assertThat(fills.book.positions()).containsExactlyInAnyOrder(
                new Position(Wire.ACCOUNT, Wire.IBM, Qty.of(50), Money.of("500"), Money.of("-400"), EUR, List.of()),
                new Position(
                        Wire.ACCOUNT, Wire.IBM, Qty.of(100), Money.of("2000"), Money.of("-2000"), USD,
                        List.of(new Amount(Money.of("3"), EUR))));
        assertThat(fills.position().currency()).isEqualTo(EUR);
        assertThat(fills.book.totals(Wire.ACCOUNT, USD))
                .isEqualTo(new Totals.Whole(USD, Money.of("150"), Money.of("175"), Money.of("4.5")));
    }

    /// Once the executions in one of them are busted, all is one position again.
    @Test
    void aCurrencyThatWasWrongLeavesNothingBehind() {
        var fills = new Fills(CostMethod.AVERAGE_COST);
        for (var row : List.of("buy 100 @10", "buy 100 @20 in=USD", "sell 50 @12 in=EUR id=A")) fills.play(row);
        assertThat(fills.book.positions()).hasSize(3);
        fills.play("bust A");
        assertThat(fills.book.positions()).containsExactly(
                new Position(Wire.ACCOUNT, Wire.IBM, Qty.of(200), Money.of("3000"), Money.of("-3000"), USD, List.of()));
    }

    @Test
    void whatIsMissingIsSaidByName() {
        var fills = new Fills(CostMethod.AVERAGE_COST);
        for (var row : List.of("buy 100 @10 in=EUR fee=1CHF", "sell 50 @12 in=EUR")) fills.play(row);
        assertThat(fills.book.totals(Wire.ACCOUNT, USD)).isEqualTo(new Totals.Incomplete(List.of(
                new Value.NoRate(EUR, USD), new Value.NoRate(new Currency("CHF"), USD), new Value.NoMark(Wire.IBM, EUR))));
        assertThat(fills.book.totals(new Account("NOBODY"), USD))
                .isEqualTo(new Totals.Whole(USD, Money.ZERO, Money.ZERO, Money.ZERO));
    }

    @Test
    void aRateOfZeroIsNone() {
        assertThatThrownBy(() -> rate("EURUSD@0/1")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> rate("EURUSD@-1/1")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> rate("EUREUR@1/1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Rate rate(String text) {
        int at = text.indexOf('@');
        int slash = text.indexOf('/');
        return new Rate(
                new Currency(text.substring(0, 3)), new Currency(text.substring(3, at)),
                Px.of(text.substring(at + 1, slash)), Long.parseLong(text.substring(slash + 1)));
    }
}
