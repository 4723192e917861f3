package dev.plumbline.console.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.console.filter.SomeOrders;
import dev.plumbline.core.Life;
import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Request.Stage;
import dev.plumbline.core.Side;

class GroupingTest {
    private static final Order A = order("A", "NVDA", 1_000, 400, "187.40");
    private static final Order B = order("B", "NVDA", 500, 200, "187.43");
    private static final Order C = order("C", "SAP", 300, 0, "85.40");

    private static Order order(String id, String symbol, int qty, int filled, String px) {
        return Samples.order(id, Side.BUY, qty, symbol, px, filled, Life.OPEN, Stage.ACCEPTED);
    }

    private static Grouping<String> grouping(GroupBy... levels) {
        var grouping = new Grouping<String>(List.of(levels));
        for (var order : List.of(A, B, C)) grouping.put(order.key().value(), order);
        return grouping;
    }

    private static String page(Outline<String> outline) {
        return outline.lines().stream().map(GroupingTest::line).collect(Collectors.joining("\n"));
    }

    private static String line(Outline.Line<String> line) {
        var indent = "  ".repeat(line.depth());
        return switch (line) {
            case Outline.Line.Header<String>(var group, var isExpanded) -> {
                var sums = group.sums();
                yield indent + (isExpanded ? "▾ " : "▸ ") + group.name() + " " + sums.count() + "/" + sums.open() + " "
                        + sums.orderQty() + " " + sums.cumQty() + " " + sums.leavesQty() + " " + group.avgPx() + " "
                        + sums.filledPermille() + "‰";
            }
            case Outline.Line.Member<String>(var row, _) -> indent + row;
        };
    }

    private static Outline<String> outline(Grouping<String> grouping) {
        return new Outline<>(grouping, Comparator.naturalOrder(), Outline.byName());
    }

    @Test
    void laysOrdersOutUnderTheirSums() {
        var grouping = grouping(GroupBy.ACCOUNT, GroupBy.SYMBOL);
        var outline = outline(grouping);
        assertThat(page(outline)).isEqualTo("▸ ALPHA 3/3 1800 600 1200  333‰");
        outline.expandAll(true);
        assertThat(page(outline)).isEqualTo("""
                ▾ ALPHA 3/3 1800 600 1200  333‰
                  ▾ NVDA 2/2 1500 600 900 187.41 400‰
                    A
                    B
                  ▾ SAP 1/1 300 0 300  0‰
                    C""");
        outline.toggle(grouping.all().child("ALPHA").child("NVDA"));
        grouping.put("B", order("B", "SAP", 500, 500, "187.43"));
        grouping.remove("C");
        assertThat(page(outline)).isEqualTo("""
                ▾ ALPHA 2/1 1500 900 600  600‰
                  ▸ NVDA 1/1 1000 400 600 187.4 400‰
                  ▾ SAP 1/0 500 500 0 187.43 1000‰
                    B""");
    }

    @Test
    void withoutALevelRowsStandAlone() {
        var outline = outline(grouping());
        assertThat(page(outline)).isEqualTo("A\nB\nC");
        outline.sort(Comparator.reverseOrder(), Outline.byName());
        assertThat(page(outline)).isEqualTo("C\nB\nA");
    }

    @Test
    void remembersWhatWasExpandedWhileAGroupIsAway() {
        var grouping = grouping(GroupBy.SYMBOL);
        var outline = outline(grouping);
        outline.toggle(grouping.all().child("SAP"));
        grouping.remove("C");
        assertThat(page(outline)).doesNotContain("SAP");
        grouping.put("C", C);
        assertThat(page(outline)).contains("▾ SAP", "  C");
    }

    @Test
    void laysOutAnewOnlyWhereRowsComeOrGo() {
        var grouping = grouping(GroupBy.SYMBOL);
        var outline = outline(grouping);
        var before = outline.lines();
        grouping.put("A", Samples.filled(A, 500));
        assertThat(outline.lines()).isSameAs(before);
        grouping.put("D", order("D", "NVDA", 1, 0, "1"));
        assertThat(outline.lines()).isNotSameAs(before);
    }

    @Test
    void rowsStayWhereTheyAreUntilSortedAnew() {
        var grouping = grouping();
        var size = new HashMap<>(Map.of("A", 1, "B", 2, "C", 3, "D", 2));
        var outline = new Outline<String>(grouping, Comparator.comparing(size::get), Outline.byName());
        assertThat(page(outline)).isEqualTo("A\nB\nC");
        size.put("A", 9);
        grouping.put("D", order("D", "NVDA", 1, 0, "1"));
        assertThat(page(outline)).isEqualTo("A\nB\nD\nC");
        outline.sort(Comparator.comparing(size::get), Outline.byName());
        assertThat(page(outline)).isEqualTo("B\nD\nC\nA");
    }

