package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
            case Booking.Several(var all) -> {
                out.list("Bookings");
                for (var one : all) {
                    out.object();
                    writeBooking(out, one);
                    out.end();
                }
                out.endList();
            }
        }
    }

    static Change read(In in) throws IOException {
        long input = 0;
        @Nullable Order order = null;
        var booking = new BookingFields();
        @Nullable Position position = null;
        while (in.next()) {
            switch (in.name()) {
                case "Input" -> input = in.number();
                case "Order" -> {
                    in.object();
                    order = OrderForm.read(in);
                }
                case "Position" -> {
                    in.object();
                    position = PositionForm.read(in);
                }
                default -> booking.read(in);
            }
        }
        if (order == null) throw new WireException("Change has no Order");
        if (position == null) position = Position.flat(order.account(), order.symbol());
        return new Change(input, order, booking.booking(), position);
    }

    private static final class BookingFields {
        private String kind = "";
        private @Nullable Execution was;
        private @Nullable Execution now;
        private final List<Booking> several = new ArrayList<>(0);

        /// Takes the field that stands here, or passes over it.
        void read(In in) throws IOException {
            switch (in.name()) {
                case "Booking" -> kind = in.text();
                case "Was" -> was = ExecutionForm.readField(in);
                case "Execution" -> now = ExecutionForm.readField(in);
                case "Bookings" -> {
                    in.list();
                    while (in.element()) several.add(one(in));
                }
                default -> in.skip();
            }
        }

        private static Booking one(In in) throws IOException {
            var fields = new BookingFields();
            in.object();
            while (in.next()) fields.read(in);
            return fields.booking();
        }

        Booking booking() {
            if (!several.isEmpty()) return new Booking.Several(List.copyOf(several));
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
}
