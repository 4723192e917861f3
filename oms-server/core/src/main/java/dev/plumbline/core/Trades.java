package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// The trades of one position in the order in which they count, in blocks. Sums are kept up to date; what the open
/// quantity cost depends on the order and is worked out when it is asked for: at once where trades come in order, from
/// the block that changed where they do not, so that a late one, a bust or a correction costs about as much among a
/// hundred thousand others as among few. Never overflows: [Line] has seen to that.
final class Trades {
    private final CostMethod method;
    private final List<Block> blocks = new ArrayList<>();

    /// Decimals of every quantity here.
    private int scale;

    private long qty;
    private Notional cash = Notional.ZERO;

    /// So many blocks know what was held before them; all do, and `held` is what is held after, where `isCounted`.
    private int known = 1;

    private Basis held = Basis.FLAT;
    private boolean isCounted = true;

    Trades(CostMethod method, int scale) {
        this.method = method;
        this.scale = scale;
        blocks.add(new Block());
    }

    /// As they were.
    Trades(CostMethod method, int scale, Holding.InCurrency part) {
        this.method = method;
        this.scale = scale;
        qty = part.qty();
        cash = Notional.of(part.cash());
        held = Basis.of(part.held());
        for (var stretch : part.stretches()) blocks.add(new Block(stretch));
        known = blocks.size();
    }

    Holding.InCurrency state(Currency currency) {
        var all = held().state();
        return new Holding.InCurrency(currency, qty, cash(), all, blocks.stream().map(Block::state).toList());
    }

    boolean isEmpty() {
        return blocks.size() == 1 && blocks.getFirst().size() == 0;
    }

    Qty qty() {
        return new Qty(qty, scale);
    }

    /// Received minus paid.
    Money cash() {
        return cash.money();
    }

    /// Of the open quantity, negative when short.
    Money cost() {
        return switch (method) {
            case AVERAGE_COST -> held().cost().money();
            case FIFO -> newest().money();
        };
    }

    void add(Execution execution, OrderKey order, boolean isBuy) {
        int last = blocks.size() - 1;
        var block = blocks.get(last);
        boolean isInOrder = block.size() == 0 || block.compare(block.size() - 1, execution, order) < 0;
        if (isInOrder) append(block, execution, order, isBuy);
        else insert(execution, order, isBuy);
        count(execution, isBuy, 1);
    }

    private void append(Block last, Execution execution, OrderKey order, boolean isBuy) {
        var block = last;
        if (last.isClosed()) {
            block = new Block();
            block.begin(held);
            blocks.add(block);
            if (isCounted) known = blocks.size();
        }
        block.insert(block.size(), execution, order, isBuy, scale);
        if (isCounted) held = held.traded(signed(execution, isBuy), amount(execution, isBuy));
    }

    private void insert(Execution execution, OrderKey order, boolean isBuy) {
        int index = blockOf(execution, order);
        if (blocks.get(index).isFull()) {
            blocks.add(index + 1, blocks.get(index).split(scale));
            changed(index);
            index = blockOf(execution, order);
        }
        var block = blocks.get(index);
        block.insert(-(block.find(execution, order) + 1), execution, order, isBuy, scale);
        changed(index);
    }

    void remove(Execution execution, OrderKey order, boolean isBuy) {
        int index = blockOf(execution, order);
        var block = blocks.get(index);
        int at = block.find(execution, order);
        if (at < 0) throw new IllegalStateException("no such trade in the position: " + execution + " of " + order);
        block.remove(at, scale);
        count(execution, isBuy, -1);
        changed(index);
        if (block.size() == 0 && blocks.size() > 1) drop(index);
    }

    private void drop(int index) {
        blocks.remove(index);
        blocks.getFirst().begin(Basis.FLAT);
        known = Math.max(1, Math.min(known, index));
    }

    /// What was held before this block is right, and no longer what was held after it.
    private void changed(int index) {
        known = Math.min(known, index + 1);
        isCounted = false;
    }

    /// The last one that begins with this trade or one before it; else the first.
    private int blockOf(Execution execution, OrderKey order) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks.get(middle).compare(0, execution, order) <= 0) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    private void count(Execution execution, boolean isBuy, int times) {
        qty += signed(execution, isBuy) * times;
        var amount = amount(execution, isBuy);
        cash = times > 0 ? cash.plus(amount.negated()) : cash.plus(amount);
    }

    private long signed(Execution execution, boolean isBuy) {
        var traded = execution.qty();
        long unscaled = Decimals.rescaled(traded.unscaled(), traded.scale(), scale);
        return isBuy ? unscaled : -unscaled;
    }

    private static Notional amount(Execution execution, boolean isBuy) {
        var notional = Notional.of(execution.lastQty(), execution.lastPx());
        return isBuy ? notional : notional.negated();
    }

    /// Quantities have `wider` decimals from now on.
    void rescale(int wider) {
        if (wider == scale) return;
        for (var block : blocks) block.rescale(wider - scale);
        qty = Decimals.rescaled(qty, scale, wider);
        scale = wider;
        changed(0);
    }

    private Basis held() {
        if (isCounted) return held;
        var counted = blocks.get(known - 1).before();
        for (int i = known - 1; i < blocks.size(); i++) {
            blocks.get(i).begin(counted);
            counted = blocks.get(i).after(counted, scale);
        }
        held = counted;
        known = blocks.size();
        isCounted = true;
        return held;
    }

    /// First in, first out: what is still there is what came last. So no trade need be matched with another.
    private Notional newest() {
        boolean isLong = qty > 0;
        long rest = Math.abs(qty);
        var sum = Notional.ZERO;
        for (int i = blocks.size() - 1; rest > 0; i--) {
            var block = blocks.get(i);
            long in = isLong ? block.bought() : block.sold();
            if (in <= rest) sum = isLong ? sum.plus(block.paid()) : sum.plus(block.received().negated());
            else sum = sum.plus(block.newest(isLong, rest, scale));
            rest -= Math.min(in, rest);
        }
        return sum;
    }

    void each(Block.Visitor visitor) {
        for (var block : blocks) block.each(visitor);
    }
}
