package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.console.export.Plain;
import dev.plumbline.console.group.GroupBy;
import dev.plumbline.core.Order;
import dev.plumbline.core.Side;

/// What leaves the console of the blotter.
class OrderSheetTest {
    private static final Order C1 = Samples.filled(Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40"), 400);
    private static final Order C2 = Samples.order("C2", Side.SELL, 500, "SAP", "85.40");
    private static final Order C3 = Samples.order("C3", Side.BUY, 200, "NVDA", "187.40");
    private static final List<String> COLUMNS = List.of("clordid", "qty", "filled", "leaves", "avg", "status");

    private final Grouped grouped = new Grouped(List.of(GroupBy.ACCOUNT, GroupBy.SYMBOL), OrderColumn.order(List.of()));

    OrderSheetTest() {
        for (var order : List.of(C1, C2, C3)) grouped.put(new OrderRow(new Shown.One(order, false, false)));
    }

    @Test
    void groupsComeWithTheirSumsBeforeTheirOrders() {
        grouped.expandAll(true);
        assertThat(table()).isEqualTo("""
                Group|Orders|ClOrdID|Qty|Filled|Leaves|Avg|Status
                ALPHA|3||1700|400|1300||3 open of 3
                ALPHA / NVDA|2||1200|400|800|187.4|2 open of 2
                ALPHA / NVDA||C1|1000|400|600|187.4|PARTIAL
                ALPHA / NVDA||C3|200|0|200||NEW
                ALPHA / SAP|1||500|0|500||1 open of 1
                ALPHA / SAP||C2|500|0|500||NEW
                """);
    }

    @Test
    void ofAGroupThatIsClosedTheSumsAlone() {
        grouped.expandAll(false);
        assertThat(table()).isEqualTo("""
                Group|Orders|ClOrdID|Qty|Filled|Leaves|Avg|Status
                ALPHA|3||1700|400|1300||3 open of 3
                """);
    }

    @Test
    void withoutGroupsTheOrdersAlone() {
        var rows = List.<Shown>of(new Shown.One(C2, false, false), new Shown.One(C1, false, false));
        assertThat(Plain.table(OrderSheet.of(List.of("clordid", "qty"), OrderSheet.orders(rows))).replace('\t', '|'))
                .isEqualTo("ClOrdID|Qty\nC2|500\nC1|1000\n");
    }

    private String table() {
        var rows = grouped.rows().orElseThrow().stream().map(row -> row.shown.get()).toList();
        return Plain.table(OrderSheet.grouped(COLUMNS, rows)).replace('\t', '|');
    }
}
