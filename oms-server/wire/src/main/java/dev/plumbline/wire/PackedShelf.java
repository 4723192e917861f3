package dev.plumbline.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

import dev.plumbline.core.BookState;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.SessionExecID;
import dev.plumbline.core.SessionOrderID;
import dev.plumbline.core.Shelf;
import dev.plumbline.wire.Packed.Dictionary;
import dev.plumbline.wire.Packed.In;
import dev.plumbline.wire.Packed.Out;

/// Orders at rest as they are in a file, in memory: their bytes, where each begins, and a table of their names. To read it is
/// to read so many bytes; an order becomes objects when somebody asks for it. What was not taken from it goes into the next
/// one as the bytes that it is.
final class PackedShelf implements Shelf {
    private static final int BLOCK = 1 << 20;

    private final Dictionary dictionary;
    private final List<byte[]> blocks;

    /// By place: the number of the block, and in the lower half where in it the order's length stands, then the order.
    private final long[] at;

    private final long[] numbers;
    private final long[] enteredAt;
    private final NameTable names;

    private PackedShelf(
            Dictionary dictionary, List<byte[]> blocks, long[] at, long[] numbers, long[] enteredAt, NameTable names) {
        this.dictionary = dictionary;
        this.blocks = blocks;
        this.at = at;
        this.numbers = numbers;
        this.enteredAt = enteredAt;
        this.names = names;
    }

    Dictionary dictionary() {
        return dictionary;
    }

    @Override
    public int size() {
        return at.length;
    }

    @Override
    public int find(OrderKey key) {
        return names.find(NameTable.hash(key), place -> label(place).key().equals(key));
    }

    @Override
    public int find(ClOrdID clOrdID) {
        return names.find(NameTable.hash(clOrdID), place -> label(place).clOrdIDs().contains(clOrdID));
    }

    @Override
    public int find(SessionOrderID name) {
        return names.find(NameTable.hash(name), place -> label(place).orderIDs().contains(name));
    }

    @Override
    public int find(SessionExecID name, IntPredicate which) {
        var all = new ArrayList<Integer>(1);
        names.find(NameTable.hash(name), place -> {
            if (which.test(place) && has(place, name)) all.add(place);
            return false; // look at all of them
        });
        return all.stream().min(Comparator.comparingLong(place -> numbers[place])).orElse(NOWHERE);
    }

    private boolean has(int place, SessionExecID name) {
        var in = in(place);
        return FiledOrder.label(in).broker().equals(name.session())
                && FiledOrder.executions(in).stream()
                        .anyMatch(known -> known.execID().equals(name.execID()) || known.lastExecID().equals(name.execID()));
    }

    @Override
    public long number(int place) {
        return numbers[place];
    }

    @Override
    public long enteredAt(int place) {
        return enteredAt[place];
    }

    @Override
    public Label label(int place) {
        return FiledOrder.label(in(place));
    }

    @Override
    public List<Execution> executions(int place) {
        var in = in(place);
        FiledOrder.label(in);
        return FiledOrder.executions(in);
    }

    @Override
    public BookState.Filed filed(int place) {
        return FiledOrder.filed(in(place), numbers[place]);
    }

    private In in(int place) {
        var block = blocks.get((int) (at[place] >>> Integer.SIZE));
        var in = new In(block, (int) at[place], block.length, dictionary, 1);
        int length = in.length();
        in.goTo(in.at(), in.at() + length);
        return in;
    }

    private void copy(int place, Out to) {
        var in = in(place);
        to.bytes(blocks.get((int) (at[place] >>> Integer.SIZE)), in.at(), in.left());
    }

    /// Puts down orders in the form in which [#read] has them.
    static final class Writer {
        private final DataOutputStream to;
        private final Dictionary dictionary;
        private final Out alone;
        private final Out block;
        private final NameTable names = new NameTable();
        private long[] at;
        private long[] numbers;
        private long[] enteredAt;
        private int size;
        private int blocks;

