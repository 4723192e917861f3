package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OrigClOrdID of the next request, after what has happened (FIX 4.4 volume 4, appendix D; D.1.b, D.1.c, D.2.a, D.2.b).
class ChainingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enter X 100                                                                                  | X | X
            enter X 100, new X                                                                           | X | X
            enter X 100, new X, replace Y of X to 200                                                    | X | Y
            enter X 100, new X, replace Y of X to 200, silence Y                                         | X | Y
            enter X 100, new X, replace Y of X to 200, pending-replace Y                                 | X | Y
            enter X 100, new X, replace Y of X to 200, replaced Y                                        | Y | Y
            enter X 100, new X, replace Y of X to 200, refused Y                                         | X | X
            enter X 100, new X, replace Y of X to 200, replace Z of Y to 300                             | X | Z
            enter X 100, new X, replace Y of X to 200, replace Z of Y to 300, refused Z                  | X | Y
            enter X 100, new X, replace Y of X to 200, replace Z of Y to 300, refused Y                  | X | Z
            enter X 100, new X, replace Y of X to 200, replace Z of Y to 300, replaced Y                 | Y | Z
            enter X 100, new X, cancel Y of X                                                            | X | X
            enter X 100, new X, cancel Y of X, pending-cancel Y                                          | X | X
            enter X 100, new X, replace Y of X to 200, cancel Z of Y                                     | X | Y
            """)
    void namesTheLastIdThatIs(String history, String accepted, String optimistic) {
        var wire = new Wire();
        for (var row : history.split(", ")) wire.play(List.of(row.split(" ")), List.of());
        var order = wire.book.order(new ClOrdID("X"));
        assertThat(order.origClOrdID(Chaining.ACCEPTED)).isEqualTo(new ClOrdID(accepted));
        assertThat(order.origClOrdID(Chaining.OPTIMISTIC)).isEqualTo(new ClOrdID(optimistic));
    }
}
