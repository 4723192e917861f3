package dev.plumbline.console.export;

import java.util.List;

/// A table as it is shown: the columns in their order, the rows in theirs. Taken on the thread of the screen, written on
/// another: the rows are copied here, and each must be immutable, so hand over the orders and not the rows of a table.
///
/// @param name such as `Orders`: the name of the sheet in a workbook
/// @param <R> what a row shows
public record Sheet<R>(String name, List<Column<R>> columns, List<R> rows) {
    public Sheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
