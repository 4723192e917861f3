package dev.plumbline.server.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Shelf;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.Wire;

class OrderIDsTest {
    private static final BrokerSession BROKER = new BrokerSession("ALPHA");
    private static final OrderID O1 = new OrderID("O1");
    private static final OrderID O2 = new OrderID("O2");

    private final OrderIDs ids = OrderIDs.of(BROKER, List.of(Shelf.EMPTY, shelf("LAST-WEEK", O1, 10), shelf("YESTERDAY", O1, 20)));

    @Test
    void whatNobodyHasIsNowhere() {
        assertThat(ids.shardOf(O2)).isEqualTo(-1);
        assertThat(OrderIDs.of(new BrokerSession("BETA"), List.of(shelf("C", O1, 1))).shardOf(O1)).isEqualTo(-1);
    }

    /// Some brokers begin anew each day.
    @Test
    void ofSeveralTheOrderThatWasEnteredLastIsMeant() {
        assertThat(ids.shardOf(O1)).isEqualTo(2);
        ids.putOlder(O1, 7, 15);
        assertThat(ids.shardOf(O1)).isEqualTo(2);
        ids.putOlder(O1, 8, 25);
        assertThat(ids.shardOf(O1)).isEqualTo(8);
        ids.putOlder(O1, 6, 22);
        assertThat(ids.shardOf(O1)).as("heard of again, and older").isEqualTo(8);
        ids.put(O1, 9);
        assertThat(ids.shardOf(O1)).isEqualTo(9);
    }

    /// With one order on it, which is over.
    private static Shelf shelf(String clOrdID, OrderID orderID, long enteredAt) {
        var book = new Book();
        var id = new ClOrdID(clOrdID);
        book.sent(1, new Command.Enter(
                id, BROKER, new Account("A"), new Symbol("S"), Side.BUY, Qty.of(100), OrdType.LIMIT, Px.of(10), TimeInForce.DAY,
                enteredAt), false);
        book.report(2, new Report(
                BROKER, id, ClOrdID.NONE, orderID, new ExecID("E"), new News.Trade(Qty.of(100), Px.of(10)),
                Report.Told.NOTHING, enteredAt, false, false, ""));
        try {
            var bytes = new ByteArrayOutputStream();
            Wire.write(bytes, book.state());
            var shelf = Wire.bookState(new ByteArrayInputStream(bytes.toByteArray())).shelved().shelf();
            assertThat(shelf.size()).isEqualTo(1);
            return shelf;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed", impossible);
        }
    }
}
