package dev.plumbline.core.naive;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.plumbline.core.Book;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Position;

/// The real model against the naive one: after every input both must show the same. What fails is printed as a scenario
/// that a trader can read and `oms replay` can run; jqwik prints the seed and looks for a shorter one.
class DifferentialTest {
    private static final int TRIES = Integer.getInteger("plumbline.tries", 500);

    @Property(tries = 500)
    void agreeInOrder(@ForAll("lives") List<Move> moves) {
        play(Life.of(moves, false), true);
    }

    @Property(tries = 500)
    void agreeInAnyOrder(@ForAll("lives") List<Move> moves) {
        play(Life.of(moves, true), false);
    }

    @Provide
    Arbitrary<List<Move>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 36),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 30))
                .as(Move::new)
                .list()
                .ofMaxSize(30);
    }

    static void play(List<Input> inputs, boolean inOrder) {
        var real = new Book();
        var naive = new NaiveBook();
        for (var input : inputs) {
            naive.take(input);
            try {
                input.into(real, naive.inputs().size());
            } catch (RuntimeException e) {
                throw new AssertionError(dump(naive) + "threw " + e, e);
            }
            var expected = shown(naive.picture(), inOrder);
            var was = shown(real, naive.picture(), inOrder);
            if (!was.equals(expected))
                throw new AssertionError("\n" + dump(naive) + "\nby the rules:\n" + expected + "\nin the book:\n" + was);
        }
    }

    private static String dump(NaiveBook naive) {
        var text = new StringBuilder();
        for (var input : naive.inputs()) text.append(FixLine.of(input)).append('\n');
        return text.toString();
    }

    private static String shown(NaiveBook.Picture picture, boolean inOrder) {
        var lines = new TreeSet<String>();
        for (var order : picture.orders()) lines.add(order.toString());
        long counted = picture.count(Outcome.APPLIED) + picture.count(Outcome.DUPLICATE);
        return String.join("\n", lines) + "\n" + position(picture) + "\napplied+duplicate=" + counted + " parked="
                + picture.count(Outcome.PARKED) + " quarantined=" + picture.count(Outcome.QUARANTINED);
    }

    private static String position(NaiveBook.Picture picture) {
        var position = picture.position(Life.ACCOUNT.value(), Life.IBM.value());
        return "qty=" + NaiveOrder.plain(position.qty()) + " avgPx=" + rounded(position.avgPx()) + " realizedPnl="
                + rounded(position.realizedPnl());
    }

    private static String shown(Book book, NaiveBook.Picture picture, boolean inOrder) {
        var lines = new TreeSet<String>();
        for (var order : book.orders()) lines.add(shown(order));
        var counts = book.counts();
        return String.join("\n", lines) + "\n" + shown(book.position(Life.ACCOUNT, Life.IBM)) + "\napplied+duplicate="
                + (counts.applied() + counts.duplicate()) + " parked=" + counts.parked() + " quarantined="
                + counts.quarantined();
    }

    private static String shown(Order order) {
        var chain = new ArrayList<String>();
        for (var id : order.chain()) chain.add(id.value());
        return String.join(",", chain) + " " + order.ordStatus().label() + " orderQty=" + order.orderQty() + " cumQty="
                + order.cumQty() + " leavesQty=" + order.leavesQty() + " avgPx=" + order.avgPx() + " unexplainedQty="
                + order.unexplainedQty() + " OrderID=" + order.orderID() + (order.has(Flag.EXTERNAL) ? " EXTERNAL" : "")
                + " " + order.executions().list().stream().map(DifferentialTest::shown).sorted().toList();
    }

    private static String shown(Execution execution) {
        return execution.execID() + " " + execution.qty() + "@" + execution.px() + " " + execution.state();
    }

    private static String shown(Position position) {
        return "qty=" + position.qty() + " avgPx=" + rounded(new BigDecimal(position.avgPx().toString()))
                + " realizedPnl=" + rounded(position.realizedPnl().amount());
    }

    /// A quotient is carried to 34 digits by one and 60 by the other.
    private static String rounded(BigDecimal number) {
        return NaiveOrder.plain(number.setScale(6, java.math.RoundingMode.HALF_EVEN));
    }
}
