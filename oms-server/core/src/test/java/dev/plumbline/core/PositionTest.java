package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rule 13: positions at average cost.
class PositionTest {
    private static final Account ACCOUNT = new Account("ACC1");
    private static final Symbol IBM = new Symbol("IBM");

    /// Trades as `quantity@price`, a sale negative.
    @ParameterizedTest
    @CsvSource({
        "opens long,              100@10,                    100,  10,          0",
        "opens short,             -100@10,                  -100,  10,          0",
        "adds at average,         100@10 100@20,             200,  15,          0",
        "takes profit,            100@10 -40@12,              60,  10,         80",
        "flat is exact,           1@0.1 1@0.2 1@0.3 -3@0.2,    0,   0,          0",
        "flat after thirds,       3@10 -1@11 -1@11 -1@11,      0,   0,          3",
        "flips through zero,      100@10 -150@12,            -50,  12,        200",
        "flips and covers,        100@10 -150@12 50@11,        0,   0,        250",
        "negative prices,         10@-37.63 -10@-30,           0,   0,       76.3",
        "price of zero,           10@0 -10@1,                  0,   0,         10",
        "fractions,               0.5@60000 -0.2@61000,      0.3, 60000,      200",
    })
    void averageCost(String what, String trades, String qty, String avgPx, String realizedPnl) {
        var position = Position.flat(ACCOUNT, IBM);
        for (var trade : trades.split(" ")) {
            var parts = trade.split("@");
            position = position.traded(Qty.of(parts[0]), Px.of(parts[1]));
        }
        assertThat(position.qty()).as(what).hasToString(qty);
        assertThat(position.avgPx()).as(what).hasToString(avgPx);
        assertThat(position.realizedPnl()).as(what).hasToString(realizedPnl);
    }

    @ParameterizedTest
    @CsvSource({"12, 200", "8, -200", "10, 0"})
    void unrealizedPnlAtAMark(String mark, String pnl) {
        var position = Position.flat(ACCOUNT, IBM).traded(Qty.of(100), Px.of(10));
        assertThat(position.unrealizedPnl(Px.of(mark))).isEqualTo(Money.of(pnl));
    }

    @Property(tries = 1_000)
    void whatIsFlatHasRealisedItsCash(@ForAll @Size(max = 20) List<@IntRange(min = -500, max = 500) Integer> trades) {
        var position = Position.flat(ACCOUNT, IBM);
        var cash = BigDecimal.ZERO;
        int held = 0;
        for (int i = 0; i <= trades.size(); i++) {
            int quantity = i < trades.size() ? trades.get(i) : -held;
            if (quantity == 0) continue;
            held += quantity;
            cash = cash.subtract(BigDecimal.valueOf(quantity).multiply(BigDecimal.valueOf(1000 + 7 * i, 2)));
            position = position.traded(Qty.of(quantity), new Px(1000 + 7 * i, 2));
        }
        assertThat(position.qty()).isEqualTo(Qty.ZERO);
        assertThat(position.cost()).isEqualTo(Money.ZERO);
        assertThat(position.realizedPnl().amount()).isEqualByComparingTo(cash);
    }

    /// Trades, busts and corrections in any order of arrival leave what the trades that stand leave in their time.
    @Property(tries = 200)
    void executionsCountInTheOrderOfTransactTime(@ForAll @IntRange(min = 1, max = 12) int n, @ForAll long seed) {
        var random = new Random(seed);
        var reports = new ArrayList<String>();
        for (int i = 1; i <= n; i++) {
            reports.add("trade X " + (1 + random.nextInt(9)) + " id=E" + i + " at=" + i);
            if (random.nextInt(4) == 0) reports.add("bust X E" + i + " at=" + (100 + i));
            if (random.nextInt(4) == 0) reports.add("correct X E" + i + " 5 id=C" + i + " at=" + (50 + i));
        }
        var expected = positionAfter(reports);
        Collections.shuffle(reports, random);
        assertThat(positionAfter(reports)).isEqualTo(expected);
    }

    /// A broker with a wrong clock corrects a trade before it happened, and before a corporate action: on the way 2.4 shares are
    /// booked, and in the end 8.
    @Test
    void aCorrectionMayComeFromBeforeACorporateAction() {
        var inTime = List.of("split X to 300 id=S at=3", "trade X 16 id=E1 at=5", "correct X E1 8 id=C at=2");
        var late = List.of(inTime.get(2), inTime.get(0), inTime.get(1));
        assertThat(positionAfter(late)).isEqualTo(positionAfter(inTime));
        assertThat(positionAfter(late).qty()).isEqualTo(Qty.of(8));
    }

    private static Position positionAfter(List<String> reports) {
        var wire = new Wire();
        wire.play(List.of("enter", "X", "1000"), List.of());
        for (var report : reports) wire.play(List.of(report.split(" ")), List.of());
        var order = wire.book.orders().getFirst();
        var position = wire.book.position(ACCOUNT, IBM);
        assertThat(position.qty()).isEqualTo(order.cumQty());
        return position;
    }
}
