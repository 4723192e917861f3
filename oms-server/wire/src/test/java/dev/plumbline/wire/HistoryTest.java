package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import dev.plumbline.core.CostMethod;
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

    /// The server is stopped, anywhere, and started from what it put away: it goes on as if it had not been, input by input.
    /// Messages of before may come again.
    @Property
    void p3_aBookThatIsRestoredGoesOnAsItWould(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int n, @ForAll @IntRange(min = 1, max = 60) int more) {
        var random = new Random(seed);
        var day = new Day(seed);
        var before = repeated(random, begun(day, n));
        var after = new ArrayList<>(repeated(random, day.next(more)));
        for (var input : before) if (random.nextInt(4) == 0) after.add(random.nextInt(after.size() + 1), input);

        var straight = new Book();
        int number = 0;
        for (var input : before) input.into(straight, ++number);
        var restored = again(straight);
        for (var input : after) {
            if (random.nextInt(20) == 0) restored = again(restored);
            var expected = input.into(straight, ++number);
            assertThat(input.into(restored, number)).as("%s", input).isEqualTo(expected);
        }
        assertThat(restored.orders()).isEqualTo(straight.orders());
        assertThat(Bytes.of(restored.orders())).isEqualTo(Bytes.of(straight.orders()));
        assertThat(restored.parked()).isEqualTo(straight.parked());
        assertThat(restored.counts()).isEqualTo(straight.counts());
        assertThat(restored.positions()).containsExactlyInAnyOrderElementsOf(straight.positions());
    }

    /// The same where neither clients nor brokers keep to any rule, and with everything that a state has.
    @Property(tries = 500)
    void p3_soDoesOneOfAnOddDay(@ForAll CostMethod method, @ForAll long seed) {
        var random = new Random(seed);
        var straight = new Book(method);
        var restored = new Book(method);
        int number = 0;
        for (var input : new OddDay(seed).next(120)) {
            if (random.nextInt(15) == 0) restored = again(restored, method);
            var expected = input.into(straight, ++number);
            assertThat(input.into(restored, number)).as("%s", input).isEqualTo(expected);
        }
        assertThat(restored.orders()).isEqualTo(straight.orders());
        assertThat(restored.parked()).isEqualTo(straight.parked());
        assertThat(StateHash.of(restored)).isEqualTo(StateHash.of(straight));
        assertThat(again(restored, method).state().unpacked().used())
                .containsExactlyInAnyOrderElementsOf(straight.state().unpacked().used());
    }

    private static Book again(Book book) {
        return again(book, CostMethod.AVERAGE_COST);
    }

    private static Book again(Book book, CostMethod method) {
        try {
            var bytes = new ByteArrayOutputStream();
            Wire.write(bytes, book.state());
            var state = Wire.bookState(new ByteArrayInputStream(bytes.toByteArray()));
            return Book.of(method, Integer.MAX_VALUE, state);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed", impossible);
        }
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
