package dev.plumbline.adapter.fix.replay;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.plumbline.core.Difference;
import dev.plumbline.core.Explained;
import dev.plumbline.core.Explanation;
import dev.plumbline.core.Outcome;

/// Why a number is so, for a person: each input with its bytes, what it was read as, and what it did.
final class ExplainPage {
    private final Inputs inputs;
    private final PrintWriter out;
    private final int room;

    /// @param room columns of the terminal
    ExplainPage(Inputs inputs, PrintWriter out, int room) {
        this.inputs = inputs;
        this.out = out;
        this.room = room;
    }

    void print(Explanation explanation) {
        out.println(explanation.title());
        explanation.figures().forEach((figure, value) -> wrapped("  ", figure + " " + value));
        for (var explained : explanation.inputs()) {
            out.println();
            print(explained);
        }
    }

    private void print(Explained explained) {
        wrapped("", inputs.place(explained.input().number()) + "  " + explained.outcome().name().toLowerCase(Locale.ROOT)
                + (explained.reason().isEmpty() ? "" : ": " + explained.reason())
                + (explained.isWaiting() ? "; still waiting" : ""));
        wrapped("    ", explained.input().raw());
        wrapped("    ", explained.readAs());
        for (var released : explained.released())
            wrapped("  ", "released by " + inputs.place(released.by()) + ": "
                    + released.outcome().name().toLowerCase(Locale.ROOT)
                    + (released.reason().isEmpty() ? "" : ": " + released.reason()));
        for (var did : explained.did()) wrapped("  ", said(explained, did));
        if (explained.did().isEmpty() && explained.outcome() != Outcome.PARKED) out.println("  changed nothing");
    }

    private String said(Explained explained, Difference did) {
        boolean atOnce = did.at() == explained.input().number();
        return (atOnce ? "" : "with " + inputs.place(did.at()) + ": ") + did;
    }

    /// In lines that fit, each behind `indent`.
    private void wrapped(String indent, String text) {
        for (var line : lines(text, Math.max(20, room - indent.length()))) out.println(indent + line);
    }

    private static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        int at = 0;
        while (text.length() - at > width) {
            int end = Math.max(text.lastIndexOf(' ', at + width), text.lastIndexOf('|', at + width - 1) + 1);
            if (end <= at) end = at + width;
            lines.add(text.substring(at, end).stripTrailing());
            at = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        }
        lines.add(text.substring(at));
        return lines;
    }
}
