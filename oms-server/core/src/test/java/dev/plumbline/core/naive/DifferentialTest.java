package dev.plumbline.core.naive;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
import dev.plumbline.core.naive.Life.Travel;

/// The real model against the naive one: after every input both must show the same. What fails is printed as a scenario
/// that a trader can read and `oms replay` can run; jqwik prints the seed and looks for a shorter one.
class DifferentialTest {
    @Property(tries = 500)
    void agreeInOrder(@ForAll("lives") List<Move> moves) {
        play(Life.of(moves, Travel.IN_ORDER), Look.AFTER_EACH);
    }

    @Property(tries = 500)
    void agreeWhereReportsAreLate(@ForAll("lives") List<Move> moves) {
        play(Life.of(moves, Travel.REPORTS_LATE), Look.AFTER_EACH);
    }

    /// While our own request is not known yet, what is shown is a guess; in the end it must not be.
    @Property(tries = 500)
    void agreeInTheEndWhateverTheOrder(@ForAll("lives") List<Move> moves) {
        play(Life.of(moves, Travel.SHUFFLED), Look.AT_THE_END);
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

    enum Look {
        AFTER_EACH,
        AT_THE_END
    }

    static void play(List<Input> inputs, Look look) {
        var real = new Book();
        var naive = new NaiveBook();
        for (var input : inputs) {
            naive.take(input);
            try {
                input.into(real, naive.inputs().size());
            } catch (RuntimeException e) {
                throw new AssertionError(dump(naive) + "threw " + e, e);
            }
            if (look == Look.AFTER_EACH || naive.inputs().size() == inputs.size()) compare(real, naive);
        }
    }

    private static void compare(Book real, NaiveBook naive) {
        var byTheRules = shown(naive.picture());
        var inTheBook = shown(real);
        if (!inTheBook.equals(byTheRules))
            throw new AssertionError(
                    "\n" + dump(naive) + "\nby the rules:\n" + byTheRules + "\nin the book:\n" + inTheBook);
    }

    private static String dump(NaiveBook naive) {
        var text = new StringBuilder();
        for (var input : naive.inputs()) text.append(FixLine.of(input)).append('\n');
        return text.toString();
    }

    private static String shown(NaiveBook.Picture picture) {
        var lines = new TreeSet<String>();
        for (var order : picture.orders()) lines.add(order.toString());
        return String.join("\n", lines) + "\n" + position(picture) + "\n"
                + counted(picture.count(Outcome.APPLIED) + picture.count(Outcome.DUPLICATE),
                        picture.count(Outcome.PARKED), picture.count(Outcome.QUARANTINED));
    }

    private static String counted(long appliedAndDuplicate, long parked, long quarantined) {
        return Unsettled.COPY_OF_WAITING_IS_PARKED
                ? "applied+duplicate+parked=" + (appliedAndDuplicate + parked) + " quarantined=" + quarantined
                : "applied+duplicate=" + appliedAndDuplicate + " parked=" + parked + " quarantined=" + quarantined;
    }

    private static String position(NaiveBook.Picture picture) {
        var position = picture.position(Life.ACCOUNT.value(), Life.IBM.value());
        return "qty=" + NaiveOrder.plain(position.qty()) + " avgPx=" + NaiveOrder.plain(position.avgPx().setScale(8, RoundingMode.HALF_EVEN)) + " realizedPnl="
                + rounded(position.realizedPnl());
    }

    private static String shown(Book book) {
        var lines = new TreeSet<String>();
        for (var order : book.orders()) lines.add(shown(order));
        var counts = book.counts();
        return String.join("\n", lines) + "\n" + shown(book.position(Life.ACCOUNT, Life.IBM)) + "\n"
                + counted(counts.applied() + counts.duplicate(), counts.parked(), counts.quarantined());
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
        return "qty=" + position.qty() + " avgPx=" + position.avgPx() + " realizedPnl="
                 + rounded(position.realizedPnl().amount());
    }

    /// A quotient is carried to 34 digits by one and 60 by the other.
    private static String rounded(BigDecimal number) {
        return NaiveOrder.plain(number.setScale(6, RoundingMode.HALF_EVEN));
    }
}
