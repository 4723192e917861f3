package dev.plumbline.core;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/// The executions of one order with their sums. Immutable: versions that follow each other share what did not change,
/// so booking a trade copies nothing, and changing one of many copies a chunk.
public final class Executions {
    public static final Executions NONE =
            new Executions(new Chunk[0], new Chunk(0), Index.NONE, 0, Qty.ZERO, Notional.ZERO);

    /// Executions of a chunk; only the last one may have fewer.
    private static final int CHUNK_BITS = 8;

    private static final int CHUNK = 1 << CHUNK_BITS;

    /// Up to here it is quicker to look at each.
    private static final int UNINDEXED = 8;

    private final Chunk[] full;
    private final Chunk last;
    private final Index index;
    private final int size;
    private final Qty cumQty;
    /// The sum of quantity times price: its figures as long as they are small, which saves an object for each trade.
    private final long unscaled;
    private final int scale;
    private final Notional large;

    private Executions(Chunk[] full, Chunk last, Index index, int size, Qty cumQty, Notional notional) {
        this.full = full;
        this.last = last;
        this.index = index;
        this.size = size;
        this.cumQty = cumQty;
        boolean isSmall = notional instanceof Notional.Small;
        this.unscaled = notional instanceof Notional.Small(long figures, _) ? figures : 0;
        this.scale = notional instanceof Notional.Small(_, int digits) ? digits : 0;
        this.large = isSmall ? Notional.ZERO : notional;
    }

    private Notional sum() {
        return large == Notional.ZERO ? new Notional.Small(unscaled, scale) : large;
    }

    public static Executions of(List<Execution> list) {
        var all = NONE;
        for (var execution : list) all = all.plus(execution);
        return all;
    }

    /// The sums alone, without the list behind them: what a desk is sent with an order whose executions it follows
    /// on their own.
    public static Executions sums(Qty cumQty, Money notional) {
        return new Executions(NONE.full, NONE.last, NONE.index, 0, cumQty, Notional.of(notional));
    }

    public int size() {
        return size;
    }

    /// In the order in which they were first heard of.
    public List<Execution> list() {
        return new View(this);
    }

    /// Sum of the quantities that stand.
    public Qty cumQty() {
        return cumQty;
    }

    /// Sum of quantity times price of those that stand.
    public Money notional() {
        return sum().money();
    }

    /// Position of the execution that `execID` names, be it the trade or what last spoke of it; -1 for none.
    public int find(ExecID execID) {
        if (execID.isNone()) return -1;
        if (size > UNINDEXED) return index.find(execID, this);
        for (int i = size - 1; i >= 0; i--) if (isNamed(i, execID)) return i;
        return -1;
    }

    /// Position of the trade that came with this id, -1 for none.
    int trade(ExecID execID) {
        if (size > UNINDEXED) return index.trade(execID, this);
        for (int i = size - 1; i >= 0; i--) if (get(i).execID().equals(execID)) return i;
        return -1;
    }

    private boolean isNamed(int position, ExecID execID) {
        var execution = get(position);
        return execution.execID().equals(execID) || execution.lastExecID().equals(execID);
    }

    Execution get(int position) {
        int chunk = position >> CHUNK_BITS;
        return (chunk < full.length ? full[chunk] : last).items[position & (CHUNK - 1)];
    }

    Executions plus(Execution execution) {
        int used = size & (CHUNK - 1);
        boolean isFull = used == 0 && size > 0;
        var chunks = isFull ? Arrays.copyOf(full, full.length + 1) : full;
        if (isFull) chunks[full.length] = last;
        var target = (isFull ? new Chunk(CHUNK) : last).with(used, execution);
        boolean stands = execution.stands();
        return new Executions(
                chunks,
                target,
                indexed(execution.execID(), size),
                size + 1,
                stands ? cumQty.plus(execution.qty()) : cumQty,
                stands ? sum().plus(execution.lastQty(), execution.lastPx()) : sum());
    }

    Executions with(int position, Execution changed) {
        var was = get(position);
        var qty = cumQty;
        var amount = sum();
        if (was.stands()) {
            qty = qty.minus(was.qty());
            amount = amount.plus(was.lastQty().negated(), was.lastPx());
        }
        if (changed.stands()) {
            qty = qty.plus(changed.qty());
            amount = amount.plus(changed.lastQty(), changed.lastPx());
        }
        int chunk = position >> CHUNK_BITS;
        int offset = position & (CHUNK - 1);
        boolean isInLast = chunk == full.length;
        var chunks = isInLast ? full : full.clone();
        if (!isInLast) chunks[chunk] = full[chunk].exchanged(offset, changed, CHUNK);
        var tail = isInLast ? last.exchanged(offset, changed, size - (chunk << CHUNK_BITS)) : last;
        return new Executions(chunks, tail, indexed(changed.lastExecID(), position), size, qty, amount);
    }

