package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Flags;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// What an older and a newer program may say to each other.
class EvolutionTest {
    private static final Command.Cancel CANCEL = new Command.Cancel(new ClOrdID("A2"), new ClOrdID("A1"), 7);

    @Test
    void anUnknownFieldIsPassedOver() {
        var order = order("""
                {"v":1, "type":"Order", "Key":"A1", "Nested":{"a":[1,{"b":null}],"Key":"no"}, "Symbol":"VOD",
                 "Requests":[{"ClOrdID":"A1","Kind":"NEW","OrderQty":"100","Colour":"blue","Stage":"ACCEPTED"}],
                 "MaxFloor":"10", "Nothing":null, "Half":0.5}""");

        assertThat(order.key()).isEqualTo(new OrderKey("A1"));
        assertThat(order.symbol()).isEqualTo(new Symbol("VOD"));
        assertThat(order.orderQty()).isEqualTo(Qty.of(100));
    }

    @Test
    void aMissingFieldTakesItsDefault() {
        var order = order("""
                {"v":1, "type":"Order", "Requests":[{"ClOrdID":"A1"}]}""");

        assertThat(order.key()).isEqualTo(new OrderKey("A1"));
        assertThat(order.side()).isEqualTo(Side.NONE);
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.DAY);
        assertThat(order.cumQty()).isEqualTo(Qty.ZERO);
        assertThat(order.price().isStated()).isFalse();
    }

    @Test
    void fieldsMayStandInAnyOrderAfterVersionAndType() {
        assertThat(Wire.command(utf8("""
                {"v":1, "type":"OrderCancelRequest", "At":7, "OrigClOrdID":"A1", "ClOrdID":"A2"}""")))
                .isEqualTo(new Command.Cancel(new ClOrdID("A2"), new ClOrdID("A1"), 7));
    }

    @Test
    void aNewerVersionIsRefusedByName() {
        assertThatThrownBy(() -> order("""
                {"v":2, "type":"Order", "Requests":7}"""))
                .isInstanceOf(WireException.class)
                .hasMessage("Order has version 2, this program reads up to version 1: update it");
    }

    @Test
    void aNewerVersionOnTheBusToo() {
        assertThatThrownBy(() -> Wire.decode(Buffer.buffer("""
                {"v":3, "type":"Gossip"}""")))
                .isInstanceOf(WireException.class)
                .hasMessage("Gossip has version 3, this program reads up to version 1: update it");
    }

    @Test
    void anotherTypeIsRefused() {
        assertThatThrownBy(() -> order("""
                {"v":1, "type":"Position"}"""))
                .isInstanceOf(WireException.class)
                .hasMessage("Order was expected, not Position");
    }

    @Test
    void anUnknownCodeIsRefusedNotGuessed() {
        assertThatThrownBy(() -> order("""
                {"v":1, "type":"Order", "Side":"Q", "Requests":[{"ClOrdID":"A1"}]}"""))
                .isInstanceOf(WireException.class)
                .hasMessage("unknown Side 'Q'");
    }

    /// A release of what nobody has named would let trading go on.
    @Test
    void anUnknownScopeIsRefusedNotGuessed() {
        assertThatThrownBy(() -> Wire.decode(Buffer.buffer("""
                {"v":1, "type":"Ask", "RequestID":"r", "User":"ben", "Wish":{"type":"Release","Scope":"DESK","Name":"main"}}""")))
                .isInstanceOf(WireException.class)
                .hasMessage("unknown Scope 'DESK'");
    }

    @Test
    void anOrderWithoutTermsIsRefused() {
        assertThatThrownBy(() -> order("""
                {"v":1, "type":"Order", "Key":"A1"}"""))
                .isInstanceOf(WireException.class)
                .hasMessage("Order 'A1' has no Requests, and so no terms");
    }

    @Test
    void anUnknownItemIsPassedOverAndItsNeighboursAreNot() {
        var batch = Wire.decode(Buffer.buffer("""
                {"v":1, "type":"Batch", "Epoch":"e", "Seq":4, "Items":[
                  {"type":"Account","Account":"A"},
                  {"type":"Weather","Sky":["grey"],"Account":"no"},
                  {"type":"Account","Account":"B"}]}"""));

        assertThat(batch)
                .isEqualTo(new DeskMessage.Batch("e", 4, 0, List.of(
                        new DeskMessage.Item.AccountItem(new Account("A")),
                        new DeskMessage.Item.AccountItem(new Account("B")))));
    }

    /// Of a client, or a journal, that does not say when it was asked.
    @Test
    void anAskAndAnInputMayBeWithoutTheMomentOfAsking() {
        assertThat(Wire.decode(Buffer.buffer("""
                {"v":1, "type":"Ask", "RequestID":"r", "User":"ben", "Wish":{"type":"Cancel","Order":"A1"}}""")))
                .isEqualTo(new DeskMessage.Ask("r", "ben", new DeskMessage.Wish.Cancel(new OrderKey("A1")), 0));
        assertThat(Wire.input(utf8("""
                {"v":1, "type":"OrderCancelRequest", "ClOrdID":"A2", "OrigClOrdID":"A1", "At":7}""")))
                .isEqualTo(new Wire.Input(new Recorded.Sent(CANCEL, false), 0));
    }

    /// An order is the same whenever it was asked for: who reads a command alone, as any reader before did, reads no less.
    @Test
    void theMomentOfAskingIsNoPartOfTheCommand() {
        var bytes = Wire.encode(new Wire.Input(new Recorded.Sent(CANCEL, false), 5));
        assertThat(Wire.command(bytes)).isEqualTo(CANCEL);
        assertThat(Wire.what(bytes)).isEqualTo(new Recorded.Sent(CANCEL, false));
        assertThat(Wire.encode(new Wire.Input(new Recorded.Sent(CANCEL, false), 0))).isEqualTo(Wire.encode(CANCEL));
    }

    /// Of a server from before it told how it hears its brokers.
    @Test
    void aPongMayBeWithoutLines() {
        assertThat(Wire.decode(Buffer.buffer("""
                {"v":1, "type":"Pong", "SentAt":7, "At":9}"""))).isEqualTo(new DeskMessage.Pong(7, 9, List.of()));
    }

    @Test
    void anUnknownFlagIsPassedOver() {
        var order = order("""
                {"v":1, "type":"Order", "Flags":["LATE_FILL","LUCKY"], "Requests":[{"ClOrdID":"A1"}]}""");

        assertThat(order.flags()).isEqualTo(Flags.of(List.of(Flag.LATE_FILL)));
    }

    @Test
    void numbersMayHaveZerosBehindThem() {
        var order = order("""
                {"v":1, "type":"Order", "Session":"B", "Requests":[{"ClOrdID":"A1","OrderQty":"100.50"}]}""");

        assertThat(order.orderQty()).isEqualTo(Qty.of("100.5"));
        assertThat(order.session()).isEqualTo(new BrokerSession("B"));
    }

    private static Order order(String json) {
        return Wire.order(utf8(json));
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
