package dev.plumbline.core;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Some trades of a position that follow each other, with their sums: where they go one way, the whole block is counted
/// at once. Only references are kept of each trade; of those that were put away before a restart none, until one comes late,
/// is busted or corrected among them. Quantities are unscaled, of the scale of the position.
final class Block {
    static final int CAPACITY = 512;

    private static final int CLOSED = 128;

    private static final int FIRST = 4;
    private static final int INNER = 16;

    private Execution[] executions;
    private OrderKey[] orders;
    private boolean[] buys;
    private int size;

    /// Where the trades are still to be had, and the first and the last of them.
    private Optional<Holding.Trades> packed = Optional.empty();

    private List<Holding.Trade> ends = List.of();

    /// What was given away last, as long as nothing has changed: most blocks are full, and never change again.
    private Optional<Holding.Trades> copied = Optional.empty();

    private long bought;
    private long sold;
    private Notional paid = Notional.ZERO;
    private Notional received = Notional.ZERO;

    /// What was held before it. Only right where [Trades] says so.
    private Basis before = Basis.FLAT;

    /// What was held before each so many trades, for a trade that is a little late: the first `innerKnown` are right
    /// where `before` is.
    private Basis[] inner = {};
    private int innerKnown;

    Block() {
        this(FIRST);
    }

    private Block(int capacity) {
        executions = new Execution[capacity];
        orders = new OrderKey[capacity];
        buys = new boolean[capacity];
    }

    /// As it was.
    Block(Holding.Stretch stretch) {
        this(0);
        size = stretch.size();
        packed = Optional.of(stretch.trades());
        ends = stretch.ends();
        bought = stretch.bought();
        sold = stretch.sold();
        paid = Notional.of(stretch.paid());
        received = Notional.of(stretch.received());
        before = Basis.of(stretch.before());
    }

    Holding.Stretch state() {
        return new Holding.Stretch(
                size, bought, sold, paid.money(), received.money(), before.state(),
                size == 0 ? List.of() : List.of(trade(0), trade(size - 1)), trades());
    }

    private Holding.Trades trades() {
        if (packed.isPresent()) return packed.get();
        if (copied.isEmpty()) copied = Optional.of(copy());
        return copied.get();
    }

    private Holding.Trades copy() {
        var some = Arrays.copyOf(executions, size);
        var theirs = Arrays.copyOf(orders, size);
        var sides = Arrays.copyOf(buys, size);
        return () -> IntStream.range(0, some.length)
                .mapToObj(i -> new Holding.Trade(some[i], theirs[i], sides[i]))
                .toList();
    }

    /// The first and the last are had without the others.
    private Holding.Trade trade(int index) {
        if (packed.isPresent() && index == 0) return ends.getFirst();
        if (packed.isPresent() && index == size - 1) return ends.getLast();
        unpack();
        return new Holding.Trade(executions[index], orders[index], buys[index]);
    }

