package dev.plumbline.adapter.fix.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.fix.replay.Scenario.Assertion;
import dev.plumbline.adapter.fix.replay.Scenario.Direction;
import dev.plumbline.adapter.fix.replay.Scenario.Message;
import dev.plumbline.core.Outcome;

/// Holds a scenario against the order state: its assertions, and, where it says that it converges, that the order and
/// the doubling of the broker's messages do not matter.
final class Certifier {
    /// Up to as many broker's messages every order is tried, beyond it so many at random.
    private static final int ALL_ORDERS_UP_TO = 8;

    static final int RANDOM_ORDERS = 5_000;

    /// The same on every run, so that a failure can be seen again.
    private static final long SEED = 20_240_415L;

    private Certifier() {}

    /// @param line 0 where it is about the whole scenario
    record Failure(int line, String text) {}

    static List<Failure> assertions(Scenario scenario) {
        return assertions(scenario, Dialect.STANDARD);
    }

    static List<Failure> assertions(Scenario scenario, Dialect dialect) {
        var failures = new ArrayList<Failure>();
        var replay = new Replay(dialect);
        var checks = new Checks(replay);
        var last = new Replay.Played(Outcome.IGNORED, "", Optional.empty());
        for (var line : scenario.lines()) {
            switch (line) {
                case Message message -> last = replay.play(message);
                case Assertion(int number, var text) -> {
                    var failure = checks.failure(text, last);
                    if (!failure.isEmpty()) failures.add(new Failure(number, "= " + text + ": " + failure));
                }
            }
        }
        return failures;
    }

    /// The first order of the broker's messages that ends in another state, empty where there is none.
    /// @param most as many orders are tried where there are too many to try them all
    static Optional<Failure> permuted(Scenario scenario, int most) {
        return permuted(scenario, most, Dialect.STANDARD);
    }

    static Optional<Failure> permuted(Scenario scenario, int most, Dialect dialect) {
        var messages = messages(scenario);
        var brokers = brokersMessages(messages);
        var expected = hash(messages, brokers, dialect, -1);
        for (int doubled = 0; doubled < brokers.size(); doubled++)
            if (!hash(messages, brokers, dialect, doubled).equals(expected)) return differs(brokers, doubled);
        return brokers.size() <= ALL_ORDERS_UP_TO
                ? everyOrder(messages, brokers, dialect, expected)
                : randomOrders(messages, brokers, dialect, expected, most);
    }

    private static Optional<Failure> everyOrder(
            List<Message> messages, List<Message> brokers, Dialect dialect, String expected) {
        var order = new ArrayList<>(brokers);
        var swaps = new int[order.size()];
        int tried = 0;
        for (int i = 0; i < order.size(); ) {
            if (swaps[i] < i) {
                Collections.swap(order, i % 2 == 0 ? 0 : swaps[i], i);
                int doubled = tried++ % (order.size() + 1) - 1;
                if (!hash(messages, order, dialect, doubled).equals(expected)) return differs(order, doubled);
                swaps[i]++;
                i = 0;
            } else {
                swaps[i++] = 0;
            }
        }
        return Optional.empty();
    }

    private static Optional<Failure> randomOrders(
            List<Message> messages, List<Message> brokers, Dialect dialect, String expected, int most) {
        var random = new Random(SEED);
        var order = new ArrayList<>(brokers);
        for (int i = 0; i < most; i++) {
            Collections.shuffle(order, random);
            int doubled = random.nextInt(order.size() + 1) - 1;
            if (!hash(messages, order, dialect, doubled).equals(expected)) return differs(order, doubled);
        }
        return Optional.empty();
    }

    /// The broker's messages in `order` at the places of the scenario, the one at `doubled` once more at the end.
    private static String hash(List<Message> messages, List<Message> order, Dialect dialect, int doubled) {
        var replay = new Replay(dialect);
        int next = 0;
        for (var message : messages)
            replay.play(message.direction() == Direction.BROKERS ? order.get(next++) : message);
        if (doubled >= 0) replay.play(order.get(doubled));
        return Canonical.stateHash(replay.book());
    }

    private static Optional<Failure> differs(List<Message> order, int doubled) {
        var lines = order.stream().map(Message::number).toList();
        var twice = doubled < 0 ? "" : " and line " + order.get(doubled).number() + " twice";
        return Optional.of(new Failure(0, "expected the same state with lines " + lines + twice + ", it is another"));
    }

    private static List<Message> messages(Scenario scenario) {
        var messages = new ArrayList<Message>();
        for (var line : scenario.lines()) if (line instanceof Message message) messages.add(message);
        return messages;
    }

    private static List<Message> brokersMessages(List<Message> messages) {
        return messages.stream().filter(message -> message.direction() == Direction.BROKERS).toList();
    }
}
