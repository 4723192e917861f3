package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.plumbline.core.Table.Row;

/// Rule 13 as a trader would check it with a pencil: after each row the quantity held, its average price, and the
/// realised and unrealised PnL.
class PositionTablesTest {

    @TestFactory
    Stream<DynamicTest> positions() throws IOException {
        return Table.read("/positions.txt").stream()
                .map(table -> DynamicTest.dynamicTest(table.title(), () -> holds(table)));
    }

    private static void holds(Table table) {
        boolean isFifo = table.rows().getFirst().words().getFirst().equals("fifo");
        var fills = new Fills(isFifo ? CostMethod.FIFO : CostMethod.AVERAGE_COST);
        for (var row : table.rows()) {
            if (!row.words().getFirst().equals("fifo")) fills.play(String.join(" ", row.words()));
            assertThat(shown(fills, row)).as(row.text()).isEqualTo(row.expected());
        }
    }

    /// As many figures as the row has.
    private static List<String> shown(Fills fills, Row row) {
        var position = fills.position();
        var shown = new ArrayList<String>();
        shown.add(position.qty().toString());
        shown.add(position.avgPx().toString());
        shown.add(position.realizedPnl().toString());
        shown.add(switch (fills.book.unrealizedPnl(position)) {
            case Value.Known(var amount) -> amount.money().toString();
            case Value.NoMark _ -> "0";
            case Value.NoRate _ -> throw new AssertionError("no rate is needed for it");
        });
        return shown.subList(0, row.expected().size());
    }
}
