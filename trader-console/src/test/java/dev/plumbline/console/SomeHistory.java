package dev.plumbline.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.wire.DeskMessage.Difference;
import dev.plumbline.wire.DeskMessage.Event;

/// A made-up history of an order, with messages that are right to the checksum: sent, acknowledged, filled twice, and one
/// of each kind of trouble.
final class SomeHistory {
    private static final long MS = 1_000_000;

    private final Order order;
    private final List<Event> events = new ArrayList<>();
    private long at;

    private SomeHistory(Order order) {
        this.order = order;
        at = order.enteredAt();
    }

    static List<Event> of(Order order) {
        return new SomeHistory(order).events();
    }

    private List<Event> events() {
        var qty = order.orderQty();
        var px = order.price().or(Px.of(100));
        ours("Order sent", "ordStatus - PendingNew; orderQty - %s; price - %s; cumQty - 0; leavesQty - %s; avgPx - 0; request.%s - NEW_SENT"
                .formatted(qty, px, qty, order.key()));
        told(3, "New", "APPLIED", "", "0", "0", "ordStatus PendingNew New; orderID - B" + order.key(), 0, px);
        told(412, "Trade", "APPLIED", "", "F", "1",
                "ordStatus New PartiallyFilled; cumQty 0 200; leavesQty %s %s; avgPx 0 %s; execution.E1 - LIVE_200_@_%s"
                        .formatted(qty, qty.minus(Qty.of(200)), px, px), 200, px);
        told(1, "Trade", "DUPLICATE", "", "F", "1", "", 200, px);
        told(2_500, "Trade cancel", "PARKED", "no execution E9 to cancel has been told yet", "H", "1", "", 0, px);
        told(31_000, "Trade", "APPLIED", "", "F", "1",
                "cumQty 200 500; leavesQty %s %s; execution.E2 - LIVE_300_@_%s"
                        .formatted(qty.minus(Qty.of(200)), qty.minus(Qty.of(500)), px), 300, px);
        told(4, "Unreadable", "QUARANTINED", "LastQty(32) is 'many', which is no quantity", "F", "1", "", 0, px);
        return events;
    }

    private void ours(String kind, String did) {
        event(kind, "akira", "APPLIED", "", "", did);
    }

    private void told(
            long afterMs, String kind, String outcome, String reason, String execType, String ordStatus, String did,
            int lastQty, Px px) {
        at += afterMs * MS + 137_000;
        var body = "35=8|49=NYLON|56=PLUMB|34=" + (events.size() + 1) + "|52=20261122-14:31:07.412|37=B" + order.key() + "|11="
                + order.key() + "|17=E" + events.size() + "|150=" + execType + "|39=" + ordStatus + "|1=" + order.account()
                + "|55=" + order.symbol() + "|54=" + (order.side().isBuy() ? 1 : 2) + "|38=" + order.orderQty()
                + (lastQty > 0 ? "|32=" + lastQty + "|31=" + px : "") + "|18=1 6|59=0|58=" + kind + "|";
        event(kind, "", outcome, reason, whole(body), did);
    }

    private void event(String kind, String user, String outcome, String reason, String raw, String did) {
        long seq = events.size() + 17L;
        events.add(new Event(
                3, seq, at, user.isEmpty() ? at - (events.size() == 3 ? -12 : 1) * MS : at, kind, user, "NYLON", order.key().value(), outcome, reason, "",
                Buffer.buffer(raw.getBytes(StandardCharsets.ISO_8859_1)), kind + " ClOrdID=" + order.key(), differences(did),
                user.isEmpty() ? 0 : at - 850_000));
    }

    private static List<Difference> differences(String did) {
        return Arrays.stream(did.split("; ")).filter(text -> !text.isEmpty()).map(text -> text.split(" "))
                .map(parts -> new Difference(parts[0].replace('.', ' '), parts[1].equals("-") ? "" : parts[1], parts[2].replace('_', ' ')))
                .toList();
    }

    /// With head and trailer.
    static String whole(String body) {
        var fields = body.replace('|', '\1');
        var message = "8=FIX.4.4\1" + "9=" + fields.length() + '\1' + fields;
        int sum = message.chars().sum() & 0xFF;
        return message + String.format("10=%03d\1", sum);
    }
}