    private void unpack() {
        if (packed.isEmpty()) return;
        var all = packed.get().list();
        grow(Math.max(FIRST, size));
        for (int i = 0; i < size; i++) {
            executions[i] = all.get(i).execution();
            orders[i] = all.get(i).order();
            buys[i] = all.get(i).isBuy();
        }
        packed = Optional.empty();
        ends = List.of();
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    /// What follows goes into another one: it is full, or it is packed, and not so small that many restarts would leave many
    /// such.
    boolean isClosed() {
        return isFull() || (packed.isPresent() && size >= CLOSED);
    }

    Basis before() {
        return before;
    }

    void begin(Basis held) {
        if (!held.equals(before)) innerKnown = 0;
        before = held;
    }

    long bought() {
        return bought;
    }

    long sold() {
        return sold;
    }

    Notional paid() {
        return paid;
    }

    Notional received() {
        return received;
    }

    /// Where `execution` stands, or `-(index + 1)` of where it should.
    int find(Execution execution, OrderKey order) {
        unpack();
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = compare(middle, execution, order);
            if (compared == 0) return middle;
            if (compared < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -(low + 1);
    }

    /// Rule 13: by TransactTime, then ExecID; two orders may have one ExecID.
    int compare(int index, Execution execution, OrderKey order) {
        if (packed.isEmpty()) return compare(executions[index], orders[index], execution, order);
        var trade = trade(index);
        return compare(trade.execution(), trade.order(), execution, order);
    }

    private static int compare(Execution known, OrderKey itsOrder, Execution execution, OrderKey order) {
        if (known.transactTime() != execution.transactTime())
            return Long.compare(known.transactTime(), execution.transactTime());
        int byExecID = known.execID().value().compareTo(execution.execID().value());
        return byExecID != 0 ? byExecID : itsOrder.value().compareTo(order.value());
    }

    void insert(int index, Execution execution, OrderKey order, boolean isBuy, int scale) {
        unpack();
        if (size == executions.length) grow(Math.min(CAPACITY, size + (size >> 1) + 1));
        System.arraycopy(executions, index, executions, index + 1, size - index);
        System.arraycopy(orders, index, orders, index + 1, size - index);
        System.arraycopy(buys, index, buys, index + 1, size - index);
        executions[index] = execution;
        orders[index] = order;
        buys[index] = isBuy;
        size++;
        changed(index);
        count(signed(index, scale), amount(index), 1);
    }

    private void grow(int capacity) {
        executions = Arrays.copyOf(executions, capacity);
        orders = Arrays.copyOf(orders, capacity);
        buys = Arrays.copyOf(buys, capacity);
    }

    void remove(int index, int scale) {
        unpack();
        count(signed(index, scale), amount(index), -1);
        size--;
        changed(index);
        System.arraycopy(executions, index + 1, executions, index, size - index);
        System.arraycopy(orders, index + 1, orders, index, size - index);
        System.arraycopy(buys, index + 1, buys, index, size - index);
        forget(size, size + 1);
    }

    @SuppressWarnings("NullAway") // behind the end there is nothing, and nobody looks
    private void forget(int from, int to) {
        Arrays.fill(executions, from, to, null);
        Arrays.fill(orders, from, to, null);
    }

    private void count(long signed, Notional amount, int times) {
        if (signed > 0) {
            bought += signed * times;
            paid = times > 0 ? paid.plus(amount) : paid.plus(amount.negated());
        } else {
            sold -= signed * times;
            received = times > 0 ? received.plus(amount.negated()) : received.plus(amount);
        }
    }

    /// Takes the later half away, as a block of its own.
    Block split(int scale) {
        unpack();
        int half = size / 2;
        var later = new Block(CAPACITY);
        for (int i = half; i < size; i++) {
            later.insert(i - half, executions[i], orders[i], buys[i], scale);
            count(signed(i, scale), amount(i), -1);
        }
        forget(half, size);
        size = half;
        changed(half);
        return later;
    }

    /// Quantities get `digits` more.
    void rescale(int digits) {
        innerKnown = 0;
        bought = Decimals.rescaled(bought, 0, digits);
        sold = Decimals.rescaled(sold, 0, digits);
    }

    /// What is held after it, where `from` was held before.
    Basis after(Basis from, int scale) {
        if (sold == 0 && from.isAddedTo(bought)) return from.traded(bought, paid);
        if (sold == 0 && from.isReducedBy(bought)) return from.traded(bought, paid);
        if (bought == 0 && from.isAddedTo(-sold)) return from.traded(-sold, received.negated());
        if (bought == 0 && from.isReducedBy(-sold)) return from.traded(-sold, received.negated());
        begin(from);
        return counted(scale);
    }

    private Basis counted(int scale) {
        unpack();
        if (inner.length * INNER < size) inner = Arrays.copyOf(inner, 2 * size / INNER + 1);
        int first = Math.max(innerKnown - 1, 0);
        var held = innerKnown == 0 ? before : inner[first];
        for (int i = first * INNER; i < size; i++) {
            if (i % INNER == 0) {
                inner[i / INNER] = held;
                innerKnown = i / INNER + 1;
            }
            held = held.traded(signed(i, scale), amount(i));
        }
        return held;
    }

    private void changed(int index) {
        copied = Optional.empty();
        innerKnown = Math.min(innerKnown, index / INNER + 1);
    }

    /// What the last `qty` that were bought, or sold, were paid with; all of them are in this block.
    Notional newest(boolean bought, long qty, int scale) {
        unpack();
        var sum = Notional.ZERO;
        long rest = qty;
        for (int i = size - 1; i >= 0 && rest > 0; i--) {
            long signed = signed(i, scale);
            if (signed > 0 != bought || signed == 0) continue;
            long traded = Math.abs(signed);
            sum = sum.plus(traded <= rest ? amount(i) : amount(i).share(rest, traded));
            rest -= Math.min(traded, rest);
        }
        return sum;
    }

    void each(Visitor visitor) {
        unpack();
        for (int i = 0; i < size; i++) visitor.visit(executions[i], orders[i], buys[i]);
    }

    interface Visitor {
        void visit(Execution execution, OrderKey order, boolean isBuy);
    }

    private long signed(int index, int scale) {
        var qty = executions[index].qty();
        long unscaled = Decimals.rescaled(qty.unscaled(), qty.scale(), scale);
        return buys[index] ? unscaled : -unscaled;
    }

    /// Positive for a buy, unless the price is negative.
    private Notional amount(int index) {
        var notional = Notional.of(executions[index].lastQty(), executions[index].lastPx());
        return buys[index] ? notional : notional.negated();
    }
}
