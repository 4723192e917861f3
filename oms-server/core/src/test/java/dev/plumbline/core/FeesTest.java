package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.plumbline.core.Table.Row;

/// Commissions and fees: after each row of `fees.txt` the realised PnL, the net of fees in its own currency, the fees,
/// and what became of the report where that is not APPLIED.
class FeesTest {

    @TestFactory
    Stream<DynamicTest> fees() throws IOException {
        return Table.read("/fees.txt").stream().map(table -> DynamicTest.dynamicTest(table.title(), () -> {
            var fills = new Fills(CostMethod.AVERAGE_COST);
            for (var row : table.rows()) check(row, fills, fills.play(String.join(" ", row.words())));
        }));
    }

    private static void check(Row row, Fills fills, Result result) {
        var position = fills.position();
        var shown = position.realizedPnl() + " " + position.netPnl() + " "
                + position.fees().stream().map(FeesTest::text).collect(Collectors.joining(", "));
        var expected = String.join(" ", row.expected());
        var outcome = result.outcome() == Outcome.APPLIED ? "" : " " + result.outcome();
        assertThat((shown.strip() + outcome).strip()).as(row.text()).isEqualTo(expected);
    }

    private static String text(Amount amount) {
        return amount.toString().strip();
    }

    /// Whatever comes first, and however often: trades, busts, corrections, charges with them, before and after them.
    @Property(tries = 300)
    void anyOrderOfArrivalGivesTheSamePositions(@ForAll CostMethod method, @ForAll long seed) {
        var random = new Random(seed);
        var rows = rows(random);
        var inTime = played(method, rows);
        for (var row : List.copyOf(rows)) if (random.nextInt(5) == 0) rows.add(row);
        Collections.shuffle(rows, random);
        var shuffled = played(method, rows);
        assertThat(new HashSet<>(shuffled.book.positions())).isEqualTo(new HashSet<>(inTime.book.positions()));
        assertThat(shuffled.book.counts().inputs()).isEqualTo(rows.size() + 2);
        assertThat(shuffled.book.counts().parked()).isEqualTo(inTime.book.counts().parked());
        assertFiguresAddUp(shuffled);
    }

    /// What a snapshot keeps is enough to go on from, fees of busted trades included.
    @Property(tries = 100)
    void aBookThatIsRestoredHasTheSamePositions(@ForAll CostMethod method, @ForAll long seed) {
        var before = played(method, rows(new Random(seed)));
        var after = Book.of(method, Integer.MAX_VALUE, before.book.state());
        assertThat(new HashSet<>(after.positions())).isEqualTo(new HashSet<>(before.book.positions()));
    }

    private static void assertFiguresAddUp(Fills fills) {
        for (var position : fills.book.positions()) {
            var mark = Px.of("101.37");
            assertThat(position.realizedPnl().plus(position.unrealizedPnl(mark)))
                    .isEqualTo(position.cash().plus(position.qty().times(mark)));
            if (position.qty().isZero()) assertThat(position.cost()).isEqualTo(Money.ZERO);
        }
        var held = Qty.ZERO;
        for (var order : fills.book.orders()) held = held.plus(order.side().signed(order.cumQty()));
        var sum = Qty.ZERO;
        for (var position : fills.book.positions()) sum = sum.plus(position.qty());
        assertThat(sum).isEqualTo(held);
    }

    private static Fills played(CostMethod method, List<String> rows) {
        var fills = new Fills(method);
        rows.forEach(fills::play);
        return fills;
    }

    private static List<String> rows(Random random) {
        var rows = new ArrayList<String>();
        var currencies = random.nextInt(3) == 0 ? List.of("", " in=USD", " in=EUR") : List.of("", " in=USD");
        for (int i = 10; i < 10 + 1 + random.nextInt(12); i++) {
            boolean isBuy = random.nextBoolean();
            var of = " of=" + (isBuy ? "X" : "Y");
            var in = currencies.get(random.nextInt(currencies.size()));
            rows.add((isBuy ? "buy " : "sell ") + (1 + random.nextInt(50)) + " @" + random.nextInt(-5, 99) + ".5 id=E" + i
                    + " at=" + (i / 2) + in + fee(random));
            if (random.nextInt(5) == 0) rows.add("bust E" + i + " id=B" + i + " at=" + (i + 20) + of + fee(random));
            if (random.nextInt(4) == 0)
                rows.add("correct E" + i + " " + random.nextInt(60) + " @" + random.nextInt(99) + " id=C" + i + " at="
                        + (i + 15) + of + in + fee(random));
            for (int j = 0; j < random.nextInt(3); j++)
                rows.add((random.nextBoolean() ? "charge E" : "charge-alone E") + i + " id=F" + i + "" + j + " at="
                        + (i + random.nextInt(30)) + of + fee(random));
        }
        return rows;
    }

    private static String fee(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> " fee=" + random.nextInt(9) + ".1USD";
            case 1 -> " fee=0.01/unit fee=4:0." + random.nextInt(9) + "EUR";
            case 2 -> " fee=4:-0.2 fee=7:0.001/part";
            default -> "";
        };
    }
}