        /// @param orders so many will be added
        /// @param dictionary of all that is written
        Writer(DataOutputStream to, int orders, Dictionary dictionary) throws IOException {
            this.to = to;
            this.dictionary = dictionary;
            alone = new Out(dictionary);
            block = new Out(dictionary);
            at = new long[orders];
            numbers = new long[orders];
            enteredAt = new long[orders];
            to.writeInt(orders);
        }

        /// What is left on a shelf, in the order in which it is there.
        void add(BookState.Remaining remaining) throws IOException {
            if (!(remaining.shelf() instanceof PackedShelf shelf) || !dictionary.beginsAs(shelf.dictionary))
                throw new IllegalArgumentException("a shelf with other words");
            var placeNow = new int[shelf.size()];
            Arrays.fill(placeNow, NOWHERE);
            for (int place = 0; place < shelf.size(); place++) {
                if (!remaining.has(place)) continue;
                placeNow[place] = size;
                begin(shelf.numbers[place], shelf.enteredAt[place]);
                shelf.copy(place, block);
                end();
            }
            shelf.names.each((hash, place) -> {
                if (placeNow[place] >= 0) names.put(hash, placeNow[place]);
            });
        }

        void add(FiledOrder.Named named) throws IOException {
            names.put(NameTable.hash(named.filed().key()), size);
            for (var clOrdID : named.clOrdIDs()) names.put(NameTable.hash(clOrdID), size);
            for (var name : named.orderIDs()) names.put(NameTable.hash(name), size);
            for (var execution : named.filed().executions()) nameExecution(named.filed().order().session(), execution);
            begin(named.filed().number(), named.filed().enteredAt());
            block.bytes(FiledOrder.bytes(alone, named));
            end();
        }

        private void nameExecution(BrokerSession broker, Execution execution) {
            names.put(NameTable.hash(new SessionExecID(broker, execution.execID())), size);
            if (!execution.lastExecID().equals(execution.execID()))
                names.put(NameTable.hash(new SessionExecID(broker, execution.lastExecID())), size);
        }

        private void begin(long number, long entered) {
            at[size] = (long) blocks << Integer.SIZE | block.size();
            numbers[size] = number;
            enteredAt[size] = entered;
        }

        private void end() throws IOException {
            size++;
            if (block.size() >= BLOCK) writeBlock();
        }

        private void writeBlock() throws IOException {
            BookStateForm.message(to, block.bytes());
            block.begin();
            blocks++;
        }

        /// Once all are added.
        void finish() throws IOException {
            if (size != at.length) throw new IllegalStateException(size + " orders of " + at.length);
            if (block.size() > 0) writeBlock();
            BookStateForm.message(to, new byte[0]);
            BookStateForm.writeNews(to, dictionary);
            Numbers.write(to, at);
            Numbers.write(to, numbers);
            Numbers.write(to, enteredAt);
            names.write(to);
        }
    }

    static PackedShelf read(DataInputStream in, Dictionary dictionary) throws IOException {
        int size = in.readInt();
        var blocks = new ArrayList<byte[]>();
        for (var block = BookStateForm.message(in); block.length > 0; block = BookStateForm.message(in)) blocks.add(block);
        long bytes = blocks.stream().mapToLong(block -> block.length).sum();
        if (size < 0 || size > bytes) throw new WireException("a shelf of " + size + " orders in " + bytes + " bytes");
        BookStateForm.readNews(in, dictionary);
        var at = Numbers.longs(in, size);
        for (long one : at)
            if (one >>> Integer.SIZE >= blocks.size() || (int) one < 0 || (int) one >= blocks.get((int) (one >>> Integer.SIZE)).length)
                throw new WireException("an order where no block is");
        return new PackedShelf(
                dictionary, blocks, at, Numbers.longs(in, size), Numbers.longs(in, size), NameTable.read(in, size, bytes));
    }
}
