package dev.plumbline.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the broker's reports said that needs its time or its id to be judged, kept as sets of facts, so that reports
/// may come in any order. What follows from it ([Life], OrderID, the terms of a request) is worked out after each one.
/// [Claims] are kept beside. Times are nanoseconds since the epoch, UTC.
///
/// @param endings each word that the order is over, and about which of its ids
/// @param names which OrderID went with which ClOrdID
/// @param terms each word on what a request was accepted for, oldest first
/// @param corrections each correction that was told, in the order in which they were
/// @param points of a broker that names no executions: what it said was executed, lowest CumQty first
/// @param times of rest and renewal
public record Heard(
        List<Ending> endings,
        List<Name> names,
        List<Terms> terms,
        List<Correction> corrections,
        List<Point> points,
        Times times) {

    static final long NEVER = Long.MIN_VALUE;

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    public static final Heard NOTHING =
            new Heard(List.of(), List.of(), List.of(), List.of(), List.of(), Times.NONE);

    /// @param isAnswer told in answer to a question or by the way, not as news: it counts only for the id in force
    ///     and where it is no older than our last request (rule 6)
    public record Ending(Life.End cause, ClOrdID clOrdID, OrderID orderID, long at, boolean isAnswer) {}

    /// @param at when they were first told together
    /// @param isGiven told by the report that put the id in force: any other may tell the OrderID of before
    public record Name(ClOrdID clOrdID, OrderID orderID, long at, boolean isGiven) {
        private boolean covers(ClOrdID otherClOrdID, OrderID otherOrderID, long otherAt, boolean otherIsGiven) {
            return at <= otherAt
                    && (isGiven || !otherIsGiven)
                    && orderID.equals(otherOrderID)
                    && clOrdID.equals(otherClOrdID);
        }

        private boolean covers(Name other) {
            return covers(other.clOrdID, other.orderID, other.at, other.isGiven);
        }
    }

    /// From `at` on, the request `clOrdID` was for this much at this limit; what was not told is `NONE`. What we asked
    /// for is kept here, too, once the broker has told something else: [Long#MIN_VALUE] is its time.
    ///
    /// @param as what they were told
    public record Terms(ClOrdID clOrdID, long at, Qty orderQty, Px price, Told as) {
        /// The last of one time counts, and a broker's clock may tick but once in a millisecond: only what was accepted
        /// can be restated, so that a restatement is behind.
        private static final Comparator<Terms> ORDER = Comparator.comparingLong(Terms::at)
                .thenComparing(Terms::as)
                .thenComparing(Terms::orderQty)
                .thenComparing(Terms::price)
                .thenComparing(terms -> terms.clOrdID().value());

        /// In the order in which they count where they were told at one time.
        public enum Told {
            /// Accepted, or shown so in an answer; or only asked for, so far.
            ACCEPTED,
            /// Changed by the broker itself.
            RESTATED,
            /// Restated in other shares than before.
            CORPORATE_ACTION
        }

        boolean isCorporateAction() {
            return as == Told.CORPORATE_ACTION;
        }
    }

    /// The report `by` corrected the execution `execID`.
    ///
    /// @param depth 1 where it named the execution itself, one more than the correction that it named, or the number of
    ///     the version that it is
    /// @param at not before the correction that it named, whatever it says; 0 for a version
    public record Correction(ExecID by, ExecID execID, int depth, long at) {
        /// Rule 5: the clock says which is the last, but never against the chain.
        boolean isBehind(Correction other) {
            if (at != other.at) return at > other.at;
            if (depth != other.depth) return depth > other.depth;
            return by.value().compareTo(other.by.value()) > 0;
        }
    }

    /// So much was executed, at this average.
    public record Point(Qty cumQty, Px avgPx) {
        Money notional() {
            return cumQty.times(avgPx);
        }
    }

    /// @param restedAt last DoneForDay
    /// @param heldAt last Suspended
    /// @param renewedAt last word that it works again
    /// @param tradedAt last trade of a good-till order
    public record Times(long restedAt, long heldAt, long renewedAt, long tradedAt) {
        public static final Times NONE = new Times(NEVER, NEVER, NEVER, NEVER);
    }

    Heard with(Ending ending) {
        return endings.contains(ending)
                ? this
                : new Heard(plus(endings, ending), names, terms, corrections, points, times);
    }

    /// @param isGiven see [Name]
    Heard named(ClOrdID clOrdID, OrderID orderID, long at, boolean isGiven) {
        for (int i = 0; i < names.size(); i++) if (names.get(i).covers(clOrdID, orderID, at, isGiven)) return this;
        return with(new Name(clOrdID, orderID, at, isGiven));
    }

    private Heard with(Name name) {
        var others = new ArrayList<Name>();
        for (var known : names) if (!name.covers(known)) others.add(known);
        return new Heard(endings, plus(others, name), terms, corrections, points, times);
    }

    Heard with(Terms told) {
        return terms.contains(told)
                ? this
                : new Heard(endings, names, sorted(plus(terms, told), Terms.ORDER), corrections, points, times);
    }

    boolean hasTerms(ClOrdID clOrdID) {
        for (var known : terms) if (known.clOrdID().equals(clOrdID)) return true;
        return false;
    }

    boolean hasCorporateAction() {
        if (terms.isEmpty()) return false;
        for (var known : terms) if (known.isCorporateAction()) return true;
        return false;
    }

    /// What we asked for in `asked` turns out to be this.
    Heard asked(Terms asked) {
        var others = new ArrayList<Terms>();
        for (var known : terms)
            if (known.at() != NEVER || !known.clOrdID().equals(asked.clOrdID())) others.add(known);
        return new Heard(endings, names, sorted(plus(others, asked), Terms.ORDER), corrections, points, times);
    }

    Heard with(Correction correction) {
        return new Heard(endings, names, terms, plus(corrections, correction), points, times);
    }

    Heard with(Point point) {
        var sorted = sorted(plus(points, point), Comparator.comparing(Point::cumQty));
        return new Heard(endings, names, terms, corrections, sorted, times);
    }

    private Heard with(Times changed) {
        return new Heard(endings, names, terms, corrections, points, changed);
    }

    Heard rested(long at) {
        return at <= times.restedAt
                ? this
                : with(new Times(at, times.heldAt, times.renewedAt, times.tradedAt));
    }

    Heard suspended(long at) {
        return at <= times.heldAt ? this : with(new Times(times.restedAt, at, times.renewedAt, times.tradedAt));
    }

    Heard renewed(long at) {
        return at <= times.renewedAt ? this : with(new Times(times.restedAt, times.heldAt, at, times.tradedAt));
    }

    Heard traded(long at) {
        return at <= times.tradedAt ? this : with(new Times(times.restedAt, times.heldAt, times.renewedAt, at));
    }

    /// Done for the day and not renewed since. Rule 11: a good-till order that trades, or is told to work, on a later day
    /// has come back, whether or not that was told.
    /// @param workingAt when a good-till order was last told to be working, [Long#MIN_VALUE] for others
    boolean isResting(long workingAt) {
        if (times.restedAt == NEVER || times.restedAt <= times.renewedAt) return false;
        long seen = Math.max(times.tradedAt, workingAt);
        return seen == NEVER || day(seen) <= day(times.restedAt);
    }

    private static long day(long at) {
        return Math.floorDiv(at, NANOS_PER_DAY);
    }

    /// @param workingAt when it was last told to be working
    boolean isHeld(long workingAt) {
        return times.heldAt != NEVER && times.heldAt > times.renewedAt && times.heldAt >= workingAt;
    }

    /// When the day of trading began that we are in, as far as the broker has told.
    long dayBeganAt() {
        return Math.max(times.restedAt, times.renewedAt);
    }

    /// The execution that `execRefID` means: itself, or the one that the correction of this id was about.
    ExecID execution(ExecID execRefID) {
        for (var correction : corrections) if (correction.by().equals(execRefID)) return correction.execID();
        return execRefID;
    }

    /// The correction `by` that names `execRefID`, a correction of `execID` or that itself.
    Correction correction(ExecID by, ExecID execRefID, ExecID execID, long at) {
        for (var named : corrections)
            if (named.by().equals(execRefID))
                return new Correction(by, execID, named.depth() + 1, Math.max(at, named.at()));
        return new Correction(by, execID, 1, at);
    }

    /// Whether none of those known of its execution is behind `told`.
    boolean isLast(Correction told) {
        for (var known : corrections)
            if (known.execID().equals(told.execID()) && !told.isBehind(known)) return false;
        return true;
    }

    /// When the figures were told that the execution has.
    long correctedAt(ExecID execID) {
        var last = new Correction(ExecID.NONE, execID, 0, NEVER);
        for (var known : corrections) if (known.execID().equals(execID) && known.isBehind(last)) last = known;
        return last.at();
    }

    /// Whether all those known of its execution are behind `told`.
    boolean isFirst(Correction told) {
        for (var known : corrections)
            if (known.execID().equals(told.execID()) && !known.isBehind(told)) return false;
        return true;
    }

    private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
        var copy = new ArrayList<>(list);
        copy.sort(order);
        return List.copyOf(copy);
    }

    private static <T> List<T> plus(List<T> list, T item) {
        var more = new ArrayList<T>(list.size() + 1);
        more.addAll(list);
        more.add(item);
        return List.copyOf(more);
    }
}
