package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Request.Stage;

/// An order while one input is being applied to it: the parts that change, put together once at the end.
final class Draft {
    private final Order was;

    OrderID orderID;
    List<Request> requests;
    Executions executions;
    Life life;
    Qty toldCumQty;
    Flags flags;
    String text;
    Booking booking = Booking.NONE;

    Draft(Order order) {
        was = order;
        orderID = order.orderID();
        requests = order.requests();
        executions = order.executions();
        life = order.life();
        toldCumQty = order.toldCumQty();
        flags = order.flags();
        text = order.text();
    }

    /// The order after the input: the same instance where nothing has changed.
    Order order(long at) {
        boolean same = orderID.equals(was.orderID())
                && requests == was.requests()
                && executions == was.executions()
                && life == was.life()
                && toldCumQty.equals(was.toldCumQty())
                && flags.equals(was.flags())
                && text.equals(was.text());
        return same
                ? was
                : new Order(
                        was.key(), was.session(), orderID, was.account(), was.symbol(), was.side(), was.ordType(),
                        was.timeInForce(), requests, executions, life, toldCumQty, flags, was.enteredAt(),
                        Math.max(at, was.updatedAt()), text);
    }

    /// The broker has the order.
    void acknowledge() {
        var first = requests.getFirst();
        if (first.stage() != Stage.ACCEPTED && first.stage() != Stage.REJECTED) request(0, first.at(Stage.ACCEPTED));
    }

    void heard(Life to) {
        acknowledge();
        life = to;
    }

    void end(Life.End cause) {
        acknowledge();
        life = life.ended(cause);
    }

    /// The request that `clOrdID` names has come this far; the order itself is not meant.
    void answer(ClOrdID clOrdID, Stage stage) {
        int index = indexOf(clOrdID);
        if (index > 0) request(index, requests.get(index).at(stage));
    }

    void request(int index, Request changed) {
        if (requests.get(index).equals(changed)) return;
        if (requests.size() == 1) {
            requests = List.of(changed);
            return;
        }
        var copy = new ArrayList<>(requests);
        copy.set(index, changed);
        requests = List.copyOf(copy);
    }

    void plus(Request request) {
        var more = new ArrayList<Request>(requests.size() + 1);
        more.addAll(requests);
        more.add(request);
        requests = List.copyOf(more);
    }

    int indexOf(ClOrdID clOrdID) {
        for (int i = requests.size() - 1; i >= 0; i--) if (requests.get(i).clOrdID().equals(clOrdID)) return i;
        return -1;
    }

    int inForce() {
        for (int i = requests.size() - 1; i > 0; i--)
            if (requests.get(i).is(Request.Kind.REPLACE, Stage.ACCEPTED)) return i;
        return 0;
    }

    Qty orderQty() {
        return requests.get(inForce()).orderQty();
    }
}
