package dev.plumbline.console.executions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a table is told of the list, and what the list holds. No toolkit.
class NewestFirstTest {
    private final NewestFirst<Integer> list = new NewestFirst<>();
    /// Only by what was told.
    private final List<Integer> mirror = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        list.addListener((ListChangeListener<Integer>) change -> {
            while (change.next()) {
                told.add("+" + change.getAddedSize() + " -" + change.getRemovedSize());
                mirror.subList(change.getFrom(), change.getFrom() + change.getRemovedSize()).clear();
                mirror.addAll(change.getFrom(), change.getAddedSubList());
            }
        });
    }

    @Test
    void manyComeAtOnceAndAreToldAsOne() {
        list.put(List.of(1, 2, 3));
        list.put(List.of(4, 5));
        assertThat(list).containsExactly(5, 4, 3, 2, 1).isEqualTo(mirror);
        assertThat(told).containsExactly("+3 -0", "+2 -0");
    }

    @Test
    void theOldestGoAtOnce() {
        list.put(List.of(1, 2, 3, 4, 5));
        list.subList(3, 5).clear();
        assertThat(list).containsExactly(5, 4, 3).isEqualTo(mirror);
        assertThat(told).containsExactly("+5 -0", "+0 -2");
    }

    @Test
    void itIsAListLikeAnyOther() {
        list.put(List.of());
        list.put(List.of(1, 2, 3, 4));
        list.removeIf(each -> each % 2 == 0);
        list.set(0, 7);
        list.add(8);
        assertThat(list).containsExactly(7, 1, 8).isEqualTo(mirror);
        list.clear();
        assertThat(list).isEmpty();
        assertThat(mirror).isEmpty();
    }
}
