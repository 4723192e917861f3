package dev.plumbline.adapter.fix.replay;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.fix.replay.Certifier.Failure;
import dev.plumbline.adapter.fix.replay.Scenario.Direction;
import dev.plumbline.adapter.fix.replay.Scenario.Message;
import dev.plumbline.core.Qty;

/// Replays a scenario with its broker's messages in other orders, and with one of them doubled: the state at the end
/// must be the same each time. Ours stay where they are, the broker's fill the places of the broker's.
final class Permutations {
    /// Up to as many broker's messages every order is tried, beyond it so many at random.
    private static final int ALL_ORDERS_UP_TO = 8;

    /// The same on every run, so that a failure can be seen again.
    private static final long SEED = 20_240_415L;

    private static final int NONE = -1;

    private final Message[] messages;
    private final Reading[] readings;
    private final boolean readsOnce;

    /// Places of the broker's messages.
    private final int[] brokers;

    private final Dialect dialect;

    Permutations(Scenario scenario, Dialect dialect) {
        this.dialect = dialect;
        messages = scenario.lines().stream()
                .filter(Message.class::isInstance).map(Message.class::cast).toArray(Message[]::new);
        var reader = new Reading.Reader(dialect, _ -> Qty.ZERO);
        readsOnce = reader.knowsNoState();
        readings = Arrays.stream(messages).map(reader::read).toArray(Reading[]::new);
        brokers = places();
    }

    private int[] places() {
        var places = new int[messages.length];
        int count = 0;
        for (int i = 0; i < messages.length; i++)
            if (messages[i].direction() == Direction.BROKERS) places[count++] = i;
        return Arrays.copyOf(places, count);
    }

    Optional<Failure> firstThatDiffers(int most) {
        var expected = state(brokers, NONE, NONE);
        int n = brokers.length;
        for (int doubled = 0; doubled < n; doubled++) {
            if (!state(brokers, doubled, doubled).equals(expected)) return differs(brokers, doubled, doubled);
            if (!state(brokers, doubled, n - 1).equals(expected)) return differs(brokers, doubled, n - 1);
        }
        return n <= ALL_ORDERS_UP_TO ? everyOrder(expected) : randomOrders(expected, most);
    }

    /// Heap's algorithm.
    private Optional<Failure> everyOrder(String expected) {
        var order = brokers.clone();
        int n = order.length;
        var swaps = new int[n];
        int tried = 0;
        for (int i = 0; i < n; ) {
            if (swaps[i] < i) {
                swap(order, i % 2 == 0 ? 0 : swaps[i], i);
                int doubled = tried % (n + 1) - 1;
                int behind = n - 1 - tried++ / (n + 1) % n;
                if (!state(order, doubled, behind).equals(expected)) return differs(order, doubled, behind);
                swaps[i]++;
                i = 0;
            } else {
                swaps[i++] = 0;
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> randomOrders(String expected, int most) {
        var random = new Random(SEED);
        var order = brokers.clone();
        for (int i = 0; i < most; i++) {
            shuffle(order, random);
            int doubled = random.nextInt(order.length + 1) - 1;
            int behind = random.nextInt(order.length);
            if (!state(order, doubled, behind).equals(expected)) return differs(order, doubled, behind);
        }
        return Optional.empty();
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) swap(order, i, random.nextInt(i + 1));
    }

    private static void swap(int[] order, int i, int j) {
        int was = order[i];
        order[i] = order[j];
        order[j] = was;
    }

    /// @param order of the broker's messages
    /// @param doubled index in `order` of the one that comes once more, right behind the one at `behind`
    private String state(int[] order, int doubled, int behind) {
        var replay = new Replay(dialect);
        int next = 0;
        for (int i = 0; i < messages.length; i++) {
            if (messages[i].direction() != Direction.BROKERS) {
                play(replay, i);
                continue;
            }
            play(replay, order[next]);
            if (doubled >= 0 && next == behind) play(replay, order[doubled]);
            next++;
        }
        return Canonical.text(replay.book());
    }

    private void play(Replay replay, int message) {
        if (readsOnce) replay.play(messages[message].number(), readings[message]);
        else replay.play(messages[message]);
    }

    private Optional<Failure> differs(int[] order, int doubled, int behind) {
        var lines = Arrays.stream(order).mapToObj(i -> messages[i].number()).toList();
        var twice = doubled < 0 ? "" : ", and line " + lines.get(doubled) + " once more behind " + lines.get(behind);
        return Optional.of(new Failure(
                0, "expected the same stateHash with lines in the order " + lines + twice + ", it is another"));
    }
}
