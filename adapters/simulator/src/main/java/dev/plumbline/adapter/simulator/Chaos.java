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
        int silenceMaxMs) {
    /// A broker that does as it should.
    public static final Chaos NONE = new Chaos(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// What a trader would call a very bad day.
    public static final Chaos ROUGH = new Chaos(
            10, 12, 300, 20, 25, 40, 10, 20, 15, 30, 500, 0, 300, 10_000, 400, 0, 0);

    /// Worse than anyone has seen: messages that come at the end of the day, and phases of silence that end in a burst.
    public static final Chaos HOSTILE = new Chaos(
            30, 30, 400, 40, 50, 100, 30, 50, 50, 100, 700, 10, 500, 20_000, 5_000, 4_000, 1_500);

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
