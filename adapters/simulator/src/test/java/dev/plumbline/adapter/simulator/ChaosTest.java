package dev.plumbline.adapter.simulator;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import dev.plumbline.core.Book;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Qty;

/// Whatever the broker does to its messages, once the last one is in, the client's book says what the broker's ledger
/// says. jqwik prints the seed of a failure.
class ChaosTest {
    private static final List<String> VERSIONS = List.of("FIX.4.2", "FIX.4.4", "FIX.5.0SP2");

    @Property(tries = 120)
    void theBookSaysWhatTheLedgerSays(
            @ForAll long seed, @ForAll @IntRange(max = 2) int version, @ForAll @IntRange(min = 20, max = 400) int steps) {
        agrees(new ChaoticDay(VERSIONS.get(version), ChaoticDay.WILD, seed).live(steps));
    }

    @Property(tries = 60)
    void alsoWhereNearlyNothingComesInOrder(
            @ForAll long seed, @ForAll @IntRange(max = 2) int version, @ForAll @IntRange(min = 20, max = 400) int steps) {
        agrees(new ChaoticDay(VERSIONS.get(version), ChaoticDay.SHUFFLED, seed).live(steps));
    }

    @Property(tries = 60)
    void ordersThatWeNeverSentAndWordsThatNobodyCanReadChangeNothing(
            @ForAll long seed, @ForAll @IntRange(max = 2) int version, @ForAll @IntRange(min = 20, max = 400) int steps) {
        agrees(new ChaoticDay(VERSIONS.get(version), ChaoticDay.NONSENSE, seed).live(steps));
    }

    /// Asked under the id of a cancel that it had rejected, the broker knew no such order. In the last, an answer and a
    /// restatement of one millisecond came before the replace that they speak of.
    @Example
    void daysThatOnceDisagreed() {
        agrees(new ChaoticDay("FIX.4.2", ChaoticDay.WILD, -6_325_227_736_321L).live(33));
        agrees(new ChaoticDay("FIX.5.0SP2", ChaoticDay.WILD, -6_325_496_996_886L).live(144));
        agrees(new ChaoticDay("FIX.4.4", ChaoticDay.NONSENSE, 909_331_318_258_823_648L).live(201));
    }

    @Example
    void longerDaysAgreeToo() {
        agrees(new ChaoticDay("FIX.4.4", Chaos.ROUGH, 1).live(8_000));
        agrees(new ChaoticDay("FIX.4.2", Chaos.HOSTILE, 2).live(8_000));
    }

    @Example
    void everyMisdeedIsCommitted() {
        var committed = EnumSet.noneOf(Misdeed.class);
        for (long seed = 1; seed <= 20; seed++)
            committed.addAll(new ChaoticDay("FIX.4.4", ChaoticDay.WILD, seed)
                    .live(400).engine.ledger().snapshot().misdeeds().keySet());
        committed.addAll(new ChaoticDay("FIX.4.4", ChaoticDay.NONSENSE, 1).live(400).engine.ledger().snapshot().misdeeds().keySet());
        assertThat(committed).containsExactlyInAnyOrderElementsOf(
                Stream.of(Misdeed.values()).filter(kind -> !kind.isOfTheWire()).toList());
    }

    @Property(tries = 10)
    void theSameSeedGivesTheSameDay(@ForAll long seed) {
        var first = new ChaoticDay("FIX.4.4", ChaoticDay.WILD, seed).live(300);
        var second = new ChaoticDay("FIX.4.4", ChaoticDay.WILD, seed).live(300);
        assertThat(second.log).isEqualTo(first.log);
    }

    private static void agrees(ChaoticDay day) {
        var ledger = day.engine.ledger().snapshot();
        var counts = day.book.counts();
        var broker = new TreeMap<String, String>();
        for (var entry : ledger.orders()) broker.put(entry.key().value(), shown(entry));
        var ours = new TreeMap<String, String>();
        for (var order : day.book.orders()) ours.put(order.key().value(), shown(order));
        assertThat(ours).as(() -> history(day, broker, ours)).isEqualTo(broker);
        assertThat(held(day.book.positions())).isEqualTo(traded(ledger));
        assertThat(whole(day.book)).as("positions, costs and all").isEqualTo(whole(day.faithful));
        assertThat(counts.parked()).as("parked").isZero();
        assertThat(counts.quarantined()).as("quarantined")
                .isEqualTo(ledger.misdeeds().getOrDefault(Misdeed.UNREADABLE, 0L));
        assertThat(counts.inputs()).isEqualTo(day.inputs);
        assertThat(day.book.orders()).allSatisfy(order -> assertThat(order.openRequests()).isEmpty());
    }

    private static String shown(Ledger.Entry entry) {
        var executions = new TreeMap<String, String>();
        for (var fill : entry.executions())
            if (!fill.busted()) executions.put(fill.execID().value(), fill.qty() + "@" + fill.px());
        return "%s %s %s %s qty=%s px=%s %s cum=%s avg=%s %s".formatted(
                entry.chain(), entry.account(), entry.symbol(), entry.side().label(), entry.orderQty(), entry.price(),
                entry.ordStatus().label(), entry.cumQty(), entry.notional().per(entry.cumQty()), executions);
    }

    private static String shown(Order order) {
        var executions = new TreeMap<String, String>();
        for (var execution : order.executions().list())
            if (execution.state() != Execution.State.BUSTED)
                executions.put(execution.execID().value(), execution.qty() + "@" + execution.px());
        return "%s %s %s %s qty=%s px=%s %s cum=%s avg=%s %s".formatted(
                order.chain(), order.account(), order.symbol(), order.side().label(), order.orderQty(), order.price(),
                order.ordStatus().label(), order.cumQty(), order.avgPx(), executions);
    }

    /// All that was said of the first order on which they differ.
    private static String history(ChaoticDay day, Map<String, String> broker, Map<String, String> ours) {
        for (var order : broker.entrySet()) {
            if (order.getValue().equals(ours.get(order.getKey()))) continue;
            var entry = day.engine.ledger().snapshot().orders().stream()
                    .filter(candidate -> candidate.key().value().equals(order.getKey())).findFirst().orElseThrow();
            var lines = new StringBuilder("\n" + order.getValue() + "\n" + ours.get(order.getKey()) + "\n");
            for (var line : day.log)
                if (line.contains("|37=" + entry.orderID() + "|") || line.contains("[value=" + order.getKey() + "]"))
                    lines.append(line).append('\n');
            return lines.toString();
        }
        return "";
    }

    private static Map<String, Qty> traded(Ledger.Snapshot ledger) {
        var traded = new HashMap<String, Qty>();
        for (var order : ledger.orders())
            traded.merge(order.account() + " " + order.symbol(), order.side().signed(order.cumQty()), Qty::plus);
        traded.values().removeIf(Qty::isZero);
        return traded;
    }

    private static Set<String> whole(Book book) {
        return book.positions().stream()
                .filter(position -> !position.equals(Position.flat(position.account(), position.symbol())))
                .map(Position::toString).collect(toSet());
    }

    private static Map<String, Qty> held(Iterable<Position> positions) {
        var held = new HashMap<String, Qty>();
        for (var position : positions)
            if (!position.qty().isZero()) held.put(position.account() + " " + position.symbol(), position.qty());
        return held;
    }
}
