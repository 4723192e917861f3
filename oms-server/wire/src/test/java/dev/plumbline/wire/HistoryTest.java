package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Book;
import dev.plumbline.core.News;
import dev.plumbline.core.Order;

/// Orders as they really come about. jqwik prints the seed of a failure.
class HistoryTest {

    @Property
    void p3_eachOrderComesBackAsItWas(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
        var book = new Book();
        for (var input : repeated(new Random(seed), begun(new Day(seed), n)))
            for (var change : input.into(book, 1).changes()) assertThatItComesBack(change.order());
    }

    private static void assertThatItComesBack(Order order) {
        assertThat(Wire.order(Wire.encode(order))).isEqualTo(order);
        assertThat(Wire.order(Wire.json(order).getBytes(StandardCharsets.UTF_8))).isEqualTo(order);
    }

    /// The server is stopped and started: its orders go on as if it had not been. What waited for an order or a trade is
    /// not in the orders, so it is stopped while nothing does. Nor are the reports that made an order from outside, and
    /// one from before the first of them would tell it anew. Trades that the broker sends again may be from before.
    @Property
    void p3_anOrderThatIsRestoredGoesOnAsItWould(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n, @ForAll @IntRange(min = 1, max = 60) int more) {
        var random = new Random(seed);
        var day = new Day(seed);
        var before = repeated(random, begun(day, n));
        before = before.subList(0, lastWithNothingWaiting(before));
        var after = new ArrayList<>(repeated(random, day.next(more)));
        after.removeIf(HistoryTest::isFromBeforeTheFirst);
        for (var input : before)
            if (isKnownAgain(input) && random.nextInt(4) == 0) after.add(random.nextInt(after.size() + 1), input);

        var straight = new Book();
        for (var input : before) input.into(straight, 1);
        var restored = new Book();
        for (var order : straight.orders()) restored.restore(Wire.order(Wire.encode(order)));

        for (var input : after) {
            var expected = input.into(straight, 2);
            assertThat(input.into(restored, 2)).as("%s", input).isEqualTo(expected);
        }
        assertThat(restored.orders()).isEqualTo(straight.orders());
        assertThat(Bytes.of(restored.orders())).isEqualTo(Bytes.of(straight.orders()));
        assertThat(restored.position(Day.ACCOUNT, Day.VOD)).isEqualTo(straight.position(Day.ACCOUNT, Day.VOD));
    }

    /// The order itself knows a trade by its ExecID; a good-till one would also take it for a sign of life, once more.
    private static boolean isKnownAgain(Day.Input input) {
        return input instanceof Day.Told(var report)
                && report.news() instanceof News.Trade
                && !report.execID().isNone()
                && !report.origClOrdID().equals(Day.GOOD_TILL);
    }

    private static boolean isFromBeforeTheFirst(Day.Input input) {
        return input instanceof Day.Told(var report)
                && report.origClOrdID().value().equals("EXT")
                && report.transactTime() < Day.FIRST;
    }

    private static int lastWithNothingWaiting(List<Day.Input> inputs) {
        var book = new Book();
        int last = 0;
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).into(book, 1);
            if (book.counts().parked() == 0) last = i + 1;
        }
        return last;
    }

    private static List<Day.Input> begun(Day day, int n) {
        var inputs = new ArrayList<>(day.opening());
        inputs.addAll(day.next(n));
        return inputs;
    }

    /// Some of them told again, at once or later.
    private static List<Day.Input> repeated(Random random, List<Day.Input> inputs) {
        var all = new ArrayList<Day.Input>();
        for (var input : inputs) {
            all.add(input);
            if (random.nextInt(6) == 0) all.add(all.get(random.nextInt(all.size())));
        }
        return all;
    }

    private enum Fact {
        FALL, CLAIM, LOWER_CLAIM, TWO_NAMES, ENDING, TERMS, CORRECTION, REST, SUSPENSION, RENEWAL, REPLACE, BUST
    }

    /// The days above are worth their while: there is nothing an order can have learned that they do not bring about.
    @Test
    void theDaysBringAboutEverything() {
        var seen = EnumSet.noneOf(Fact.class);
        for (long seed = 0; seed < 50; seed++) {
            var book = new Book();
            for (var input : begun(new Day(seed), 60)) input.into(book, 1);
            for (var order : book.orders()) learned(order, seen);
        }
        assertThat(seen).containsExactly(Fact.values());
    }

    private static void learned(Order order, Set<Fact> facts) {
        var claims = order.claims();
        var heard = order.heard();
        if (claims.fellAt() != Long.MIN_VALUE) facts.add(Fact.FALL);
        if (claims.at() != Long.MIN_VALUE) facts.add(Fact.CLAIM);
        if (!claims.lower().isEmpty()) facts.add(Fact.LOWER_CLAIM);
        if (heard.names().size() > 1) facts.add(Fact.TWO_NAMES);
        if (!heard.endings().isEmpty()) facts.add(Fact.ENDING);
        if (!heard.terms().isEmpty()) facts.add(Fact.TERMS);
        if (!heard.corrections().isEmpty()) facts.add(Fact.CORRECTION);
        if (heard.times().restedAt() != Long.MIN_VALUE) facts.add(Fact.REST);
        if (heard.times().heldAt() != Long.MIN_VALUE) facts.add(Fact.SUSPENSION);
        if (heard.times().renewedAt() != Long.MIN_VALUE) facts.add(Fact.RENEWAL);
        if (order.chain().size() > 1) facts.add(Fact.REPLACE);
        for (var execution : order.executions().list()) if (!execution.stands()) facts.add(Fact.BUST);
    }
}
