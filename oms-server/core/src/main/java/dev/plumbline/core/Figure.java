package dev.plumbline.core;

/// What is shown of an order, of one of its requests or executions, or of a position.
///
/// @param of the id of the request or execution, `account symbol` of a position, empty for the order itself
/// @param name such as `cumQty`; empty where there is only one figure
public record Figure(Kind kind, String of, String name) {

    public enum Kind {
        ORDER,
        REQUEST,
        EXECUTION,
        POSITION
    }

    static Figure ofOrder(String name) {
        return new Figure(Kind.ORDER, "", name);
    }

    static Figure ofRequest(ClOrdID clOrdID) {
        return new Figure(Kind.REQUEST, clOrdID.value(), "");
    }

    static Figure ofExecution(ExecID execID) {
        return new Figure(Kind.EXECUTION, execID.value(), "");
    }

    static Figure ofPosition(Position position, String name) {
        return new Figure(Kind.POSITION, position.account() + " " + position.symbol(), name);
    }

    /// What is shown where there was no word of it: nothing, and 0 of a position, which is 0 where nothing was traded.
    String none() {
        return kind == Kind.POSITION ? "0" : "";
    }

    /// As a person reads it: `cumQty`, `execution E1`, `position ACC1 IBM qty`.
    @Override
    public String toString() {
        return switch (kind) {
            case ORDER -> name;
            case REQUEST -> "request " + of;
            case EXECUTION -> "execution " + of;
            case POSITION -> "position " + of + " " + name;
        };
    }
}
