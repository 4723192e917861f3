package dev.plumbline.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The executions of one order with their sums. Immutable: versions that follow each other share one array, and only
/// the newest may write behind its end, so booking a trade copies nothing.
public final class Executions {
    public static final Executions NONE = new Executions(new Spine(0), 0, Qty.ZERO, Notional.ZERO);

    private final Spine spine;
    private final int size;
    private final Qty cumQty;
    private final Notional notional;

    private Executions(Spine spine, int size, Qty cumQty, Notional notional) {
        this.spine = spine;
        this.size = size;
        this.cumQty = cumQty;
        this.notional = notional;
    }

    public static Executions of(List<Execution> list) {
        var all = NONE;
        for (var execution : list) all = all.plus(execution);
        return all;
    }

    /// The sums alone, without the list behind them: what a desk is sent with an order whose executions it follows
    /// on their own.
    public static Executions sums(Qty cumQty, Money notional) {
        return new Executions(new Spine(0), 0, cumQty, Notional.of(notional));
    }

    public int size() {
        return size;
    }

    /// In the order in which they were first heard of.
    public List<Execution> list() {
        return Collections.unmodifiableList(Arrays.asList(spine.items).subList(0, size));
    }

    /// Sum of the quantities that stand.
    public Qty cumQty() {
        return cumQty;
    }

    /// Sum of quantity times price of those that stand.
    public Money notional() {
        return notional.money();
    }

    /// Position of the execution that `execID` names, be it the trade or its latest correction; -1 for none.
    int find(ExecID execID) {
        if (execID.isNone()) return -1;
        for (int i = size - 1; i >= 0; i--) {
            var execution = spine.items[i];
            if (execution.execID().equals(execID) || execution.lastExecID().equals(execID)) return i;
        }
        return -1;
    }

    Execution get(int index) {
        return spine.items[index];
    }

    Executions plus(Execution execution) {
        boolean newest = spine.written == size;
        var target = newest && size < spine.items.length ? spine : spine.grown(size);
        target.items[size] = execution;
        target.written = size + 1;
        return execution.stands()
                ? new Executions(target, size + 1, cumQty.plus(execution.qty()), notional.plus(execution.qty(), execution.px()))
                : new Executions(target, size + 1, cumQty, notional);
    }

    Executions with(int index, Execution changed) {
        var was = spine.items[index];
        var copy = spine.grown(size);
        copy.items[index] = changed;
        copy.written = size;
        var qty = cumQty;
        var amount = notional;
        if (was.stands()) {
            qty = qty.minus(was.qty());
            amount = amount.plus(was.qty().negated(), was.px());
        }
        if (changed.stands()) {
            qty = qty.plus(changed.qty());
            amount = amount.plus(changed.qty(), changed.px());
        }
        return new Executions(copy, size, qty, amount);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Executions that
                && cumQty.equals(that.cumQty)
                && notional().equals(that.notional())
                && list().equals(that.list());
    }

    @Override
    public int hashCode() {
        return 31 * list().hashCode() + cumQty.hashCode();
    }

    @Override
    public String toString() {
        return new ArrayList<>(list()).toString();
    }

    /// The shared array. `written` is only looked at by the order's single writer; readers never pass their own size.
    private static final class Spine {
        private final Execution[] items;
        private int written;

        Spine(int capacity) {
            this.items = new Execution[capacity];
        }

        private Spine(Execution[] items, int written) {
            this.items = items;
            this.written = written;
        }

        Spine grown(int size) {
            return new Spine(Arrays.copyOf(items, Math.max(4, size + (size >> 1) + 1)), size);
        }
    }
}
