package dev.plumbline.adapter.simulator;

/// How badly a broker behaves beyond what FIX leaves to its [Habits]. Shares are per thousand of what they are about;
/// which ones they hit is drawn from the broker's seed. Whatever it is, the whole truth is told in the end
/// ([Simulator#quiesce]): only when, in what order, and how often is not to be relied on.
///
/// @param bustPerMille of executions: busted later
/// @param correctPerMille of executions: corrected later, in quantity, price or both
/// @param againPerMille of corrections: corrected again, and as many busted, naming the correction
/// @param unaskedEndPerMille of orders: canceled or expired though nobody asked
/// @param restatePerMille of orders: given another price, or a smaller quantity, though nobody asked
/// @param lateFillPerMille of orders that were canceled, expired or rejected with something left: filled all the same
/// @param overfillPerMille of orders that were filled: filled beyond their quantity
/// @param remarkPerMille of orders: told of by a status that nobody asked for, or a trade of nothing
/// @param duplicatePerMille of messages: sent twice, each under its own MsgSeqNum, half of the copies with PossResend
/// @param heldPerMille of messages: held back, so that later ones overtake them
/// @param beforePerMille of executions that are busted or corrected in the same breath: told after that
/// @param lostPerMille of messages: not sent before [Simulator#quiesce]
/// @param soonMs longest time to most of these deeds
/// @param lateMs longest time to the others
/// @param heldMaxMs longest time that a message is held back
/// @param silenceEveryMs about how often the broker falls silent, 0 for never
/// @param silenceMaxMs longest silence; after it everything comes in one burst
/// @param nonsense what it says that cannot be true, or cannot be read
/// @param line what its messages suffer on the wire
public record Chaos(
        int bustPerMille,
        int correctPerMille,
        int againPerMille,
        int unaskedEndPerMille,
        int restatePerMille,
        int lateFillPerMille,
        int overfillPerMille,
        int remarkPerMille,
        int duplicatePerMille,
        int heldPerMille,
        int beforePerMille,
        int lostPerMille,
        int soonMs,
        int lateMs,
        int heldMaxMs,
        int silenceEveryMs,
        int silenceMaxMs,
        Nonsense nonsense,
        Line line) {
    /// A broker that does as it should.
    public static final Chaos NONE = new Chaos(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// What a trader would call a very bad day.
    public static final Chaos ROUGH = new Chaos(
            10, 12, 300, 20, 25, 40, 10, 20, 15, 30, 500, 0, 300, 10_000, 400, 0, 0);

    /// Worse than anyone has seen: messages that come at the end of the day, phases of silence that end in a burst,
    /// orders that nobody entered, words that nobody can read, and a line that fails in every way that lines do.
    public static final Chaos HOSTILE = new Chaos(
                    30, 30, 400, 40, 50, 100, 30, 50, 50, 100, 700, 10, 500, 20_000, 5_000, 4_000, 1_500)
            .with(new Nonsense(3, 5))
            .with(new Line(2, 2, 1, 3_000, 10_000, 1_500));

    /// What a broker says beside the truth.
    ///
    /// @param unreadablePerMille of reports: told once more, garbled in its content, under its own MsgSeqNum
    /// @param unknownOrderPerMille of orders: another one beside it that the client never sent, told like any order
    public record Nonsense(int unreadablePerMille, int unknownOrderPerMille) {
        public Nonsense {
            perMille("unreadablePerMille", unreadablePerMille);
            perMille("unknownOrderPerMille", unknownOrderPerMille);
        }
    }

    /// What befalls the line. What does not arrive leaves a gap, and comes when the client asks for it.
    ///
    /// @param droppedPerMille of messages: numbered and kept, and never written
    /// @param corruptedPerMille of messages: arrive with one bit flipped
    /// @param truncatedPerMille of messages: end in the middle; the next one follows at once
    /// @param calmMs after one of these so long none: a line is bad so many times a minute, however much it carries
    /// @param troubleEveryMs about how often the line as a whole is disturbed, one kind after the other: a gap fill over
    ///     nothing, a slow reader, a cut, a Logout, a half-open connection; 0 for never
    /// @param slowMaxMs longest time that the broker does not read
    public record Line(
            int droppedPerMille,
            int corruptedPerMille,
            int truncatedPerMille,
            int calmMs,
            int troubleEveryMs,
            int slowMaxMs) {
        public Line {
            perMille("droppedPerMille", droppedPerMille);
            perMille("corruptedPerMille", corruptedPerMille);
            perMille("truncatedPerMille", truncatedPerMille);
            perMille("all that is spoiled", droppedPerMille + corruptedPerMille + truncatedPerMille);
            time("calmMs", calmMs);
            time("troubleEveryMs", troubleEveryMs);
            time("slowMaxMs", slowMaxMs);
        }

        boolean isFaithful() {
            return droppedPerMille + corruptedPerMille + truncatedPerMille + troubleEveryMs == 0;
        }
    }

    /// A broker that says no nonsense, on a line that is faithful.
    public Chaos(
            int bustPerMille,
            int correctPerMille,
            int againPerMille,
            int unaskedEndPerMille,
            int restatePerMille,
            int lateFillPerMille,
            int overfillPerMille,
            int remarkPerMille,
            int duplicatePerMille,
            int heldPerMille,
            int beforePerMille,
            int lostPerMille,
            int soonMs,
            int lateMs,
            int heldMaxMs,
            int silenceEveryMs,
            int silenceMaxMs) {
        this(
                bustPerMille, correctPerMille, againPerMille, unaskedEndPerMille, restatePerMille, lateFillPerMille,
                overfillPerMille, remarkPerMille, duplicatePerMille, heldPerMille, beforePerMille, lostPerMille, soonMs,
                lateMs, heldMaxMs, silenceEveryMs, silenceMaxMs, new Nonsense(0, 0),
                new Line(0, 0, 0, 0, 0, 0));
    }

    public Chaos with(Nonsense newNonsense) {
        return new Chaos(
                bustPerMille, correctPerMille, againPerMille, unaskedEndPerMille, restatePerMille, lateFillPerMille,
                overfillPerMille, remarkPerMille, duplicatePerMille, heldPerMille, beforePerMille, lostPerMille, soonMs,
                lateMs, heldMaxMs, silenceEveryMs, silenceMaxMs, newNonsense, line);
    }

    public Chaos with(Line newLine) {
        return new Chaos(
                bustPerMille, correctPerMille, againPerMille, unaskedEndPerMille, restatePerMille, lateFillPerMille,
                overfillPerMille, remarkPerMille, duplicatePerMille, heldPerMille, beforePerMille, lostPerMille, soonMs,
                lateMs, heldMaxMs, silenceEveryMs, silenceMaxMs, nonsense, newLine);
    }

    public Chaos {
        perMille("bustPerMille", bustPerMille);
        perMille("correctPerMille", correctPerMille);
        perMille("againPerMille", againPerMille);
        perMille("unaskedEndPerMille", unaskedEndPerMille);
        perMille("restatePerMille", restatePerMille);
        perMille("lateFillPerMille", lateFillPerMille);
        perMille("overfillPerMille", overfillPerMille);
        perMille("remarkPerMille", remarkPerMille);
        perMille("duplicatePerMille", duplicatePerMille);
        perMille("heldPerMille", heldPerMille);
        perMille("beforePerMille", beforePerMille);
        perMille("lostPerMille", lostPerMille);
        time("soonMs", soonMs);
        time("lateMs", lateMs);
        time("heldMaxMs", heldMaxMs);
        time("silenceEveryMs", silenceEveryMs);
        time("silenceMaxMs", silenceMaxMs);
    }

    /// @throws IllegalArgumentException naming what there is
    public static Chaos named(String name) {
        return switch (name) {
            case "none" -> NONE;
            case "rough" -> ROUGH;
            case "hostile" -> HOSTILE;
            default -> throw new IllegalArgumentException(
                    "chaos '" + name + "' is not known: give none, rough or hostile");
        };
    }

    boolean fallsSilent() {
        return silenceEveryMs > 0 && silenceMaxMs > 0;
    }

    private static void perMille(String name, int share) {
        if (share < 0 || share > 1000)
            throw new IllegalArgumentException(name + " is " + share + ": give a share per thousand, 0 to 1000");
    }

    private static void time(String name, int ms) {
        if (ms < 0) throw new IllegalArgumentException(name + " is " + ms + ": give milliseconds, 0 or more");
    }
}