    /// The same executions, those that `other` has first and where it has them.
    Executions inTheOrderOf(Executions other) {
        var ordered = new ArrayList<Execution>(size);
        for (var known : other.list()) ordered.add(get(trade(known.execID())));
        for (var execution : list()) if (other.trade(execution.execID()) < 0) ordered.add(execution);
        return of(ordered);
    }

    /// Where those are that `before` has not, or not as they are here: for who follows the versions one after the other. Looks at few, as
    /// versions share what did not change.
    public IntStream changedSince(Executions before) {
        var changed = IntStream.builder();
        for (int chunk = 0; chunk <= full.length; chunk++) {
            boolean isSame = chunk < full.length && chunk < before.full.length && full[chunk] == before.full[chunk];
            int end = Math.min(size, (chunk + 1) << CHUNK_BITS);
            for (int i = chunk << CHUNK_BITS; i < end && !isSame; i++)
                if (i >= before.size || get(i) != before.get(i)) changed.add(i);
        }
        return changed.build();
    }

    /// What was booked since `before`, an earlier version of the same executions.
    Booking since(Executions before) {
        var booking = Booking.NONE;
        for (var now : list()) {
            int index = before.trade(now.execID());
            if (index < 0) booking = Booking.both(booking, new Booking.Booked(now));
            else if (!before.get(index).equals(now))
                booking = Booking.both(booking, new Booking.Corrected(before.get(index), now));
        }
        return booking;
    }

    private Index indexed(ExecID execID, int position) {
        if (size < UNINDEXED) return index;
        return (index == Index.NONE ? Index.of(this) : index).with(execID, position, this);
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

    private static final class View extends AbstractList<Execution> implements RandomAccess {
        private final Executions executions;

        View(Executions executions) {
            this.executions = executions;
        }

        @Override
        public Execution get(int index) {
            if (index >= executions.size) throw new IndexOutOfBoundsException(index);
            return executions.get(index);
        }

        @Override
        public int size() {
            return executions.size;
        }
    }

    /// Shared by versions that follow each other: only the newest may write behind its end. `written` is only looked at
    /// by the order's single writer; readers never pass their own size.
    private static final class Chunk {
        private static final int FIRST = 6;

        private final Execution[] items;
        private int written;

        Chunk(int capacity) {
            this(new Execution[capacity], 0);
        }

        private Chunk(Execution[] items, int written) {
            this.items = items;
            this.written = written;
        }

        Chunk with(int offset, Execution execution) {
            boolean isFree = written == offset && offset < items.length;
            var target = isFree ? this : new Chunk(Arrays.copyOf(items, capacityFor(offset)), offset);
            target.items[offset] = execution;
            target.written = offset + 1;
            return target;
        }

        private int capacityFor(int offset) {
            if (offset < items.length) return items.length;
            return Math.min(CHUNK, Math.max(FIRST, offset + (offset >> 1) + 1));
        }

        Chunk exchanged(int offset, Execution execution, int used) {
            var copy = new Chunk(Arrays.copyOf(items, items.length), used);
            copy.items[offset] = execution;
            return copy;
        }
    }

    /// Positions by id, open addressing. Shared by all versions and only added to: what it says is checked against the
    /// version that asks, so entries of a version that was given up do no harm.
    private static final class Index {
        static final Index NONE = new Index(0);

        private final int[] table;
        private int used;

        private Index(int capacity) {
            table = new int[capacity];
        }

        static Index of(Executions executions) {
            return filled(executions, 4 * executions.size);
        }

        private static Index filled(Executions executions, int atLeast) {
            var index = new Index(Integer.highestOneBit(Math.max(atLeast, UNINDEXED)) * 2);
            for (int i = 0; i < executions.size; i++) {
                var execution = executions.get(i);
                index.add(execution.execID(), i);
                if (!execution.lastExecID().equals(execution.execID())) index.add(execution.lastExecID(), i);
            }
            return index;
        }

        Index with(ExecID execID, int position, Executions before) {
            var target = used * 2 < table.length ? this : filled(before, 2 * used);
            target.add(execID, position);
            return target;
        }

        private void add(ExecID execID, int position) {
            int i = place(execID);
            while (table[i] != 0) {
                if (table[i] == position + 1) return;
                i = (i + 1) & (table.length - 1);
            }
            table[i] = position + 1;
            used++;
        }

        int find(ExecID execID, Executions in) {
            for (int i = place(execID); table[i] != 0; i = (i + 1) & (table.length - 1)) {
                int position = table[i] - 1;
                if (position < in.size && in.isNamed(position, execID)) return position;
            }
            return -1;
        }

        int trade(ExecID execID, Executions in) {
            for (int i = place(execID); table[i] != 0; i = (i + 1) & (table.length - 1)) {
                int position = table[i] - 1;
                if (position < in.size && in.get(position).execID().equals(execID)) return position;
            }
            return -1;
        }

        private int place(ExecID execID) {
            int hash = execID.value().hashCode() * 0x9E3779B9;
            return (hash >>> 7) & (table.length - 1);
        }
    }
}
