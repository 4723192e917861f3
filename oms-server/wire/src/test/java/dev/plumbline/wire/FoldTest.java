package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Rules;
import dev.plumbline.core.Symbol;

/// P3 and P5: the state is the fold of its events, and nothing else; both byte for byte. jqwik prints the seed of a
/// failure.
class FoldTest {
    /// What goes into the journal and comes out again makes the same state, after every input.
    @Property
    void p3_theFoldOfTheInputsIsTheState(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
        var written = new Book();
        var read = new Book();
        long number = 0;
        for (var input : day(seed, n)) {
            number++;
            var expected = input.into(written, number);
            var result = input.throughWire().into(read, number);
            assertThat(result).isEqualTo(expected);
            assertThat(result.changes().stream().map(Bytes::of).toList())
                    .isEqualTo(expected.changes().stream().map(Bytes::of).toList());
        }
        assertThat(Bytes.of(read)).isEqualTo(Bytes.of(written));
    }

    /// Who follows the changes, as desk, replica and store do, has every order as it is, and no other.
    @Property
    void p3_theFoldOfTheChangesIsTheState(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int n) {
        var book = new Book();
        Map<OrderKey, String> orders = new HashMap<>();
        Map<List<Object>, String> positions = new HashMap<>();
        long number = 0;
        for (var input : day(seed, n)) {
            var result = input.into(book, ++number);
            for (var sent : result.changes()) {
                var change = Wire.change(Wire.encode(sent));
                var position = change.position();
                orders.put(change.order().key(), Bytes.of(change.order()));
                positions.put(List.of(position.account(), position.symbol()), Bytes.of(position));
            }
            for (var gone : result.gone()) orders.remove(gone.key());
            assertThat(orders.values()).containsExactlyInAnyOrderElementsOf(Bytes.of(book.orders()));
        }
        for (var position : book.positions())
            assertThat(positions).containsEntry(List.of(position.account(), position.symbol()), Bytes.of(position));
    }

    private static List<Day.Input> day(long seed, int n) {
        var random = new Random(seed);
        var day = new Day(seed);
        var inputs = new ArrayList<>(day.opening());
        inputs.addAll(day.next(n));
        for (int i = inputs.size() - 1; i > 0; i--)
            if (random.nextInt(6) == 0)
                inputs.add(random.nextInt(inputs.size()) + 1, inputs.get(i));
        return inputs;
    }

    /// Whether a command may be sent is a question; asking it leaves no trace, neither at once nor later.
    @Property
    void p5_aRefusedCommandChangesNothing(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int n, @ForAll("questions") List<Question> questions) {
        var asked = new Book();
        var left = new Book();
        long number = 0;
        for (var input : day(seed, n)) {
            number++;
            var question = questions.get((int) (number % questions.size()));
            var before = Bytes.of(asked);
            var knew = asked.knows(question.command.clOrdID());
            asked.decide(question.command, question.rules);
            assertThat(Bytes.of(asked)).isEqualTo(before);
            assertThat(asked.knows(question.command.clOrdID())).isEqualTo(knew);
            assertThat(input.into(asked, number)).isEqualTo(input.into(left, number));
        }
        assertThat(Bytes.of(asked)).isEqualTo(Bytes.of(left));
    }

    record Question(Command command, Rules rules) {}

    @Provide
    Arbitrary<List<Question>> questions() {
        return Combinators.combine(commands(), rules()).as(Question::new).list().ofMinSize(1).ofMaxSize(10);
    }

    /// Half of them about orders that are there.
    private static Arbitrary<Command> commands() {
        var known = Arbitraries.of("A", "B", "EXT", "C1", "R2", "R3").map(ClOrdID::new);
        var any = Arbitraries.oneOf(known, Some.clOrdID());
        return Arbitraries.oneOf(
                Some.command(),
                Combinators.combine(any, any, Some.nanos()).as(Command.Cancel::new),
                Combinators.combine(any, any, Some.qty(), Some.px(), Some.nanos()).as(Command.Replace::new),
                Combinators.combine(known, Some.command()).as(FoldTest::named));
    }

    private static Command named(ClOrdID id, Command command) {
        return switch (command) {
            case Command.Enter enter -> new Command.Enter(
                    id, enter.session(), enter.account(), enter.symbol(), enter.side(), enter.orderQty(),
                    enter.ordType(), enter.price(), enter.timeInForce(), enter.at());
            case Command.Cancel cancel -> new Command.Cancel(id, cancel.origClOrdID(), cancel.at());
            case Command.Replace replace ->
                new Command.Replace(id, replace.origClOrdID(), replace.orderQty(), replace.price(), replace.at());
            case Command.Status status -> new Command.Status(id, status.at());
        };
    }

    private static Arbitrary<Rules> rules() {
        return Combinators.combine(Some.qty(), Arbitraries.of("0", "1", "100000000")).as((max, notional) -> new Rules(
                Set.of(new BrokerSession("BRK1")), Set.of(Day.ACCOUNT, new Account("OTHER")),
                Map.of(Day.VOD, Px.of(100), new Symbol("IBM"), Px.ZERO), max.isStated() ? max : Qty.of(100),
                Money.of(notional)));
    }
}
