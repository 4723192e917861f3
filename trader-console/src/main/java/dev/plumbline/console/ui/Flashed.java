package dev.plumbline.console.ui;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Which columns of a table light up where their value changes: those that were built so, until a person chooses.
public final class Flashed {
    private static final String NONE = "-";

    private final Set<String> built;
    private final StringProperty kept = new SimpleStringProperty("");
    private Set<String> now = Set.of();

    /// @param built ids of columns
    public Flashed(Set<String> built) {
        this.built = Set.copyOf(built);
        kept.subscribe(text -> now = text.isEmpty() ? this.built : Arrays.stream(text.split(",")).collect(Collectors.toSet()));
    }

    public boolean is(String column) {
        return now.contains(column);
    }

    void toggle(String column) {
        var other = new TreeSet<>(now);
        other.remove(NONE);
        if (!other.remove(column)) other.add(column);
        kept.set(other.equals(built) ? "" : other.isEmpty() ? NONE : String.join(",", other));
    }

    /// As a workspace keeps it: ids with commas; empty for as it was built.
    public StringProperty kept() {
        return kept;
    }
}
