package dev.plumbline.console.ticket;

import java.util.ArrayList;
import java.util.List;

/// The order lines that were typed, the newest [#KEPT], to be brought back with the arrow keys.
final class LineHistory {
    static final int KEPT = 50;

    private final List<String> lines = new ArrayList<>();
    /// Where the arrows stand; one after the last is the line that is being typed.
    private int at;
    private String draft = "";

    /// Keeps a line. One that was kept before moves to the end.
    void keep(String line) {
        var kept = line.strip();
        if (!kept.isEmpty()) {
            lines.remove(kept);
            lines.add(kept);
            if (lines.size() > KEPT) lines.removeFirst();
        }
        at = lines.size();
        draft = "";
    }

    /// The line before; `now` is what stands there, and comes back with [#newer].
    String older(String now) {
        if (at == lines.size()) draft = now;
        if (at == 0) return now;
        return lines.get(--at);
    }

    String newer(String now) {
        if (at == lines.size()) return now;
        at++;
        return at == lines.size() ? draft : lines.get(at);
    }
}
