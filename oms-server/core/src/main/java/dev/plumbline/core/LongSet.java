package dev.plumbline.core;

/// A growing set of numbers, open addressing: the fingerprints of the reports that an order has seen.
final class LongSet {
    private long[] slots = new long[8];
    private int size;

    /// Adds `value`; false where it was there.
    boolean add(long value) {
        long key = value == 0 ? 1 : value;
        int i = place(slots, key);
        if (slots[i] == key) return false;
        slots[i] = key;
        if (++size * 4 > slots.length * 3) grow();
        return true;
    }

    boolean contains(long value) {
        long key = value == 0 ? 1 : value;
        return slots[place(slots, key)] == key;
    }

    private void grow() {
        var wider = new long[slots.length * 2];
        for (long key : slots) if (key != 0) wider[place(wider, key)] = key;
        slots = wider;
    }

    private static int place(long[] table, long key) {
        int mask = table.length - 1;
        int i = (int) (key ^ (key >>> 32)) * 0x9E3779B9 >>> 8 & mask;
        while (table[i] != 0 && table[i] != key) i = (i + 1) & mask;
        return i;
    }
}
