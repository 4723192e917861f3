package dev.plumbline.console.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javafx.collections.ObservableListBase;

import dev.plumbline.console.blotter.SortKey;

/// The rows of the blotter: all of them in the order of the last sort, and as the list that a table shows those that are
/// in. So a filter chooses and never sorts, and a sort compares no orders: ranks are numbers of 64 bits, sorted by radix,
/// which takes a millisecond or two for fifty thousand rows. Rows of one rank stand in the order in which they came,
/// unless what is behind the ranks tells them apart.
///
/// For the FX thread.
final class Ranking extends ObservableListBase<OrderRow> {
    /// Rows that come or go at once. More of them, and the list is told as a new one.
    private static final int MANY = 500;

    /// Between the places of two neighbours, so that others find theirs in between.
    private static final long GAP = 1L << 20;

    private static final int DIGITS = Long.BYTES;
    private static final int DIGIT_VALUES = 1 << Byte.SIZE;

    private final List<OrderRow> arrived = new ArrayList<>();
    private final List<OrderRow> entering = new ArrayList<>();
    private List<OrderRow> ranked = new ArrayList<>();
    private List<OrderRow> shown = new ArrayList<>();
    private Comparator<OrderRow> order = (_, _) -> 0;
    private boolean isDescending;
    private boolean hasMoreColumns;
    private int gone;
    private Scratch scratch = new Scratch(0);

    @Override
    public OrderRow get(int index) {
        return shown.get(index);
    }

    @Override
    public int size() {
        return shown.size();
    }

    /// All rows, in or not, in the order in which they came.
    List<OrderRow> arrived() {
        return arrived;
    }

    /// A new row. It is shown after the next [#bring(Collection)] that names it.
    void arrive(OrderRow row) {
        arrived.add(row);
        entering.add(row);
    }

    /// Its order is no longer told. It leaves with the next [#bring(Collection)] that names it.
    void drop(OrderRow row) {
        row.isGone = true;
        gone++;
    }

    /// Brings the list in line with the rows that are in.
    ///
    /// @param moved those for which that has changed, and maybe others
    /// @return false where the list was told as a new one: then nothing of it is selected any more
    boolean bring(Collection<OrderRow> moved) {
        boolean isSorted = place();
        if (moved.size() > MANY) {
            replace();
            return false;
        }
        if (isSorted) tell();
        beginChange();
        try {
            for (var row : moved) {
                if (row.isListed && !row.isIn) leave(row);
                else if (row.isIn && !row.isListed) enter(row);
            }
        } finally {
            endChange();
        }
        if (gone > MANY && gone > arrived.size() / 4) forget();
        return !isSorted;
    }

    private void leave(OrderRow row) {
        row.isListed = false;
        int at = find(shown, row);
        shown.remove(at);
        nextRemove(at, row);
    }

    private void enter(OrderRow row) {
        row.isListed = true;
        int at = -find(shown, row) - 1;
        shown.add(at, row);
        nextAdd(at, at + 1);
    }

