package dev.plumbline.adapter.fix.replay;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.fix.CommandDecoder;
import dev.plumbline.adapter.fix.CommandDecoder.Sent;
import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.ReportDecoder;
import dev.plumbline.core.BrokerSession;

/// What decoding made of a message. Decoding knows no state, so a message is read once however often it is played.
sealed interface Reading {
    /// @param msgSeqNum MsgSeqNum(34), -1 where it says none
    record Ours(BrokerSession session, long msgSeqNum, Sent sent) implements Reading {}

    record Brokers(BrokerSession session, Decoded decoded) implements Reading {}

    /// Of the session, or about no order.
    record Ignored() implements Reading {}

    Reading IGNORED = new Ignored();

    static Reading of(Scenario.Message message) {
        var fix = message.fix();
        return switch (message.direction()) {
            case OURS -> ours(new BrokerSession(fix.text(56)), fix);
            case BROKERS -> brokers(new BrokerSession(fix.text(49)), fix);
            case NEITHER -> IGNORED;
        };
    }

    private static Reading ours(BrokerSession session, FixMessage fix) {
        return new Ours(session, fix.number(34), CommandDecoder.decode(session, fix));
    }

    private static Reading brokers(BrokerSession session, FixMessage fix) {
        return new Brokers(session, ReportDecoder.decode(session, fix));
    }
}
