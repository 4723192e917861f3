package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
final class Rows {
    private final List<Pending> events;
    private final Map<OrderId, OrderTable.Row> orders = new LinkedHashMap<>();
    private final Map<ExecutionId, ExecutionTable.Row> executions = new LinkedHashMap<>();
    private final Map<PositionId, PositionTable.Row> positions = new LinkedHashMap<>();

    private final List<ReleaseTable.Row> released = new ArrayList<>();
    private final List<GoneOrders.Row> gone = new ArrayList<>();
    private final Map<Integer, Long> stateSeqs = new HashMap<>();

    private record OrderId(int shard, OrderKey key) {}

    private record ExecutionId(int shard, OrderKey key, int execNo) {}

    private record PositionId(Account account, Symbol symbol) {}

    private Rows(List<Pending> inputs) {
        events = inputs;
        for (var input : inputs) {
            stateSeqs.merge(input.shard(), input.seq(), Math::max);
            for (var change : input.changes()) add(input.shard(), input.seq(), change);
            for (var one : input.entry().released()) released.add(new ReleaseTable.Row(input, one));
            for (var one : input.entry().gone()) add(input, one);
        }
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

    /// @throws RowException where one of them cannot be turned into a row
    static List<Statement> statements(List<Pending> inputs) {
        try {
            return new Rows(inputs).statements();
        } catch (RuntimeException failure) {
            throw new RowException(failure);
        }
    }

    private List<Statement> statements() {
        var statements = new ArrayList<Statement>(4);
        statements.add(new Statement(EventTable.INSERT, EventTable.params(events)));
        if (!orders.isEmpty())
            statements.add(new Statement(OrderTable.UPSERT, OrderTable.params(orders.values())));
        if (!executions.isEmpty())
            statements.add(new Statement(ExecutionTable.UPSERT, ExecutionTable.params(executions.values())));
        if (!positions.isEmpty())
            statements.add(new Statement(PositionTable.UPSERT, PositionTable.params(positions.values())));
        if (!released.isEmpty()) statements.add(new Statement(ReleaseTable.INSERT, ReleaseTable.params(released)));
        // After the rows of their last moments, should those be written now.
        if (!gone.isEmpty()) {
            statements.add(new Statement(GoneOrders.DELETE_EXECUTIONS, GoneOrders.params(gone)));
            statements.add(new Statement(GoneOrders.DELETE_ORDERS, GoneOrders.params(gone)));
        }
        statements.add(new Statement(ShardTable.UPSERT, ShardTable.params(stateSeqs)));
        return statements;
    }
}
