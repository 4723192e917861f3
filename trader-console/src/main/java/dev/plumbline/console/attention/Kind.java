package dev.plumbline.console.attention;

/// What can be the matter. Of one order, part or report there is at most one entry of a kind.
enum Kind {
    UNKNOWN_OUTCOME(Severity.URGENT, "Unknown"),
    LATE_FILL(Severity.URGENT, "Late fill"),
    OVERFILL(Severity.URGENT, "Overfill"),
    MISMATCH(Severity.URGENT, "Mismatch"),
    GAP(Severity.URGENT, "Gap"),
    STUCK(Severity.TROUBLE, "Stuck"),
    SUSPENDED(Severity.TROUBLE, "Suspended"),
    BROKER(Severity.TROUBLE, "Broker"),
    SERVICE(Severity.TROUBLE, "Service"),
    REJECTED(Severity.LOOK, "Rejected"),
    REQUEST_REJECTED(Severity.LOOK, "Request refused"),
    QUARANTINED(Severity.LOOK, "Quarantined"),
    PARKED(Severity.LOOK, "Parked"),
    NO_EXECID(Severity.LOOK, "No ExecID"),
    EXTERNAL(Severity.LOOK, "External");

    private final Severity severity;
    private final String label;

    Kind(Severity severity, String label) {
        this.severity = severity;
        this.label = label;
    }

    Severity severity() {
        return severity;
    }

    /// For a chip.
    String label() {
        return label;
    }
}
