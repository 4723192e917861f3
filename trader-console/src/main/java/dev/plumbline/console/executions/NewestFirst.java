package dev.plumbline.console.executions;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ModifiableObservableListBase;

/// A list that grows at its front, by many at once. JavaFX's own moves all others for each that comes: a thousand times ten
/// thousand of them, twice a second.
///
/// @param <T> what is in it
final class NewestFirst<T> extends ModifiableObservableListBase<T> {
    private final List<T> all = new ArrayList<>();

    /// @param fresh the oldest first
    void put(List<T> fresh) {
        if (fresh.isEmpty()) return;
        beginChange();
        all.addAll(0, fresh.reversed());
        modCount++;
        nextAdd(0, fresh.size());
        endChange();
    }

    @Override
    protected void removeRange(int from, int to) {
        if (from == to) return;
        var part = all.subList(from, to);
        beginChange();
        nextRemove(from, List.copyOf(part));
        part.clear();
        modCount++;
        endChange();
    }

    @Override
    public T get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }

    @Override
    protected void doAdd(int index, T element) {
        all.add(index, element);
    }

    @Override
    protected T doSet(int index, T element) {
        return all.set(index, element);
    }

    @Override
    protected T doRemove(int index) {
        return all.remove(index);
    }
}
