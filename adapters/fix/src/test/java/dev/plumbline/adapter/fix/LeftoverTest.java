package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// A killed server had kept the order A, then its replace B to 500, its replace C to 100 and its cancel D, a second apart.
class LeftoverTest {
    private static final long SECOND = 1_000_000_000;
    private static final Duration SEND_WITHIN = Duration.ofSeconds(10);

    /// Columns: the command, what the log has, what of that was given up, the seconds since D, what becomes of it.
    @ParameterizedTest
    @CsvSource({
        "A, -,       -, 0,  SEND",
        "B, A,       -, 0,  SEND",
        "D, A B C,   -, 0,  SEND",
        "A, A,       -, 0,  LEAVE",
        "B, A B C,   -, 0,  LEAVE",
        "B, A C,     -, 0,  OVERTAKEN",
        "B, A D,     -, 0,  OVERTAKEN",
        "C, A D,     -, 0,  OVERTAKEN",
        "B, A C,     C, 0,  SEND",
        "B, A B,     B, 0,  GIVEN_UP",
        "B, A B C,   B, 0,  GIVEN_UP",
        "B, A,       -, 8,  SEND",
        "B, A,       -, 9,  TOO_OLD",
        "C, A,       -, 9,  SEND",
        "B, A C,     -, 99, OVERTAKEN",
        "B, A B,     -, 99, LEAVE",
    })
    void becomes(String id, String sent, String givenUp, long seconds, Leftover expected) {
        var book = new Book();
        book.sent(1, Orders.enter("A").command(), false);
        book.sent(2, replace("B", 500, 1), false);
        book.sent(3, replace("C", 100, 2), false);
        var order = book.sent(4, new Command.Cancel(new ClOrdID("D"), new ClOrdID("A"), at(3)), false)
                .changes().getFirst().order();
        var command = switch (id) {
            case "A" -> Orders.enter("A").command();
            case "B" -> replace("B", 500, 1);
            case "C" -> replace("C", 100, 2);
            default -> new Command.Cancel(new ClOrdID("D"), new ClOrdID("A"), at(3));
        };
        assertThat(Leftover.of(new Outbound(command, order, true), log(sent, givenUp), SEND_WITHIN, at(3 + seconds)))
                .isEqualTo(expected);
    }

    /// A halt holds back what never left, and changes nothing about what may have.
    @ParameterizedTest
    @CsvSource({"-, -, HALTED", "A, -, LEAVE", "A, A, GIVEN_UP", "D, -, OVERTAKEN"})
    void halted(String sent, String givenUp, Leftover expected) {
        var book = new Book();
        book.sent(1, Orders.enter("A").command(), false);
        var order = book.sent(2, new Command.Cancel(new ClOrdID("D"), new ClOrdID("A"), at(3)), false)
                .changes().getFirst().order();
        var outbound = new Outbound(Orders.enter("A").command(), order, true, true);
        assertThat(Leftover.of(outbound, log(sent, givenUp), SEND_WITHIN, at(3))).isEqualTo(expected);
    }

    private static Command replace(String id, long qty, long seconds) {
        return new Command.Replace(new ClOrdID(id), new ClOrdID("A"), Qty.of(qty), Px.of("12.5"), at(seconds));
    }

    private static long at(long seconds) {
        return Orders.AT + seconds * SECOND;
    }

    private static Leftover.Sent log(String sent, String givenUp) {
        var there = ids(sent);
        var gone = ids(givenUp);
        return new Leftover.Sent() {
            @Override
            public boolean hasGivenUp(String clOrdID) {
                return gone.contains(clOrdID);
            }

            @Override
            public boolean mayHaveSent(String clOrdID, long at) {
                return there.contains(clOrdID);
            }
        };
    }

    private static Set<String> ids(String named) {
        return Set.of(named.split(" "));
    }
}
