package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Book;
import dev.plumbline.core.BookState;
import dev.plumbline.core.BookState.Entry;
import dev.plumbline.core.BookState.Shelved;
import dev.plumbline.core.CostMethod;

/// Orders of a book that was put away and is read again: those at rest stay on the shelf until somebody asks for them.
class ShelfTest {
    @Property(tries = 200)
    void whatIsReadSaysWhatWasWritten(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int n) {
        var book = day(seed, n);
        var written = book.state().orders();
        var read = read(bytes(book.state())).orders();

        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            var was = written.get(i).filed();
            assertThat(read.get(i) instanceof Shelved).as("%s", was.order()).isEqualTo(was.isAtRest());
            assertThat(head(read.get(i))).isEqualTo(head(was));
            assertThat(read.get(i).filed().order()).isEqualTo(was.order());
            assertThat(read.get(i).filed().seen().toArray()).containsExactlyInAnyOrder(was.seen().toArray());
        }
    }

    private static String head(Entry entry) {
        return entry.key() + " " + entry.broker() + " " + entry.account() + " " + entry.symbol() + " " + entry.side() + " "
                + entry.enteredAt() + " " + entry.executions();
    }

    /// Nobody has asked for any of them meanwhile: they are written as they were.
    @Property(tries = 100)
    void whatWasNotTouchedIsTheSameAfterManyRestarts(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int n) {
        var once = read(bytes(day(seed, n).state()));
        var again = once;
        for (int i = 0; i < 3; i++) again = read(bytes(Book.of(CostMethod.AVERAGE_COST, 100, again).state()));

        assertThat(again.orders()).extracting(entry -> entry.filed().order())
                .isEqualTo(once.orders().stream().map(entry -> entry.filed().order()).toList());
        assertThat(again.clOrdIDs()).containsExactlyInAnyOrderElementsOf(once.clOrdIDs());
        assertThat(again.orderIDs()).containsExactlyInAnyOrderElementsOf(once.orderIDs());
        assertThat(again.used()).containsExactlyInAnyOrderElementsOf(once.used());
        assertThat(again.counts()).isEqualTo(once.counts());
    }

    /// The days above are worth their while.
    @Test
    void daysHaveOrdersOfBothSorts() {
        var read = read(bytes(day(7, 80).state())).orders();
        assertThat(read).hasAtLeastOneElementOfType(Shelved.class).hasAtLeastOneElementOfType(BookState.Filed.class);
    }

    @Test
    void whoOnlyLooksLeavesItThere() {
        var book = Book.of(CostMethod.AVERAGE_COST, 100, read(bytes(day(7, 80).state())));
        int atHand = book.atHand().size();
        assertThat(atHand).isLessThan(book.size());

        for (var order : book.orders()) assertThat(book.find(order.requests().getFirst().clOrdID())).isPresent();
        book.entries().forEach(Entry::filed);
        book.parked();

        assertThat(book.atHand()).hasSize(atHand);
    }

    private static Book day(long seed, int n) {
        var book = new Book();
        var day = new Day(seed);
        int number = 0;
        for (var input : day.opening()) input.into(book, ++number);
        for (var input : day.next(n)) input.into(book, ++number);
        return book;
    }

    private static byte[] bytes(BookState state) {
        try {
            var bytes = new ByteArrayOutputStream();
            Wire.write(bytes, state);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed", impossible);
        }
    }

    private static BookState read(byte[] bytes) {
        try {
            return Wire.bookState(new ByteArrayInputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed", impossible);
        }
    }
}
