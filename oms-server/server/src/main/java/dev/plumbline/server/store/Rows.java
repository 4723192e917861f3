package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.plumbline.core.Account;
import dev.plumbline.core.Change;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Gone;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Symbol;

/// The rows of some inputs: every event, but of each order, execution and position only the newest state. One
/// statement may not touch a row twice, and only the newest would be left anyway.
///
/// States hold on to what the shard holds anyway, and to nothing of the inputs: however many inputs there were, this is
/// no larger than what they touched.
final class Rows {
    private final List<Pending> events = new ArrayList<>();
    private final Map<OrderId, OrderTable.Row> orders = new LinkedHashMap<>();
    private final Map<ExecutionId, ExecutionTable.Row> executions = new LinkedHashMap<>();
    private final Map<PositionId, PositionTable.Row> positions = new LinkedHashMap<>();
    private final List<ReleaseTable.Row> released = new ArrayList<>();
    private final List<GoneOrders.Row> gone = new ArrayList<>();
    private final Map<Integer, ShardTable.Row> shards = new TreeMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    private record OrderId(int shard, OrderKey key) {}

    private record ExecutionId(int shard, OrderKey key, int execNo) {}

    private record PositionId(Account account, Symbol symbol) {}

    void addEvent(Pending input) {
        events.add(input);
        shards.computeIfAbsent(input.shard(), ShardTable.Row::ofEvents);
    }

    /// What `input` left, where it is newer than what is there. Inputs of a shard come in the order of their numbers.
    void addState(Pending input, StateSeqs written) {
        if (input.seq() <= written.of(input.shard())) return;
        try {
            for (var change : input.changes()) add(input.shard(), input.seq(), change);
            for (var one : input.entry().released()) released.add(new ReleaseTable.Row(input, one));
            for (var one : input.entry().gone()) add(input, one);
        } catch (RuntimeException ours) {
            leftOut.add(new LeftOut(input.shard(), input.seq(), "STATE", input.event().order(), ours.toString()));
        }
        shards.put(input.shard(), new ShardTable.Row(input));
    }

    private void add(Pending input, Gone one) {
        gone.add(new GoneOrders.Row(input.shard(), one.key(), input.seq()));
        add(input.shard(), input.seq(), one.position());
    }

    private void add(int shard, long seq, Change change) {
        var order = change.order();
        orders.merge(
                new OrderId(shard, order.key()), new OrderTable.Row(shard, seq, seq, order), Rows::newer);
        for (var now : change.booking().executions()) addExecution(shard, seq, order, now, change);
        if (change.isOfFormerPosition()) add(shard, seq, change.position());
    }

    private void addExecution(int shard, long seq, Order order, Execution now, Change change) {
        int execNo = order.executions().find(now.execID());
        if (execNo < 0) throw new IllegalStateException("order " + order.key() + " does not have its execution " + now);
        executions.merge(
                new ExecutionId(shard, order.key(), execNo),
                new ExecutionTable.Row(shard, order.key(), execNo, seq, now),
                (a, b) -> b.seq() >= a.seq() ? b : a);
        add(shard, seq, change.position());
    }

    private void add(int shard, long seq, Position position) {
        positions.merge(
                new PositionId(position.account(), position.symbol()),
                new PositionTable.Row(shard, seq, position),
                (a, b) -> b.seq() >= a.seq() ? b : a);
    }

    private static OrderTable.Row newer(OrderTable.Row a, OrderTable.Row b) {
        long firstSeq = Math.min(a.firstSeq(), b.firstSeq());
        var newest = b.seq() >= a.seq() ? b : a;
        return new OrderTable.Row(newest.shard(), newest.seq(), firstSeq, newest.order());
    }

    /// Forgets all that is of these shards.
    void drop(Set<Integer> lost) {
        if (lost.isEmpty()) return;
        events.removeIf(row -> lost.contains(row.shard()));
        orders.keySet().removeIf(id -> lost.contains(id.shard()));
        executions.keySet().removeIf(id -> lost.contains(id.shard()));
        positions.values().removeIf(row -> lost.contains(row.shard()));
        released.removeIf(row -> lost.contains(row.shard()));
        gone.removeIf(row -> lost.contains(row.shard()));
        leftOut.removeIf(row -> lost.contains(row.shard()));
        shards.keySet().removeAll(lost);
    }

    boolean isEmpty() {
        return shards.isEmpty();
    }

    /// In the order in which they are to be written, all in one transaction, after the rows of their shards are locked.
    List<Part<?>> parts() {
        return List.of(
                EventTable.part(events),
                OrderTable.part(orders.values()),
                ExecutionTable.part(executions.values()),
                PositionTable.part(positions.values()),
                ReleaseTable.part(released),
                // After the rows of their last moments, should those be written now.
                GoneOrders.executions(gone),
                GoneOrders.orders(gone),
                LeftOut.part(leftOut));
    }

    /// What is in the tables once all of it is written. Each is made when its turn comes: as text they are large.
    Stream<ExpectedStates.Table> tables() {
        return Stream.<Supplier<ExpectedStates.Table>>of(
                () -> ExpectedStates.Table.of("orders", OrderTable.SELECT, OrderTable.part(standing(orders.values()))),
                () -> ExpectedStates.Table.of("execution", ExecutionTable.SELECT, ExecutionTable.part(standingExecutions())),
                () -> ExpectedStates.Table.of("position", PositionTable.SELECT, PositionTable.part(positions.values())),
                () -> ExpectedStates.Table.of("release", ReleaseTable.SELECT, ReleaseTable.part(released))).map(Supplier::get);
    }

    private List<OrderTable.Row> standing(Collection<OrderTable.Row> rows) {
        var goneAt = goneAt();
        return rows.stream()
                .filter(row -> row.seq() > goneAt.getOrDefault(new OrderId(row.shard(), row.order().key()), 0L))
                .toList();
    }

    private List<ExecutionTable.Row> standingExecutions() {
        var goneAt = goneAt();
        return executions.values().stream()
                .filter(row -> row.seq() > goneAt.getOrDefault(new OrderId(row.shard(), row.key()), 0L))
                .toList();
    }

    private Map<OrderId, Long> goneAt() {
        var goneAt = new HashMap<OrderId, Long>();
        for (var one : gone) goneAt.merge(new OrderId(one.shard(), one.key()), one.seq(), Math::max);
        return goneAt;
    }

    /// Inputs of which no rows could be made: a fault of ours.
    List<LeftOut> leftOut() {
        return leftOut;
    }

    /// Each shard that any of it is of, with where its states stand once this is written.
    Collection<ShardTable.Row> shards() {
        return shards.values();
    }

    /// The last event of each shard.
    Map<Integer, Long> lastEvents() {
        var last = new HashMap<Integer, Long>();
        for (var event : events) last.merge(event.shard(), event.seq(), Math::max);
        return last;
    }
}
