package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.Dialects;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.TimeInForce;

class MessageEncoderTest {
    private static final String TIME = "60=20261122-10:20:30.123";

    /// What each version requires, and what brokers want besides: Account, and OrderID where it is known.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        FIX_4_2     | enter                | 35=D 1=ACC1 11=A 21=1 38=100 40=2 44=12.5 54=1 55=IBM 59=0 TIME
        FIX_4_4     | enter                | 35=D 1=ACC1 11=A 38=100 40=2 44=12.5 54=1 55=IBM 59=0 TIME
        FIX_5_0_SP2 | enter                | 35=D 1=ACC1 11=A 38=100 40=2 44=12.5 54=1 55=IBM 59=0 TIME
        FIX_4_2     | enter market IOC     | 35=D 1=ACC1 11=A 21=1 38=100 40=1 54=1 55=IBM 59=3 TIME
        FIX_4_4     | enter market IOC     | 35=D 1=ACC1 11=A 38=100 40=1 54=1 55=IBM 59=3 TIME
        FIX_4_4     | enter stop GTC       | 35=D 1=ACC1 11=A 38=100 40=3 54=1 55=IBM 59=1 TIME 99=11.75
        FIX_4_2     | cancel               | 35=F 1=ACC1 11=B 37=O1 38=100 41=A 54=1 55=IBM TIME
        FIX_4_4     | cancel               | 35=F 1=ACC1 11=B 37=O1 38=100 41=A 54=1 55=IBM TIME
        FIX_5_0_SP2 | cancel               | 35=F 1=ACC1 11=B 37=O1 38=100 41=A 54=1 55=IBM TIME
        FIX_4_4     | cancel unacked       | 35=F 1=ACC1 11=B 38=100 41=A 54=1 55=IBM TIME
        FIX_4_2     | replace              | 35=G 1=ACC1 11=C 21=1 37=O1 38=250 40=2 41=A 44=13.25 54=1 55=IBM 59=0 TIME
        FIX_4_4     | replace              | 35=G 1=ACC1 11=C 37=O1 38=250 40=2 41=A 44=13.25 54=1 55=IBM 59=0 TIME
        FIX_5_0_SP2 | replace              | 35=G 1=ACC1 11=C 37=O1 38=250 40=2 41=A 44=13.25 54=1 55=IBM 59=0 TIME
        FIX_4_2     | status               | 35=H 1=ACC1 11=A 37=O1 54=1 55=IBM
        FIX_4_4     | status               | 35=H 1=ACC1 11=A 37=O1 54=1 55=IBM
        FIX_5_0_SP2 | status               | 35=H 1=ACC1 11=A 37=O1 54=1 55=IBM
        """)
    void fields(FixVersion version, String what, String expected) {
        assertThat(text(command(what), version)).isEqualTo(expected.replace("TIME", TIME));
    }

    private static Outbound command(String what) {
        return switch (what) {
            case "enter" -> Orders.enter("A");
            case "enter market IOC" -> Orders.enter(
                    Orders.order("A", OrdType.MARKET, "", TimeInForce.IMMEDIATE_OR_CANCEL, ""));
            case "enter stop GTC" -> Orders.enter(
                    Orders.order("A", OrdType.STOP, "11.75", TimeInForce.GOOD_TILL_CANCEL, ""));
            case "cancel" -> Orders.cancel("B", Orders.order("A", "O1"));
            case "cancel unacked" -> Orders.cancel("B", Orders.order("A", ""));
            case "replace" -> Orders.replace("C", Orders.order("A", "O1"), 250, "13.25");
            case "status" -> Orders.status(Orders.order("A", "O1"));
            default -> throw new IllegalArgumentException(what);
        };
    }

    /// MsgType first, then the body by tag.
    private static String text(Outbound outbound, FixVersion version) {
        var message = MessageEncoder.encode(outbound, Dialects.of(version.dialect()));
        var fields = new ArrayList<String>();
        message.getHeader().getOptionalString(35).ifPresent(type -> fields.add("35=" + type));
        message.iterator().forEachRemaining(field -> fields.add(field.getTag() + "=" + field.getObject()));
        return String.join(" ", fields);
    }

    @Test
    void whatOurCommandsCannotSayIsRefusedByName() {
        assertRefused(Orders.order("A", OrdType.STOP_LIMIT, "1", TimeInForce.DAY, ""), "OrdType(40) StopLimit");
        assertRefused(Orders.order("A", OrdType.OTHER, "1", TimeInForce.DAY, ""), "OrdType(40)");
        assertRefused(Orders.order("A", OrdType.LIMIT, "", TimeInForce.DAY, ""), "Price(44) is missing");
        assertRefused(Orders.order("A", OrdType.LIMIT, "1", TimeInForce.GOOD_TILL_DATE, ""), "ExpireDate(432)");
        assertRefused(Orders.order("", OrdType.LIMIT, "1", TimeInForce.DAY, ""), "ClOrdID(11) is missing");
    }

    @Test
    void aDelimiterInAValueForgesNoField() {
        var forged = new Account("ACC1\00138=1000000");
        var order = Orders.order("A", "");
        var evil = new Order(
                order.key(), order.session(), order.orderID(), forged, order.symbol(), order.side(), order.ordType(),
                order.timeInForce(), order.requests(), order.executions(), order.life(), order.toldCumQty(),
                order.flags(), order.enteredAt(), order.updatedAt(), order.text());
        assertRefused(evil, "Account(1)");
    }

    private static void assertRefused(Order order, String named) {
        assertThatThrownBy(() -> MessageEncoder.encode(Orders.enter(order), Dialect.STANDARD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
