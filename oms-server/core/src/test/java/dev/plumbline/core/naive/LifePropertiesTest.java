package dev.plumbline.core.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.plumbline.core.Book;
import dev.plumbline.core.Qty;
import dev.plumbline.core.naive.Life.Travel;

/// P1, P2 and P4 of the real model by itself, over lives that make sense; [dev.plumbline.core.BookPropertiesTest] has
/// them over nonsense.
class LifePropertiesTest {
    /// What we sent keeps its order, in whatever places; any report may come anywhere, once or more often.
    @Property
    void p1_anyOrderAndAnyDoublingGiveTheSame(@ForAll("lives") List<Move> moves, @ForAll long seed) {
        var inputs = Life.of(moves, Travel.SHUFFLED);
        var shuffled = shuffled(inputs, new Random(seed));

        var straight = shown(played(inputs));
        var crooked = shown(played(shuffled));

        assertThat(crooked).as(() -> Show.text(inputs) + "\nagainst\n" + Show.text(shuffled)).isEqualTo(straight);
    }

    /// The counts of copies differ, of course.
    private static String shown(Book book) {
        return Show.orders(book) + "\n" + Show.text(book.position(Life.ACCOUNT, Life.IBM));
    }

    private static List<Input> shuffled(List<Input> inputs, Random random) {
        var ours = new ArrayList<Input>();
        var all = new ArrayList<Input>();
        for (var input : inputs) {
            all.add(input);
            if (input instanceof Input.Theirs && random.nextInt(4) == 0) all.add(input);
            if (input instanceof Input.Ours) ours.add(input);
        }
        Collections.shuffle(all, random);
        var next = ours.iterator();
        all.replaceAll(input -> input instanceof Input.Ours ? next.next() : input);
        return all;
    }

    private static Book played(List<Input> inputs) {
        var book = new Book();
        long number = 0;
        for (var input : inputs) input.into(book, ++number);
        return book;
    }

    @Property
    void p2_standingExecutionsAreCumQtyAndPosition(@ForAll("lives") List<Move> moves) {
        var book = new Book();
        long number = 0;
        for (var input : Life.of(moves, Travel.SHUFFLED)) {
            input.into(book, ++number);
            var held = Qty.ZERO;
            for (var order : book.orders()) {
                var sum = Qty.ZERO;
                for (var execution : order.executions().list()) if (execution.stands()) sum = sum.plus(execution.qty());
                assertThat(order.cumQty()).isEqualTo(sum);
                held = held.plus(order.side().signed(sum));
            }
            assertThat(book.position(Life.ACCOUNT, Life.IBM).qty()).isEqualTo(held);
        }
    }

    @Property
    void p4_everyInputIsAccountedFor(@ForAll("lives") List<Move> moves) {
        var book = new Book();
        long inputs = 0;
        for (var input : Life.of(moves, Travel.SHUFFLED)) {
            input.into(book, ++inputs);
            var counts = book.counts();
            assertThat(counts.applied() + counts.duplicate() + counts.parked() + counts.quarantined() + counts.ignored())
                    .isEqualTo(inputs);
            assertThat(List.of(counts.applied(), counts.duplicate(), counts.parked(), counts.quarantined()))
                    .allMatch(count -> count >= 0);
        }
    }

    @Provide
    Arbitrary<List<Move>> lives() {
        return Move.lives();
    }
}
