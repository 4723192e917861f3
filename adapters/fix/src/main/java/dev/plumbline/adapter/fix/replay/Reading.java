package dev.plumbline.adapter.fix.replay;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.fix.CommandDecoder;
import dev.plumbline.adapter.fix.CommandDecoder.Sent;
import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.ReportDecoder;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Recorded.AboutNoOrder;
import dev.plumbline.core.Recorded.Told;
import dev.plumbline.core.Recorded.Unreadable;
import dev.plumbline.core.Recorded.What;

/// What decoding made of a message.
///
/// @param session with the broker
/// @param msgSeqNum MsgSeqNum(34), -1 where it says none
/// @param what empty for a message of the session
record Reading(BrokerSession session, long msgSeqNum, Optional<What> what) {
    private static final Reading OF_THE_SESSION = new Reading(BrokerSession.NONE, -1, Optional.empty());

    /// Makes readings of messages, as production does. Knows no state, unless the dialect asks for it.
    static final class Reader {
        private final boolean knowsNoState;
        private final ReportDecoder reports;
        private final CommandDecoder commands;

        /// @param executedQty of an order by now, see [CommandDecoder]
        Reader(Dialect dialect, Function<ClOrdID, Qty> executedQty) {
            knowsNoState = dialect.orderQty() != Dialect.OrderQty.REMAINING;
            reports = new ReportDecoder(dialect);
            commands = new CommandDecoder(dialect, executedQty);
        }

        /// Whether a message reads the same whenever it is read.
        boolean knowsNoState() {
            return knowsNoState;
        }

        Reading read(Scenario.Message message) {
            var fix = message.fix();
            return switch (message.direction()) {
                case OURS -> ours(new BrokerSession(fix.text(56)), fix);
                case BROKERS -> brokers(new BrokerSession(fix.text(49)), fix);
                case NEITHER -> OF_THE_SESSION;
            };
        }

        private Reading ours(BrokerSession session, FixMessage fix) {
            var what = switch (commands.read(session, fix)) {
                case Sent.Read(var command, var possResend) -> new Recorded.Sent(command, possResend);
                case Sent.AboutNoOrder() -> new AboutNoOrder();
                case Sent.Unreadable(_, var reason) -> unreadable(fix, reason);
            };
            return new Reading(session, fix.number(34), Optional.of(what));
        }

        private Reading brokers(BrokerSession session, FixMessage fix) {
            var what = switch (reports.read(session, fix)) {
                case Decoded.Read(var report) -> new Told(report);
                case Decoded.Unreadable(_, var reason) -> unreadable(fix, reason);
            };
            return new Reading(session, -1, Optional.of(what));
        }

        /// With the ids that can be read all the same, or seem to be.
        private static What unreadable(FixMessage fix, String reason) {
            return new Unreadable(
                    reason,
                    List.of(new ClOrdID(fix.text(11)), new ClOrdID(fix.text(41))),
                    new OrderID(fix.text(37)),
                    List.of(new ExecID(fix.text(17)), new ExecID(fix.text(19))));
        }
    }
}
