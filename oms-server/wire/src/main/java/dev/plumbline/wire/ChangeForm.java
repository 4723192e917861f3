package dev.plumbline.wire;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Booking;
import dev.plumbline.core.Change;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;

/// A [Change] as fields: the whole order, what was booked, and the position.
final class ChangeForm {
    private ChangeForm() {}

    static void write(Out out, Change change) throws IOException {
        out.number("Input", change.input(), 0);
        out.field("Order");
        out.object();
        OrderForm.write(out, change.order());
        out.end();
        writeBooking(out, change.booking());
        out.field("Position");
        out.object();
        PositionForm.write(out, change.position());
        out.end();
    }

    private static void writeBooking(Out out, Booking booking) throws IOException {
        switch (booking) {
            case Booking.None _ -> {}
            case Booking.Booked(var execution) -> {
                out.always("Booking", "Booked");
                ExecutionForm.writeField(out, "Execution", execution);
            }
            case Booking.Busted(var was, var now) -> {
                out.always("Booking", "Busted");
                ExecutionForm.writeField(out, "Was", was);
                ExecutionForm.writeField(out, "Execution", now);
            }
            case Booking.Corrected(var was, var now) -> {
                out.always("Booking", "Corrected");
                ExecutionForm.writeField(out, "Was", was);
                ExecutionForm.writeField(out, "Execution", now);
            }
        }
    }

    static Change read(In in) throws IOException {
        long input = 0;
        @Nullable Order order = null;
        var booking = "";
        @Nullable Execution was = null;
        @Nullable Execution now = null;
        @Nullable Position position = null;
        while (in.next()) {
            switch (in.name()) {
                case "Input" -> input = in.number();
                case "Order" -> {
                    in.object();
                    order = OrderForm.read(in);
                }
                case "Booking" -> booking = in.text();
                case "Was" -> was = ExecutionForm.readField(in);
                case "Execution" -> now = ExecutionForm.readField(in);
                case "Position" -> {
                    in.object();
                    position = PositionForm.read(in);
                }
                default -> in.skip();
            }
        }
        if (order == null) throw new WireException("Change has no Order");
        if (position == null) position = Position.flat(order.account(), order.symbol());
        return new Change(input, order, booking(booking, was, now), position);
    }

    private static Booking booking(String kind, @Nullable Execution was, @Nullable Execution now) {
        return switch (kind) {
            case "" -> Booking.NONE;
            case "Booked" -> new Booking.Booked(said(now, "Execution"));
            case "Busted" -> new Booking.Busted(said(was, "Was"), said(now, "Execution"));
            case "Corrected" -> new Booking.Corrected(said(was, "Was"), said(now, "Execution"));
            default -> throw new WireException("unknown Booking '" + kind + "'");
        };
    }

    private static Execution said(@Nullable Execution execution, String field) {
        if (execution == null) throw new WireException("Change has a Booking, but no " + field);
        return execution;
    }
}
