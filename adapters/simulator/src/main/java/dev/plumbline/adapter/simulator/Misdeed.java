package dev.plumbline.adapter.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

import dev.plumbline.adapter.simulator.BrokerMessage.ExecutionReport;

/// What a broker under [Chaos] has done, or its line. The group from [#BUST_BEFORE_TRADE] are orders of sending that
/// surprise a client most; each of them is an [#OVERTAKEN] too. The last group needs a wire, see [#isOfTheWire].
public enum Misdeed {
    BUST,
    BUST_OF_CORRECTED,
    CORRECTION,
    CORRECTION_AGAIN,
    UNASKED_CANCEL,
    UNASKED_EXPIRY,
    REPRICED,
    REDUCED,
    LATE_FILL,
    OVERFILL,
    STATUS_UNASKED,
    TRADE_OF_NOTHING,
    /// An order that the client never sent.
    UNKNOWN_ORDER,

    /// The same message under a new MsgSeqNum.
    DUPLICATE,
    /// The same with PossResend(97).
    POSS_RESEND,
    LOST,
    /// A report told once more, sound on the wire, with a content that cannot be read.
    UNREADABLE,
    SILENCE,
    /// A message held back, and sent after a later one of the same order.
    OVERTAKEN,

    BUST_BEFORE_TRADE,
    FILL_BEFORE_NEW,
    FILL_AFTER_END,
    DONE_BEFORE_PENDING,
    REPLACED_AFTER_FILL,

    /// Numbered and kept, and never written.
    DROPPED,
    /// Written with one bit flipped.
    CORRUPTED,
    /// Written up to its middle only; the next one follows at once.
    TRUNCATED,
    /// A gap fill over nothing.
    SEQUENCE_RESET,
    /// For a while nothing was read that the client wrote.
    SLOW_READER,
    /// The connection ended without a word.
    CUT,
    /// A Logout in the middle of the day.
    LOGOUT,
    /// The connection stayed, and there was nobody at the other end.
    HALF_OPEN;

    /// Whether it happens between the broker and its client: it then needs a connection, and changes nothing that the
    /// broker says.
    public boolean isOfTheWire() {
        return compareTo(DROPPED) >= 0;
    }

    /// As a person reads it.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// How often each was committed, as a person reads it.
    public static String words(Map<Misdeed, Long> times) {
        var words = new StringJoiner(", ");
        times.forEach((deed, count) -> words.add(deed.words() + " " + count));
        return words.toString();
    }

    /// What it is called where `late` comes after `early`, though it happened before; OVERTAKEN where it has no name of
    /// its own.
    static Misdeed of(BrokerMessage late, BrokerMessage early) {
        if (!(late instanceof ExecutionReport was) || !(early instanceof ExecutionReport now)) return OVERTAKEN;
        return switch (was.execType()) {
            case NEW -> now.execType() == ExecType.TRADE ? FILL_BEFORE_NEW : OVERTAKEN;
            case TRADE, TRADE_CORRECT -> afterFill(was, now);
            case PENDING_CANCEL, PENDING_REPLACE -> isDone(now) ? DONE_BEFORE_PENDING : OVERTAKEN;
            case REPLACED -> now.execType() == ExecType.TRADE ? REPLACED_AFTER_FILL : OVERTAKEN;
            case CANCELED, EXPIRED, RESTATED, REJECTED, PENDING_NEW, TRADE_CANCEL, ORDER_STATUS -> OVERTAKEN;
        };
    }

    private static Misdeed afterFill(ExecutionReport was, ExecutionReport now) {
        if (now.execRefID().equals(was.execID())) return BUST_BEFORE_TRADE;
        boolean isEnd = now.execType() == ExecType.CANCELED || now.execType() == ExecType.EXPIRED;
        return isEnd && was.execType() == ExecType.TRADE ? FILL_AFTER_END : OVERTAKEN;
    }

    private static boolean isDone(ExecutionReport report) {
        return report.execType() == ExecType.CANCELED || report.execType() == ExecType.REPLACED;
    }
}
