package dev.plumbline.adapter.simulator;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import dev.plumbline.adapter.simulator.BrokerMessage.ExecutionReport;
import dev.plumbline.adapter.simulator.BrokerMessage.Standing;
import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// What comes out of a delivery is what went in, whenever and however often. jqwik prints the seed of a failure.
class DeliveryTest {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Map<Misdeed, Long> tally = new EnumMap<>(Misdeed.class);
    private final List<BrokerMessage> in = new ArrayList<>();
    private final List<Outgoing> out = new ArrayList<>();
    private long now = 1_700_000_000_000_000_000L;

    @Property(tries = 200)
    void nothingIsInventedAndInTheEndNothingIsMissing(@ForAll long seed) {
        var delivery = delivery(ChaoticDay.WILD, seed);
        run(delivery, new Random(seed), 200);
        out.addAll(delivery.drain());
        long copies = did(Misdeed.DUPLICATE) + did(Misdeed.POSS_RESEND);
        assertThat(out).hasSize((int) (in.size() + copies));
        assertThat(out.stream().filter(Outgoing::possResend).count()).isEqualTo(did(Misdeed.POSS_RESEND));
        var times = new HashMap<BrokerMessage, Integer>();
        for (var outgoing : out) times.merge(outgoing.message(), 1, Integer::sum);
        assertThat(times.keySet()).isEqualTo(Set.copyOf(in));
        assertThat(times.values()).allMatch(count -> count <= 2);
    }

    @Property(tries = 100)
    void nothingIsHeldLongerThanItsTime(@ForAll long seed) {
        var chaos = new Chaos(0, 0, 0, 0, 0, 0, 0, 0, 300, 500, 500, 0, 0, 0, 100, 0, 0);
        var delivery = delivery(chaos, seed);
        run(delivery, new Random(seed), 100);
        now += 100 * NANOS_PER_MS;
        out.addAll(delivery.pass(List.of(), now));
        assertThat(out.stream().map(Outgoing::message).collect(toSet())).isEqualTo(Set.copyOf(in));
        assertThat(delivery.drain()).isEmpty();
    }

    @Example
    void aTradeThatIsBustedInTheSameBreathIsToldAfterIt() {
        var delivery = delivery(new Chaos(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 0, 0, 0, 100, 0, 0), 4);
        var trade = report(ExecType.TRADE, "E1", "", 1);
        var bust = report(ExecType.TRADE_CANCEL, "E2", "E1", 1);
        out.addAll(delivery.pass(List.of(trade, bust), now));
        out.addAll(delivery.drain());
        assertThat(out).extracting(Outgoing::message).containsExactly(bust, trade);
        assertThat(tally).containsOnly(Map.entry(Misdeed.OVERTAKEN, 1L), Map.entry(Misdeed.BUST_BEFORE_TRADE, 1L));
    }

    @Example
    void whatIsLostComesInTheEndAndThenAllIsWell() {
        var delivery = delivery(new Chaos(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 0, 0, 0, 0, 0), 4);
        var first = report(ExecType.NEW, "E1", "", 1);
        assertThat(delivery.pass(List.of(first), now)).isEmpty();
        assertThat(delivery.pass(List.of(), now + 3_600_000 * NANOS_PER_MS)).isEmpty();
        assertThat(delivery.drain()).containsExactly(Outgoing.first(first));
        var second = report(ExecType.TRADE, "E2", "", 1);
        assertThat(delivery.pass(List.of(second), now)).containsExactly(Outgoing.first(second));
    }

    @Example
    void afterASilenceEverythingComesAtOnceInOrder() {
        var delivery = delivery(new Chaos(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 100, 50), 4);
        int longest = 0;
        for (int i = 0; i < 1_000; i++) {
            var message = report(ExecType.NEW, "E" + i, "", 1);
            in.add(message);
            now += NANOS_PER_MS;
            var said = delivery.pass(List.of(message), now);
            longest = Math.max(longest, said.size());
            out.addAll(said);
        }
        out.addAll(delivery.drain());
        assertThat(out).extracting(Outgoing::message).containsExactlyElementsOf(in);
        assertThat(longest).isBetween(2, 51);
        assertThat(did(Misdeed.SILENCE)).isBetween(5L, 20L);
    }

    private Delivery delivery(Chaos chaos, long seed) {
        tally.clear();
        in.clear();
        out.clear();
        return Delivery.of(chaos, new SplittableRandom(seed), deed -> tally.merge(deed, 1L, Long::sum));
    }

    private void run(Delivery delivery, Random random, int turns) {
        for (int turn = 0; turn < turns; turn++) {
            var batch = new ArrayList<BrokerMessage>();
            for (int i = random.nextInt(4); i > 0; i--) batch.add(next(random));
            in.addAll(batch);
            now += random.nextInt(10) * NANOS_PER_MS;
            out.addAll(delivery.pass(batch, now));
        }
    }

    private BrokerMessage next(Random random) {
        var refers = random.nextInt(4) == 0 ? "E" + random.nextInt(in.size() + 1) : "";
        return report(
                refers.isEmpty() ? ExecType.TRADE : ExecType.TRADE_CANCEL, "E" + in.size() + "." + random.nextLong(),
                refers, 1 + random.nextInt(3));
    }

    private long did(Misdeed misdeed) {
        return tally.getOrDefault(misdeed, 0L);
    }

    private static ExecutionReport report(ExecType execType, String execID, String execRefID, int order) {
        var standing = new Standing(
                new OrderID("O" + order), OrdStatus.NEW, new Account("ACC1"), new Symbol("ACME"), Side.BUY,
                OrdType.LIMIT, TimeInForce.DAY, Qty.of(100), Px.of(100), Qty.of(100), Qty.ZERO, Px.ZERO);
        return new ExecutionReport(
                execType, new ExecID(execID), execRefID.isEmpty() ? ExecID.NONE : new ExecID(execRefID),
                new ClOrdID("C" + order), ClOrdID.NONE, Qty.ZERO, Px.ZERO, OrdRejReason.NONE,
                ExecRestatementReason.NONE, "", standing, 1);
    }
}
