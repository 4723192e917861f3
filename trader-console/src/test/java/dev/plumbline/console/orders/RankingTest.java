package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import javafx.collections.ListChangeListener.Change;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

import dev.plumbline.console.Samples;
import dev.plumbline.console.orders.OrderColumn.Sorted;
import dev.plumbline.core.Order;
import dev.plumbline.core.Side;

/// Whatever comes, goes, changes and is sorted by: the list is as sorting all rows anew would have it, and who only
/// follows its changes has the same.
class RankingTest {
    private static final List<String> COLUMNS = List.of("filled", "symbol", "avg", "limit", "clordid");

    // One try after the other has its own.
    private Ranking ranking = new Ranking();
    private List<OrderRow> mirror = new ArrayList<>();
    private List<OrderRow> moved = new ArrayList<>();
    private List<Sorted> by = List.of();
    private int ids;
    /// As where a filter is for few: what comes is in nobody's list.
    private boolean mostlyHidden;

    @BeforeTry
    void begin() {
        ranking = new Ranking();
        mirror = new ArrayList<>();
        moved = new ArrayList<>();
        by = List.of();
        ids = 0;
        ranking.addListener(this::follow);
    }

    @Property(tries = 60)
    void isAsSortingAnewWouldHaveIt(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3_000) int burst) {
        var random = new Random(seed);
        mostlyHidden = random.nextBoolean();
        for (int round = 0; round < 12; round++) {
            for (int i = random.nextInt(burst); i > 0; i--) act(random);
            ranking.bring(moved);
            moved.clear();
            assertThat(mirror).isEqualTo(ranking);
            if (random.nextInt(3) > 0) continue;
            sort(random);
            assertThat(words(ranking)).as("sorted by " + by).isEqualTo(words(expected()));
            assertThat(mirror).isEqualTo(ranking);
        }
    }

    private static List<String> words(List<OrderRow> rows) {
        return rows.stream()
                .map(OrderRow::now)
                .map(order -> order.clOrdID() + " " + order.symbol() + " " + order.cumQty() + " @ " + order.price())
                .toList();
    }

    private void act(Random random) {
        var rows = ranking.arrived();
        if (rows.isEmpty() || random.nextInt(3) == 0) {
            var row = new OrderRow(new Shown.One(order(random), false, false));
            row.nextRank = rank(row);
            ranking.arrive(row);
            if (random.nextInt(mostlyHidden ? 50 : 2) == 0) move(row, true);
            return;
        }
        var row = rows.get(random.nextInt(rows.size()));
        if (row.isGone) return;
        switch (random.nextInt(4)) {
            case 0 -> {
                move(row, false);
                ranking.drop(row);
            }
            case 1 -> move(row, !row.isIn);
            default -> {
                row.shown.set(row.one().with(Samples.filled(row.now(), 10 * random.nextInt(5))));
                row.nextRank = rank(row);
            }
        }
    }

    private void move(OrderRow row, boolean isIn) {
        row.isIn = isIn;
        moved.add(row);
    }

    private Order order(Random random) {
        var symbol = List.of("NVDA", "SAP", "LONGSYMBOL-A", "LONGSYMBOL-B").get(random.nextInt(4));
        return Samples.order("C" + ids++, Side.BUY, 100, symbol, "10" + random.nextInt(3) + ".5");
    }

    private void sort(Random random) {
        var sorted = new ArrayList<Sorted>();
        for (int i = random.nextInt(3); i > 0; i--)
            sorted.add(new Sorted(column(COLUMNS.get(random.nextInt(COLUMNS.size()))), random.nextBoolean()));
        by = sorted;
        for (var row : ranking.arrived()) row.nextRank = rank(row);
        ranking.sort(by);
    }

    private static OrderColumn column(String id) {
        return OrderColumn.ALL.stream().filter(column -> column.id().equals(id)).findFirst().orElseThrow();
    }

    private long rank(OrderRow row) {
        return by.isEmpty() ? 0 : by.getFirst().column().sort().rank().applyAsLong(row.now());
    }

    /// By the values alone, those alike as they came.
    private List<OrderRow> expected() {
        Comparator<OrderRow> order = (_, _) -> 0;
        for (var next : by)
            order = order.thenComparing((a, b) -> next.direction(next.column().sort().exact().compare(a.now(), b.now())));
        return ranking.arrived().stream().filter(row -> row.isListed).sorted(order).toList();
    }

    private void follow(Change<? extends OrderRow> change) {
        while (change.next()) {
            if (change.wasPermutated()) {
                var before = List.copyOf(mirror);
                for (int i = change.getFrom(); i < change.getTo(); i++) mirror.set(change.getPermutation(i), before.get(i));
                continue;
            }
            var gone = mirror.subList(change.getFrom(), change.getFrom() + change.getRemovedSize());
            assertThat(gone).isEqualTo(change.getRemoved());
            gone.clear();
            mirror.addAll(change.getFrom(), change.getAddedSubList());
        }
    }
}
