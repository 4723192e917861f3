package dev.plumbline.core;

/// The fingerprints of the reports that an order has seen: a growing set of numbers, open addressing. One writer; what
/// [#frozen()] gave away never changes.
public final class Seen {
    private static final int LEAST = 8;

    private long[] slots;
    private int size;
    private boolean isShared;

    Seen() {
        slots = new long[LEAST];
    }

    private Seen(long[] slots, int size) {
        this.slots = slots;
        this.size = size;
        isShared = true;
    }

    /// With these fingerprints.
    public static Seen of(long... fingerprints) {
        var seen = new Seen();
        for (long fingerprint : fingerprints) seen.add(fingerprint);
        return seen;
    }

    /// As it is now, for ever. Costs nothing until one of the two grows.
    Seen frozen() {
        isShared = true;
        return new Seen(slots, size);
    }

    /// All of them, in no order that means anything.
    public long[] toArray() {
        var all = new long[size];
        int i = 0;
        for (long key : slots) if (key != 0) all[i++] = key;
        return all;
    }

    public int size() {
        return size;
    }

    /// Adds `value`; false where it was there.
    boolean add(long value) {
        long key = value == 0 ? 1 : value;
        int i = place(slots, key);
        if (slots[i] == key) return false;
        if (isShared) {
            slots = slots.clone();
            isShared = false;
        }
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
