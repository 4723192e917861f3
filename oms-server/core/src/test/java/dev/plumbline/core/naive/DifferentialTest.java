package dev.plumbline.core.naive;

import java.util.List;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.plumbline.core.Book;
import dev.plumbline.core.naive.Life.Travel;

/// The real model against the naive one: both must show the same. What fails is printed as a scenario that a trader can
/// read and `oms replay` can run; jqwik prints the seed and looks for a shorter one.
class DifferentialTest {
    @Property
    void agreeInOrder(@ForAll("lives") List<Move> moves) {
        play(Life.of(moves, Travel.IN_ORDER), Look.AFTER_EACH);
    }

    @Property
    void agreeWhereReportsAreLate(@ForAll("lives") List<Move> moves) {
        play(Life.of(moves, Travel.REPORTS_LATE), Look.AFTER_EACH);
    }

    /// While our own request is not known yet, what is shown is a guess; in the end it must not be.
    @Property
    void agreeInTheEndWhateverTheOrder(@ForAll("lives") List<Move> moves) {
        play(Life.of(moves, Travel.SHUFFLED), Look.AT_THE_END);
    }

    @Provide
    Arbitrary<List<Move>> lives() {
        return Move.lives();
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
            into(real, naive);
            if (look == Look.AFTER_EACH || naive.inputs().size() == inputs.size()) compare(real, naive);
        }
    }

    private static void into(Book real, NaiveBook naive) {
        try {
            naive.inputs().getLast().into(real, naive.inputs().size());
        } catch (RuntimeException e) {
            throw new AssertionError("\n" + Show.text(naive.inputs()) + "threw " + e, e);
        }
    }

    private static void compare(Book real, NaiveBook naive) {
        var byTheRules = Show.text(naive.picture());
        var inTheBook = Show.text(real);
        if (!inTheBook.equals(byTheRules))
            throw new AssertionError("\n" + Show.text(naive.inputs()) + "\nby the rules:\n" + byTheRules
                    + "\nin the book:\n" + inTheBook);
    }
}
