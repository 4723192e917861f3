package dev.plumbline.server.verify;

import java.util.ArrayList;
import java.util.List;

/// What is not as it should be, in the order in which it was found. Counts all and keeps the first [#KEPT].
public final class Findings {
    static final int KEPT = 1_000;

    private final List<String> first = new ArrayList<>();
    private long count;

    void add(String finding) {
        if (first.size() < KEPT) first.add(finding);
        count++;
    }

    public long count() {
        return count;
    }

    public List<String> first() {
        return List.copyOf(first);
    }
}
