package dev.plumbline.console.staging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import dev.plumbline.console.feed.Reply;
import dev.plumbline.console.ui.Show;

/// Orders that are released in one go, and what became of them.
final class Wave {
    /// So many wait for the desk's answer at most: the others follow as answers come.
    static final int IN_FLIGHT_MAX = 20;

    private final int all;
    private final Queue<StagedRow> waiting;
    private int inFlight;
    private int sent;
    private int refused;
    private int unknown;
    private int notSent;

    Wave(List<StagedRow> rows) {
        all = rows.size();
        waiting = new ArrayDeque<>(rows);
    }

    boolean hasNext() {
        return inFlight < IN_FLIGHT_MAX && !waiting.isEmpty();
    }

    StagedRow next() {
        inFlight++;
        return waiting.remove();
    }

    /// The rest is not sent.
    List<StagedRow> giveUp() {
        var rest = new ArrayList<>(waiting);
        waiting.clear();
        notSent += rest.size();
        return rest;
    }

    void count(Reply reply) {
        inFlight--;
        switch (reply) {
            case Reply.Answered(var answer) when answer.isAccepted() -> sent++;
            case Reply.Answered _ -> refused++;
            case Reply.Unknown _ -> unknown++;
            case Reply.NotSent _ -> notSent++;
        }
    }

    boolean isOver() {
        return waiting.isEmpty() && inFlight == 0;
    }

    boolean isBad() {
        return refused + unknown + notSent > 0;
    }

    /// `Released 12: 10 sent, 1 refused, 1 of unknown outcome`.
    String words() {
        var text = "Released " + Show.count(all) + ": " + sent + " sent";
        if (refused > 0) text += ", " + refused + " refused";
        if (unknown > 0) text += ", " + unknown + " of unknown outcome";
        if (notSent > 0) text += ", " + notSent + " not sent";
        return isOver() ? text : text + " …";
    }
}
