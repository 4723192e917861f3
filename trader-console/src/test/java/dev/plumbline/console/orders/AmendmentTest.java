package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.orders.Amendment.Outcome;
import dev.plumbline.console.orders.Amendment.Typed;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Wish;

class AmendmentTest {

    /// Of an order of 1,000 at 187.40 of which 300 are executed.
    @ParameterizedTest(name = "qty ''{0}'', price ''{1}'': {2} @ {3}")
    @CsvSource({
        "2000,     ,        2000, 187.4",
        "'2,000',  ,        2000, 187.4",
        "2k,       ,        2000, 187.4",
        "+500,     ,        1500, 187.4",
        "-500,     ,        500,  187.4",
        "-10%,     ,        900,  187.4",
        "+0.15%,   ,        1001, 187.4",
        ",         188,     1000, 188",
        ",         +0.05,   1000, 187.45",
        ",         -0.05,   1000, 187.35",
        ",         −0.05,   1000, 187.35",
        ",         -2%,     1000, 183.65",
        ",         +0.01%,  1000, 187.42",
        "+100,     -1%,     1100, 185.53",
        "300,      ,        300,  187.4",
    })
    void changesWhatIsTypedAndLeavesTheRest(String qty, String price, String newQty, String newPrice) {
        assertThat(outcome(qty, price)).isEqualTo(new Outcome.Amended(
                new Wish.Replace(new OrderKey("C1"), Qty.of(newQty), Px.of(newPrice))));
    }

    @ParameterizedTest(name = "qty ''{0}'', price ''{1}'': {2}")
    @CsvSource({
        "200,   ,     more is executed (300) than would be left (200)",
        "-1000, ,     the quantity would be 0",
        "-2k,   ,     the quantity would be -1000",
        ",      -200, the price would be -12.6",
        ",      0,    the price would be 0",
        "1000,  ,     nothing would change",
        "+0,    +0%,  nothing would change",
        "999999999999.123456789, , the number would be too long",
    })
    void objectsToWhatNoBrokerWouldTake(String qty, String price, String why) {
        assertThat(outcome(qty, price)).isEqualTo(new Outcome.Objection(why));
    }

    @ParameterizedTest(name = "qty ''{0}'', price ''{1}''")
    @CsvSource({"'', ''", "x, ''", "'', 1.2.3", "10%, ''", "'', 5%", "--5, ''", "1e9, ''", "'', NaN", "'', '187,40'", "'1,00', ''", "'10,0%', ''", "1234567890123, ''"})
    void saysWhatCannotBeRead(String qty, String price) {
        assertThat(Amendment.parse(qty, price)).isInstanceOf(Typed.Wrong.class);
    }

    @Test
    void aMarketOrderHasNoPriceToChange() {
        var market = Samples.order("C1", Side.BUY, 1000, "NVDA", "");
        assertThat(amendment("", "+1").of(market)).isEqualTo(new Outcome.Objection("it has no price"));
        assertThat(amendment("2000", "").of(market))
                .isEqualTo(new Outcome.Amended(new Wish.Replace(new OrderKey("C1"), Qty.of(2000), Px.NONE)));
    }

    private static Outcome outcome(String qty, String price) {
        return amendment(qty == null ? "" : qty, price == null ? "" : price)
                .of(Samples.filled(Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40"), 300));
    }

    private static Amendment amendment(String qty, String price) {
        if (Amendment.parse(qty, price) instanceof Typed.Ready(var amendment)) return amendment;
        throw new AssertionError("cannot be read: '" + qty + "', '" + price + "'");
    }
}