    @Test
    void tellsWhichGroupsToShowAnew() {
        var grouping = grouping(GroupBy.ACCOUNT, GroupBy.SYMBOL);
        assertThat(dirty(grouping)).containsExactlyInAnyOrder("", "ALPHA", "NVDA", "SAP");
        assertThat(dirty(grouping)).isEmpty();
        grouping.put("A", A);
        grouping.put("A", Samples.cancelSent(A));
        assertThat(dirty(grouping)).as("no sum has changed").isEmpty();
        grouping.put("A", Samples.filled(A, 500));
        assertThat(dirty(grouping)).containsExactlyInAnyOrder("", "ALPHA", "NVDA");
        grouping.remove("C");
        assertThat(dirty(grouping)).as("SAP is gone").containsExactlyInAnyOrder("", "ALPHA");
        grouping.clear();
        assertThat(dirty(grouping)).containsExactly("");
        assertThat(grouping.all().sums()).isEqualTo(Sums.NONE);
    }

    private static List<String> dirty(Grouping<String> grouping) {
        return grouping.takeDirty().stream().map(Group::name).toList();
    }

    @Test
    void sumsBeyondWhatAQuantityHolds() {
        var grouping = new Grouping<String>(List.of(GroupBy.SYMBOL));
        var huge = Qty.of(9_000_000_000_000_000_000L);
        for (var id : List.of("A", "B", "C")) {
            var small = order(id, "X", 1, 0, "1");
            var request = small.requests().getFirst();
            var large = new Request(
                    request.clOrdID(), request.origClOrdID(), request.kind(), huge, request.price(), request.stage(), 0);
            grouping.put(id, new Order(
                    small.key(), small.session(), small.orderID(), small.account(), small.symbol(), small.side(),
                    small.ordType(), small.timeInForce(), List.of(large), small.executions(), small.life(),
                    small.toldCumQty(), small.flags(), 0, 0, ""));
        }
        assertThat(grouping.all().sums().orderQty()).hasToString("27000000000000000000");
    }

    @Test
    void refusesTheSameLevelTwice() {
        assertThatThrownBy(() -> grouping(GroupBy.SIDE, GroupBy.SIDE)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Whatever has come, changed and gone, in any order: the tree is the one that is made from what is left.
    @Property(tries = 60)
    void isWhatCountingAnewGives(@ForAll long seed) {
        var random = new Random(seed);
        var levels = LEVELS.get(random.nextInt(LEVELS.size()));
        var grouping = new Grouping<String>(levels);
        var outline = outline(grouping);
        outline.expandAll(true);
        var truth = new HashMap<String, Order>();
        for (int i = 0; i < 200; i++) {
            var row = "R" + random.nextInt(40);
            if (random.nextInt(4) == 0) {
                grouping.remove(row);
                truth.remove(row);
            } else {
                var order = SomeOrders.order(row, random);
                grouping.put(row, order);
                truth.put(row, order);
            }
            if (random.nextInt(10) == 0) outline.lines();
            if (random.nextInt(10) == 0) grouping.takeDirty();
        }
        var anew = new Grouping<String>(levels);
        truth.forEach(anew::put);
        assertThat(tree(grouping)).isEqualTo(tree(anew));
        assertThat(page(outline)).isEqualTo(expanded(anew));
        assertThat(grouping.all().sums()).isEqualTo(naive(truth));
    }

    private static final List<List<GroupBy>> LEVELS = List.of(
            List.of(), List.of(GroupBy.SYMBOL), List.of(GroupBy.STATUS), List.of(GroupBy.ACCOUNT, GroupBy.SYMBOL),
            List.of(GroupBy.BROKER, GroupBy.SIDE, GroupBy.STATUS));

    private static String expanded(Grouping<String> grouping) {
        var outline = outline(grouping);
        outline.expandAll(true);
        return page(outline);
    }

    private static Map<List<String>, String> tree(Grouping<String> grouping) {
        var tree = new HashMap<List<String>, String>();
        collect(grouping.all(), tree);
        return tree;
    }

    private static void collect(Group<String> group, Map<List<String>, String> tree) {
        tree.put(group.path(), group.sums() + " " + group.members().stream().sorted().toList());
        group.children().forEach(child -> collect(child, tree));
    }

    private static Sums naive(Map<String, Order> orders) {
        var qty = Qty.ZERO;
        var cum = Qty.ZERO;
        var leaves = Qty.ZERO;
        var notional = Money.ZERO;
        int open = 0;
        for (var order : orders.values()) {
            qty = qty.plus(order.orderQty());
            cum = cum.plus(order.cumQty());
            leaves = leaves.plus(order.leavesQty());
            notional = notional.plus(order.executions().notional());
            if (order.isOpen()) open++;
        }
        assertThat(new Sums(1, 0, Total.of(qty), Total.of(cum), Total.of(leaves), notional).avgPx())
                .isEqualTo(cum.isZero() ? Px.NONE : notional.per(cum));
        return new Sums(orders.size(), open, Total.of(qty), Total.of(cum), Total.of(leaves), notional);
    }
}
