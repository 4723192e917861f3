package dev.plumbline.adapter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import dev.plumbline.adapter.simulator.BrokerMessage.CancelReject;
import dev.plumbline.adapter.simulator.BrokerMessage.ExecutionReport;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// What holds in every market, whatever the client and the others do. jqwik prints the seed of a failure.
class EngineRandomTest {
    private static final int STEPS = 400;
    private static final Habits BUSY = new Habits(20, 100, 400, 50, 1, 30);

    @Property(tries = 30)
    void theSameSeedAndRequestsGiveTheSameMessages(@ForAll long seed, @ForAll long client) {
        var first = new Run(seed).drive(client);
        var second = new Run(seed).drive(client);
        assertThat(second.said).isEqualTo(first.said);
        assertThat(second.engine.ledger().snapshot()).isEqualTo(first.engine.ledger().snapshot());
    }

    @Property(tries = 60)
    void theSumsOfTheLedgerAreThoseOfItsExecutions(@ForAll long seed, @ForAll long client) {
        for (var order : new Run(seed).drive(client).engine.ledger().snapshot().orders()) {
            var qty = Qty.ZERO;
            var notional = Money.ZERO;
            for (var fill : order.executions()) {
                if (fill.busted()) continue;
                qty = qty.plus(fill.qty());
                notional = notional.plus(fill.qty().times(fill.px()));
            }
            assertThat(order.cumQty()).as("CumQty of %s", order).isEqualTo(qty);
            assertThat(order.notional()).as("notional of %s", order).isEqualTo(notional);
        }
    }

    @Property(tries = 60)
    void everyReportAddsUp(@ForAll long seed, @ForAll long client) {
        var run = new Run(seed).drive(client);
        var ids = new HashSet<ExecID>();
        for (var message : run.said) {
            if (!(message instanceof ExecutionReport report)) continue;
            var standing = report.standing();
            if (report.execType() != ExecType.ORDER_STATUS)
                assertThat(ids.add(report.execID())).as("ExecID %s is new", report.execID()).isTrue();
            var sum = standing.cumQty().plus(standing.leavesQty());
            assertThat(standing.leavesQty().isZero() || sum.equals(standing.orderQty())).as("%s", report).isTrue();
            assertThat(standing.cumQty().isMoreThan(standing.orderQty())).as("%s", report).isFalse();
        }
    }

    /// Who only listens knows in the end what the ledger knows.
    @Property(tries = 60)
    void theLastReportOfAnOrderIsWhatTheLedgerSays(@ForAll long seed, @ForAll long client) {
        var run = new Run(seed).drive(client);
        Map<OrderID, ExecutionReport> last = new HashMap<>();
        for (var message : run.said) {
            if (message instanceof ExecutionReport report) last.put(report.standing().orderID(), report);
        }
        for (var order : run.engine.ledger().snapshot().orders()) {
            var standing = last.get(order.orderID()).standing();
            assertThat(standing.cumQty()).isEqualTo(order.cumQty());
            assertThat(standing.orderQty()).isEqualTo(order.orderQty());
            assertThat(standing.price()).isEqualTo(order.price());
        }
    }

    /// Every request gets its answer: once nothing is pending, no ClOrdID is left without one.
    @Property(tries = 60)
    void everyRequestIsAnswered(@ForAll long seed, @ForAll long client) {
        var run = new Run(seed).drive(client);
        var answered = new HashSet<ClOrdID>();
        for (var message : run.said) {
            switch (message) {
                case ExecutionReport report when report.execType() != ExecType.PENDING_CANCEL
                        && report.execType() != ExecType.PENDING_REPLACE
                        && report.execType() != ExecType.PENDING_NEW -> answered.add(report.clOrdID());
                case ExecutionReport _ -> {}
                case CancelReject reject -> answered.add(reject.clOrdID());
            }
        }
        assertThat(answered).containsAll(run.asked);
    }

    /// A client that does what comes into its head, in a market that does, too.
    private static final class Run {
        private final Engine engine;
        private final List<BrokerMessage> said = new ArrayList<>();
        private final List<ClOrdID> asked = new ArrayList<>();
        private long now = 1_700_000_000_000_000_000L;
        private Random random;

        Run(long seed) {
            this.engine = new Engine(Table.config(BUSY).withSeed(seed), "");
        }

        Run drive(long client) {
            random = new Random(client);
            engine.open();
            for (int i = 0; i < STEPS; i++) {
                now += random.nextInt(3_000_000);
                said.addAll(engine.due(now));
                step(new ClOrdID("C" + i));
            }
            said.addAll(engine.settle(now));
            return this;
        }

        private void step(ClOrdID clOrdID) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> ask(enter(clOrdID));
                case 3 -> ask(new Command.Cancel(clOrdID, any(), now));
                case 4, 5 -> ask(new Command.Replace(clOrdID, any(), qty(), px(), now));
                case 6 -> bustOrCorrect();
                default -> said.addAll(engine.flow(now));
            }
        }

        private void ask(Command command) {
            asked.add(command.clOrdID());
            said.addAll(engine.on(command, now));
        }

        private Command.Enter enter(ClOrdID clOrdID) {
            boolean market = random.nextInt(8) == 0;
            var times = List.of(
                    TimeInForce.DAY, TimeInForce.DAY, TimeInForce.GOOD_TILL_CANCEL, TimeInForce.IMMEDIATE_OR_CANCEL,
                    TimeInForce.FILL_OR_KILL);
            return new Command.Enter(
                    clOrdID, new BrokerSession("ALPHA"), new Account("ACC1"), new Symbol("ACME"),
                    random.nextBoolean() ? Side.BUY : Side.SELL, qty(), market ? OrdType.MARKET : OrdType.LIMIT,
                    market ? Px.NONE : px(), times.get(random.nextInt(times.size())), now);
        }

        private void bustOrCorrect() {
            var fills = said.stream()
                    .filter(message -> message instanceof ExecutionReport report && report.execType() == ExecType.TRADE)
                    .map(message -> ((ExecutionReport) message).execID())
                    .toList();
            if (fills.isEmpty()) return;
            var execID = fills.get(random.nextInt(fills.size()));
            try {
                said.addAll(random.nextBoolean() ? engine.bust(execID, now) : engine.correct(execID, qty(), px(), now));
            } catch (IllegalArgumentException cannotBe) {
                assertThat(cannotBe).hasMessageFindingMatch("busted already|cannot hold");
            }
        }

        private ClOrdID any() {
            return asked.isEmpty() ? new ClOrdID("X") : asked.get(random.nextInt(asked.size()));
        }

        private Qty qty() {
            return Qty.of(1 + random.nextInt(1500));
        }

        private Px px() {
            return new Px(9_980 + random.nextInt(41), 2);
        }
    }
}
