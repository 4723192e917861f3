package dev.plumbline.console.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/// Which columns of a table light up where their value changes, and for how long: as it was built, until a person chooses.
public final class Flashed {
    /// For how long a person may have them lit, in milliseconds.
    static final List<Integer> MILLIS = List.of(150, 300, 600, 1_000);

    static final int BUILT_MILLIS = 300;
    private static final String NONE = "-";

    private final Set<String> built;
    private final StringProperty kept = new SimpleStringProperty("");
    private final StringProperty keptMillis = new SimpleStringProperty("");
    private final ObservableValue<Integer> millis = keptMillis.map(Flashed::millis);
    private Set<String> now = Set.of();

    /// @param built ids of columns
    public Flashed(Set<String> built) {
        this.built = Set.copyOf(built);
        kept.subscribe(text -> now = text.isEmpty() ? this.built : Arrays.stream(text.split(",")).collect(Collectors.toSet()));
    }

    public boolean is(String column) {
        return now.contains(column);
    }

    private static int millis(String kept) {
        return MILLIS.stream().filter(each -> kept.equals(each.toString())).findFirst().orElse(BUILT_MILLIS);
    }

    /// For how long.
    public ObservableValue<Integer> millis() {
        return millis;
    }

    void last(int wanted) {
        keptMillis.set(wanted == BUILT_MILLIS ? "" : Integer.toString(wanted));
    }

    void reset() {
        kept.set("");
        keptMillis.set("");
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

    /// As a workspace keeps it: milliseconds; empty for as it was built.
    public StringProperty keptMillis() {
        return keptMillis;
    }
}
