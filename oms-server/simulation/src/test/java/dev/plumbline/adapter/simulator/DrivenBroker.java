package dev.plumbline.adapter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.UnsupportedMessageType;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;

/// The simulated broker without its socket: its engine, its whims and its rough delivery, message by message. What comes
/// back are FIX messages without the fields of the session.
public final class DrivenBroker {
    private final Engine engine;
    private final Delivery delivery;
    private final FixEncoder encoder;
    private final FixDecoder decoder;

    public DrivenBroker(
            BrokerSession name, String beginString, Set<Account> accounts, Map<Symbol, Px> referencePx, Habits habits,
            Chaos chaos, long seed) {
        var config = SimulatorConfig.of(name.value(), beginString, accounts, referencePx)
                .withHabits(habits).withChaos(chaos).withSeed(seed);
        engine = new Engine(config, "");
        delivery = Delivery.of(chaos, new SplittableRandom(~seed), engine.ledger()::did);
        encoder = new FixEncoder(FixVersion.of(beginString));
        decoder = new FixDecoder(name);
        engine.open();
    }

    /// A request of the client.
    /// @param text the FIX message
    public List<Message> on(String text, long now) {
        try {
            return delivered(engine.on(decoder.decode(new Message(text, false), now), now), now);
        } catch (InvalidMessage | FieldNotFound | FieldException | IncorrectDataFormat | IncorrectTagValue
                | UnsupportedMessageType unreadable) {
            throw new IllegalStateException("our own message cannot be read: " + text, unreadable);
        }
    }

    /// What others do in the market, and what has fallen due.
    public List<Message> tick(int deeds, long now) {
        var said = new ArrayList<>(engine.due(now));
        for (int i = 0; i < deeds; i++) said.addAll(engine.flow(now));
        return delivered(said, now);
    }

    /// All that is planned and pending is done now, and all that was held back is told.
    public List<Message> settle(long now) {
        var messages = new ArrayList<>(delivered(engine.settle(now), now));
        delivery.drain().stream().map(encoder::encode).forEach(messages::add);
        return messages;
    }

    private List<Message> delivered(List<BrokerMessage> said, long now) {
        return delivery.pass(said, now).stream().map(encoder::encode).toList();
    }

    public Ledger.Snapshot ledger() {
        return engine.ledger().snapshot();
    }
}
