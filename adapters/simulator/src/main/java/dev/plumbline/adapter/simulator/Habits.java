package dev.plumbline.adapter.simulator;

/// How a broker behaves where FIX leaves it a choice. Shares are per thousand of the requests concerned; which requests
/// they hit is drawn from the broker's seed.
///
/// @param rejectPerMille new orders that are sound and rejected all the same
/// @param pendingNewPerMille new orders that are answered PendingNew before New
/// @param pendingPerMille cancels and replaces that are answered PendingCancel or PendingReplace first, and really only
///     after a while
/// @param tooLatePerMille cancels and replaces that come too late: the order is executed whole before they are looked at
/// @param pendingForMinMs shortest time a request stays pending
/// @param pendingForMaxMs longest time a request stays pending
public record Habits(
        int rejectPerMille,
        int pendingNewPerMille,
        int pendingPerMille,
        int tooLatePerMille,
        int pendingForMinMs,
        int pendingForMaxMs) {
    /// Like a broker on an ordinary day.
    public static final Habits ORDINARY = new Habits(5, 100, 300, 20, 2, 40);

    /// Nothing by chance: for tests that want to know what comes next.
    public static final Habits PLAIN = new Habits(0, 0, 0, 0, 0, 0);

    public Habits {
        perMille("rejectPerMille", rejectPerMille);
        perMille("pendingNewPerMille", pendingNewPerMille);
        perMille("pendingPerMille", pendingPerMille);
        perMille("tooLatePerMille", tooLatePerMille);
        if (pendingForMinMs < 0 || pendingForMaxMs < pendingForMinMs)
            throw new IllegalArgumentException("a request is pending for " + pendingForMinMs + " to " + pendingForMaxMs
                    + " ms: give a shortest time of 0 or more and a longest that is no shorter");
    }

    private static void perMille(String name, int share) {
        if (share < 0 || share > 1000)
            throw new IllegalArgumentException(name + " is " + share + ": give a share per thousand, 0 to 1000");
    }
}
