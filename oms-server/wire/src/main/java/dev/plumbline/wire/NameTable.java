package dev.plumbline.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.IntPredicate;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.SessionExecID;
import dev.plumbline.core.SessionOrderID;
import dev.plumbline.core.Shelf;

/// In which places of a [Shelf] names are: a hash table with open addressing that is kept as it is, so that a restart has
/// nothing to build. It knows names by their hashes only; who asks looks whether the order there has the name. One writer,
/// then any thread.
final class NameTable {
    private static final int FIRST = 16;

    private long[] hashes = new long[FIRST];

    /// Each one more than the place, so that 0 is none.
    private int[] places = new int[FIRST];

    private int size;

    static long hash(OrderKey key) {
        return hash(1, key.value(), "");
    }

    static long hash(ClOrdID clOrdID) {
        return hash(2, clOrdID.value(), "");
    }

    static long hash(SessionOrderID name) {
        return hash(3, name.session().value(), name.orderID().value());
    }

    static long hash(SessionExecID name) {
        return hash(4, name.session().value(), name.execID().value());
    }

    /// The same in every run, other than a hash of Java's: it is in files. FNV-1a over the characters, its bits then mixed,
    /// as it leaves the lower ones of names that differ in their last digit only alike.
    private static long hash(int sort, String first, String second) {
        long hash = 0xCBF29CE484222325L + sort;
        for (int i = 0; i < first.length(); i++) hash = (hash ^ first.charAt(i)) * 0x100000001B3L;
        hash = (hash ^ 0x10000) * 0x100000001B3L;
        for (int i = 0; i < second.length(); i++) hash = (hash ^ second.charAt(i)) * 0x100000001B3L;
        hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return hash ^ (hash >>> 32);
    }

    void put(long hash, int place) {
        if (++size * 4L > hashes.length * 3L) grow();
        insert(hash, place + 1);
    }

    private void insert(long hash, int oneMore) {
        int mask = hashes.length - 1;
        int i = (int) hash & mask;
        while (places[i] != 0) i = (i + 1) & mask;
        hashes[i] = hash;
        places[i] = oneMore;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldPlaces = places;
        hashes = new long[2 * oldHashes.length];
        places = new int[2 * oldHashes.length];
        for (int i = 0; i < oldHashes.length; i++) if (oldPlaces[i] != 0) insert(oldHashes[i], oldPlaces[i]);
    }

    /// @param isMeant whether the order in a place has the name
    /// @return the first such, or [Shelf#NOWHERE]
    int find(long hash, IntPredicate isMeant) {
        int mask = hashes.length - 1;
        for (int i = (int) hash & mask; places[i] != 0; i = (i + 1) & mask)
            if (hashes[i] == hash && isMeant.test(places[i] - 1)) return places[i] - 1;
        return Shelf.NOWHERE;
    }

    void each(Visitor visitor) {
        for (int i = 0; i < hashes.length; i++) if (places[i] != 0) visitor.visit(hashes[i], places[i] - 1);
    }

    interface Visitor {
        void visit(long hash, int place);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(size);
        out.writeInt(hashes.length);
        Numbers.write(out, hashes);
        Numbers.write(out, places);
    }

    /// @param orders in so many places
    /// @param most so many names at most
    static NameTable read(DataInputStream in, int orders, long most) throws IOException {
        var table = new NameTable();
        table.size = in.readInt();
        int length = in.readInt();
        boolean isOne = Integer.bitCount(length) == 1 && table.size >= 0 && table.size * 4L <= length * 3L
                && table.size <= most && length <= Math.max(FIRST, table.size * 4L);
        if (!isOne)
            throw new WireException("a table of names with " + table.size + " names in " + length + " places");
        table.hashes = Numbers.longs(in, length);
        table.places = Numbers.ints(in, length);
        for (int place : table.places)
            if (place < 0 || place > orders) throw new WireException("a name of order " + place + " of " + orders);
        return table;
    }
}
