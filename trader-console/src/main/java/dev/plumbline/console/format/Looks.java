package dev.plumbline.console.format;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TableCell;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.filter.Fields;
import dev.plumbline.console.ui.FormatRule;

/// Gives rows and cells the look that the rules in force ask for. A rule is asked when the record in a row or cell changes, not
/// when it is painted; and of the rows in sight alone, for no others have a cell.
///
/// For the FX thread.
///
/// @param <V> what a row shows
/// @param <T> the record in it that rules are about
public final class Looks<V, T> {
    private final Function<V, Optional<T>> record;
    private final Set<Dressed> dressed = Collections.newSetFromMap(new WeakHashMap<>());
    private Rules<T> rules;

    Looks(Fields<T> fields, Function<V, Optional<T>> record) {
        this.record = record;
        rules = Rules.read(List.<FormatRule>of(), fields, Set.of());
    }

    /// A row, or a cell of it.
    public final class Dressed {
        private final Node node;
        private final String column;
        private @Nullable V shown;
        private Look look = Look.PLAIN;

        private Dressed(Node node, String column) {
            this.node = node;
            this.column = column;
        }

        /// It shows this from now on; nothing where it is empty.
        public void show(@Nullable V now) {
            shown = now;
            if (look != Look.PLAIN || rules.areFor(column)) look();
        }

        private void look() {
            var now = rules.areFor(column) ? rules.look(column, asked()) : Look.PLAIN;
            if (now == look) return;
            if (look != Look.PLAIN) node.pseudoClassStateChanged(look.state(), false);
            if (now != Look.PLAIN) node.pseudoClassStateChanged(now.state(), true);
            look = now;
        }

        private Optional<T> asked() {
            return shown == null ? Optional.empty() : record.apply(shown);
        }
    }

    /// For a row of the table to tell what it shows.
    public Dressed row(Node row) {
        return dress(row, "");
    }

    /// From here on the cell looks as the rules for its column ask for.
    public void cell(TableCell<?, V> cell, String column) {
        var dressed = dress(cell, column);
        // Not by its changes: these compare two records as a whole, for each cell.
        cell.itemProperty().subscribe(() -> dressed.show(cell.getItem()));
    }

    private Dressed dress(Node node, String column) {
        var fresh = new Dressed(node, column);
        dressed.add(fresh);
        return fresh;
    }

    void take(Rules<T> others) {
        rules = others;
        dressed.forEach(Dressed::look);
    }

    /// Asks all again where time alone makes a difference.
    void everySecond() {
        if (rules.changesWithTime()) dressed.forEach(Dressed::look);
    }
}
