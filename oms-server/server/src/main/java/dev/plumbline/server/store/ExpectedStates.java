package dev.plumbline.server.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the tables of states hold where the inputs are what they say they are: made of the inputs alone, to be compared
/// with the tables by `oms verify`. One thread.
public final class ExpectedStates {
    private final Rows rows = new Rows();
    private final StateSeqs nothingWritten = new StateSeqs();

    /// The next input of its shard, and what the core makes of it.
    public void add(StoreBatch.Entry entry) {
        rows.addState(new Pending(entry.kept().entry().shard(), entry), nothingWritten);
    }

    /// Each is made when its turn comes.
    Stream<Table> tables() {
        return rows.tables();
    }

    /// The rows of one table as text, by the text of their key.
    ///
    /// @param select gives the same columns of the table itself
    record Table(String name, String select, Map<String, List<String>> rows) {
        /// The first columns of each table are its key.
        private static final Map<String, Integer> KEYS = Map.of("orders", 2, "execution", 3, "position", 2, "release", 2);

        static Table of(String name, String select, Part<?> part) {
            var rows = new LinkedHashMap<String, List<String>>();
            var columns = part.tuple();
            for (int i = 0; i < part.rows().size(); i++) {
                var row = new ArrayList<String>(columns.size());
                for (int column = 0; column < columns.size(); column++)
                    row.add(String.valueOf(((Object[]) columns.getValue(column))[i]));
                rows.put(key(name, row), row);
            }
            return new Table(name, select, rows);
        }

        private static String key(String name, List<String> row) {
            return String.join(" ", row.subList(0, KEYS.getOrDefault(name, 1)));
        }

        /// Compares with what is there.
        /// @param there the rows of the table
        /// @param names of its columns
        List<String> differences(List<List<String>> there, List<String> names) {
            var missing = new HashMap<>(rows);
            var differences = new ArrayList<String>();
            for (var row : there) {
                var key = key(name, row);
                var expected = missing.remove(key);
                if (expected == null) differences.add("table " + name + ", row " + key + ": should not be there");
                else differ(key, expected, row, names, differences);
            }
            for (var key : missing.keySet()) differences.add("table " + name + ", row " + key + ": is missing");
            return differences;
        }

        private void differ(
                String key, List<String> expected, List<String> row, List<String> names, List<String> differences) {
            for (int i = 0; i < row.size(); i++)
                if (!expected.get(i).equals(row.get(i)))
                    differences.add("table " + name + ", row " + key + ", " + names.get(i) + ": is '" + row.get(i)
                            + "', and by the inputs '" + expected.get(i) + "'");
        }
    }
}