    /// By its place, as [java.util.Collections#binarySearch(List, Object)].
    private static int find(List<OrderRow> rows, OrderRow row) {
        int low = 0;
        int high = rows.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long place = rows.get(middle).place;
            if (place == row.place) return middle;
            if (place < row.place) low = middle + 1;
            else high = middle - 1;
        }
        return -(low + 1);
    }

    private void replace() {
        beginChange();
        var before = shown;
        shown = listed();
        nextReplace(0, shown.size(), before);
        endChange();
    }

    private List<OrderRow> listed() {
        var rows = new ArrayList<OrderRow>(ranked.size());
        for (var row : ranked) {
            row.isListed = row.isIn;
            if (row.isIn) rows.add(row);
        }
        return rows;
    }

    /// Gives the new ones their places among the others; true where that has sorted them all.
    private boolean place() {
        boolean areMany = entering.size() > MANY;
        if (areMany) rank();
        else for (var row : entering) insert(row);
        entering.clear();
        return areMany;
    }

    private void insert(OrderRow row) {
        row.rank = row.nextRank;
        int at = after(row);
        long from = at == 0 ? place(0) - 2 * GAP : place(at - 1);
        long to = at == ranked.size() ? from + 2 * GAP : place(at);
        ranked.add(at, row);
        row.place = from + (to - from) / 2;
        if (row.place == from) number();
    }

    private long place(int at) {
        return at < ranked.size() ? ranked.get(at).place : 0;
    }

    /// After all that are not greater.
    private int after(OrderRow row) {
        int low = 0;
        int high = ranked.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.compare(ranked.get(middle), row) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private void number() {
        long place = 0;
        for (var row : ranked) row.place = place += GAP;
    }

    /// But for those that are still listed.
    private void forget() {
        arrived.removeIf(row -> row.isGone && !row.isListed);
        ranked.removeIf(row -> row.isGone && !row.isListed);
        gone = (int) arrived.stream().filter(row -> row.isGone).count();
    }

    /// Sorts all rows by their next ranks. The list is told as a new one: nothing of it is selected any more.
    ///
    /// @param by what decides, from the first column on
    void sort(List<OrderColumn.Sorted> by) {
        order = OrderColumn.order(by);
        isDescending = !by.isEmpty() && by.getFirst().isDescending();
        hasMoreColumns = by.size() > 1;
        entering.clear();
        rank();
        tell();
    }

    /// Rows keep being listed: only their order has changed. Told as a new list all the same: of a permutation a table
    /// makes a map of all its rows, which costs more than the sort.
    private void tell() {
        var before = shown;
        var now = new ArrayList<OrderRow>(before.size());
        for (var row : ranked) if (row.isListed) now.add(row);
        if (isSame(before, now)) return;
        beginChange();
        shown = now;
        nextReplace(0, now.size(), before);
        endChange();
    }

    private static boolean isSame(List<OrderRow> some, List<OrderRow> others) {
        for (int i = 0; i < some.size(); i++) if (some.get(i) != others.get(i)) return false;
        return true;
    }

    private void rank() {
        if (gone > 0) forget();
        int count = arrived.size();
        if (scratch.keys.length < count) scratch = new Scratch(count + count / 2);
        for (int i = 0; i < count; i++) {
            var row = arrived.get(i);
            row.rank = row.nextRank;
            long rising = row.rank ^ Long.MIN_VALUE; // sorted without sign
            scratch.keys[i] = isDescending ? ~rising : rising;
            scratch.rows[i] = i;
        }
        scratch.sort(count);
        ranked = new ArrayList<>(count);
        for (int i = 0; i < count; i++) ranked.add(arrived.get(scratch.rows[i]));
        tellApart();
        number();
    }

    /// Sorts those of one rank among themselves, where there is more to them than the rank.
    private void tellApart() {
        for (int from = 0, to; from < ranked.size(); from = to) {
            long rank = ranked.get(from).rank;
            for (to = from + 1; to < ranked.size() && ranked.get(to).rank == rank; ) to++;
            if (to - from > 1 && (hasMoreColumns || !SortKey.isWhole(rank))) ranked.subList(from, to).sort(order);
        }
    }

    /// Room to sort in, kept because it is large and needed each second.
    private static final class Scratch {
        private long[] keys;
        private int[] rows;
        private long[] otherKeys;
        private int[] otherRows;

        Scratch(int room) {
            keys = new long[room];
            rows = new int[room];
            otherKeys = new long[room];
            otherRows = new int[room];
        }

        /// Stable, byte by byte from the last one; bytes in which all are alike cost nothing.
        void sort(int count) {
            long differing = 0;
            for (int i = 1; i < count; i++) differing |= keys[i] ^ keys[0];
            for (int digit = 0; digit < DIGITS; digit++) if (value(differing, digit) != 0) move(count, digit);
        }

        private void move(int count, int digit) {
            var starts = new int[DIGIT_VALUES];
            for (int i = 0; i < count; i++) starts[value(keys[i], digit)]++;
            for (int value = 0, start = 0; value < DIGIT_VALUES; value++) {
                int those = starts[value];
                starts[value] = start;
                start += those;
            }
            for (int i = 0; i < count; i++) {
                int to = starts[value(keys[i], digit)]++;
                otherKeys[to] = keys[i];
                otherRows[to] = rows[i];
            }
            var sortedKeys = otherKeys;
            otherKeys = keys;
            keys = sortedKeys;
            var sortedRows = otherRows;
            otherRows = rows;
            rows = sortedRows;
        }

        private static int value(long key, int digit) {
            return (int) (key >>> digit * Byte.SIZE) & DIGIT_VALUES - 1;
        }
    }
}
