package dev.plumbline.core;

/// OrdStatus(39): FIX's summary of an order. Never stored: [Order#ordStatus()] derives it, by the precedence of
/// FIX 4.4 volume 4, appendix D. The rank is the one printed there; a higher one hides a lower one.
public enum OrdStatus {
    PENDING_CANCEL('6', "PendingCancel", 11),
    PENDING_REPLACE('E', "PendingReplace", 10),
    DONE_FOR_DAY('3', "DoneForDay", 9),
    CALCULATED('B', "Calculated", 8),
    FILLED('2', "Filled", 7),
    STOPPED('7', "Stopped", 6),
    SUSPENDED('9', "Suspended", 5),
    CANCELED('4', "Canceled", 4),
    EXPIRED('C', "Expired", 4),
    PARTIALLY_FILLED('1', "PartiallyFilled", 3),
    NEW('0', "New", 2),
    REJECTED('8', "Rejected", 2),
    PENDING_NEW('A', "PendingNew", 2),
    ACCEPTED_FOR_BIDDING('D', "AcceptedForBidding", 1),
    /// 39=5 (4.2), G or H: codes of events, not of a state. Kept apart from [#NONE] to be seen in a trace.
    EVENT_CODE('5', "EventCode", 0),
    /// The message does not say.
    NONE('?', "", 0);

    private final char fix;
    private final String label;
    private final int rank;

    OrdStatus(char fix, String label, int rank) {
        this.fix = fix;
        this.label = label;
        this.rank = rank;
    }

    public char fix() {
        return fix;
    }

    /// FIX's name of the value, as printed and asserted on.
    public String label() {
        return label;
    }

    public int rank() {
        return rank;
    }
}
