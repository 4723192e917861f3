package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// What the broker's reports said that needs its time or its id to be judged, kept as sets of facts, so that reports
/// may come in any order. What follows from it ([Life], OrderID, the terms of a request) is worked out after each one. [Claims] are kept beside.
///
/// @param endings each word that the order is over, and about which of its ids
/// @param names which OrderID went with which ClOrdID
/// @param terms when the broker last told the terms of a request
/// @param corrections each correction that took effect, in the order in which they did
/// @param restedAt last DoneForDay, `heldAt` last Suspended, `renewedAt` last word that it works again; times in
///     nanoseconds since the epoch, [Long#MIN_VALUE] for never
public record Heard(
        List<Ending> endings,
        List<Name> names,
        List<Terms> terms,
        List<Correction> corrections,
        long restedAt,
        long heldAt,
        long renewedAt) {

    private static final long NEVER = Long.MIN_VALUE;

    public static final Heard NOTHING =
            new Heard(List.of(), List.of(), List.of(), List.of(), NEVER, NEVER, NEVER);

    /// @param isAnswer told in answer to a question or by the way, not as news: it counts only for the id in force
    ///     and where it is no older than our last request (rule 6)
    public record Ending(Life.End cause, ClOrdID clOrdID, OrderID orderID, long at, boolean isAnswer) {}

    /// @param at when they were first told together
    public record Name(ClOrdID clOrdID, OrderID orderID, long at) {
        private boolean covers(ClOrdID otherClOrdID, OrderID otherOrderID, long otherAt) {
            return at <= otherAt && orderID.equals(otherOrderID) && clOrdID.equals(otherClOrdID);
        }
    }

    public record Terms(ClOrdID clOrdID, long at) {}

    /// The report `by` corrected the execution `execID`.
    public record Correction(ExecID by, ExecID execID, long at) {}

    Heard with(Ending ending) {
        return endings.contains(ending)
                ? this
                : new Heard(plus(endings, ending), names, terms, corrections, restedAt, heldAt, renewedAt);
    }

    Heard named(ClOrdID clOrdID, OrderID orderID, long at) {
        for (int i = 0; i < names.size(); i++) if (names.get(i).covers(clOrdID, orderID, at)) return this;
        return with(new Name(clOrdID, orderID, at));
    }

    private Heard with(Name name) {
        var others = new ArrayList<Name>();
        for (var known : names)
            if (!name.covers(known.clOrdID(), known.orderID(), known.at())) others.add(known);
        return new Heard(endings, plus(others, name), terms, corrections, restedAt, heldAt, renewedAt);
    }

    Heard with(Terms told) {
        var others = new ArrayList<Terms>();
        for (var known : terms) if (!known.clOrdID().equals(told.clOrdID())) others.add(known);
        return new Heard(endings, names, plus(others, told), corrections, restedAt, heldAt, renewedAt);
    }

    Heard with(Correction correction) {
        return new Heard(
                endings, names, terms, plus(corrections, correction), restedAt, heldAt, renewedAt);
    }

    Heard rested(long at) {
        return at <= restedAt ? this : new Heard(endings, names, terms, corrections, at, heldAt, renewedAt);
    }

    Heard suspended(long at) {
        return at <= heldAt ? this : new Heard(endings, names, terms, corrections, restedAt, at, renewedAt);
    }

    Heard renewed(long at) {
        return at <= renewedAt ? this : new Heard(endings, names, terms, corrections, restedAt, heldAt, at);
    }

    boolean isResting() {
        return restedAt != NEVER && restedAt > renewedAt;
    }

    boolean isHeld() {
        return heldAt != NEVER && heldAt > renewedAt;
    }

    long termsAt(ClOrdID clOrdID) {
        for (var known : terms) if (known.clOrdID().equals(clOrdID)) return known.at();
        return NEVER;
    }

    /// The execution that `execRefID` means: itself, or the one that the correction of this id was about.
    ExecID execution(ExecID execRefID) {
        for (var correction : corrections) if (correction.by().equals(execRefID)) return correction.execID();
        return execRefID;
    }

    long correctedAt(ExecID execID) {
        long last = NEVER;
        for (var correction : corrections)
            if (correction.execID().equals(execID)) last = Math.max(last, correction.at());
        return last;
    }

    private static <T> List<T> plus(List<T> list, T item) {
        var more = new ArrayList<T>(list.size() + 1);
        more.addAll(list);
        more.add(item);
        return List.copyOf(more);
    }
}
