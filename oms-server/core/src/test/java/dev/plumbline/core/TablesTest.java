package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.plumbline.core.Table.Mark;
import dev.plumbline.core.Table.Row;

/// FIX's order state change matrices A to D, their twins of FIX 4.2, and our own rules, row by row.
class TablesTest {
    @TestFactory
    Stream<DynamicTest> matricesA() throws IOException {
        return tests("/matrices/A.txt", true);
    }

    @TestFactory
    Stream<DynamicTest> matricesB() throws IOException {
        return tests("/matrices/B.txt", true);
    }

    @TestFactory
    Stream<DynamicTest> matricesC() throws IOException {
        return tests("/matrices/C.txt", true);
    }

    @TestFactory
    Stream<DynamicTest> matricesD() throws IOException {
        return tests("/matrices/D.txt", true);
    }

    @TestFactory
    Stream<DynamicTest> twinsOfFix42() throws IOException {
        return tests("/matrices/4.2.txt", true);
    }

    @TestFactory
    Stream<DynamicTest> rules() throws IOException {
        return tests("/rules.txt", false);
    }

    private static Stream<DynamicTest> tests(String resource, boolean published) throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var table : Table.read(resource)) {
            tests.add(DynamicTest.dynamicTest(table.title(), () -> holds(table, published)));
            if (table.crosses())
                tests.add(DynamicTest.dynamicTest(table.crossed().title(), () -> crossed(table)));
        }
        return tests.stream();
    }

    private static void holds(Table table, boolean published) {
        var before = new ArrayList<Row>();
        for (var row : table.rows()) {
            var wire = played(before, published);
            var result = wire.play(row.words(), published ? row.expected() : List.of());
            check(wire, row, result);
            if (row.mark() != Mark.INSTEAD) before.add(row);
        }
    }

    private static void crossed(Table table) {
        var straight = played(main(table), true);
        var crossed = played(main(table.crossed()), true);
        assertThat(shown(crossed)).isEqualTo(shown(straight));
    }

    private static List<Row> main(Table table) {
        return table.rows().stream().filter(row -> row.mark() != Mark.INSTEAD).toList();
    }

    private static Wire played(List<Row> rows, boolean published) {
        var wire = new Wire();
        for (var row : rows) wire.play(row.words(), published ? row.expected() : List.of());
        return wire;
    }

    private static void check(Wire wire, Row row, Result result) {
        var expected = row.expected();
        if (expected.isEmpty()) return;
        var order = wire.book.orders().getFirst();
        assertThat(order.ordStatus().label()).as(row.text()).isEqualTo(expected.getFirst());
        if (expected.size() < 4 || !expected.get(1).matches("\\d+")) return;
        assertThat(List.of(order.orderQty(), order.cumQty(), order.leavesQty()))
                .as(row.text())
                .isEqualTo(expected.subList(1, 4).stream().map(Qty::of).toList());
        held(wire, row, order, expected);
        if (expected.size() >= 5 && expected.get(4).matches("-|[A-Z_]+")) word(row, order, result, expected.get(4));
    }

    /// What the order came to, and what the account holds.
    private static void held(Wire wire, Row row, Order order, List<String> expected) {
        var position = wire.book.position(Wire.ACCOUNT, Wire.IBM);
        for (var word : expected) {
            if (word.startsWith("avg=")) assertThat("avg=" + order.avgPx()).as(row.text()).isEqualTo(word);
            if (word.startsWith("held="))
                assertThat("held=" + position.qty() + "@" + position.avgPx()).as(row.text()).isEqualTo(word);
        }
    }

    private static void word(Row row, Order order, Result result, String word) {
        if (word.equals("-")) assertThat(order.flags().list()).as(row.text()).isEmpty();
        else if (word.equals("PARKED") || word.equals("DUPLICATE"))
            assertThat(result.outcome().name()).as(row.text()).isEqualTo(word);
        else assertThat(order.flags().list()).as(row.text()).contains(Flag.valueOf(word));
    }

    private static String shown(Wire wire) {
        var order = wire.book.orders().getFirst();
        return order.chain() + " " + order.ordStatus() + " " + order.orderQty() + " " + order.cumQty() + " "
                + order.leavesQty() + " " + wire.book.positions();
    }
}
