package dev.plumbline.wire;

import java.io.IOException;

import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;

/// Enumerated values by FIX's code, where FIX has one, and else by name. An unknown one is refused: reading it as
/// anything else would be a guess about an order.
final class Codes {
    private static final Side[] SIDES = Side.values();
    private static final OrdType[] ORD_TYPES = OrdType.values();
    private static final TimeInForce[] TIMES_IN_FORCE = TimeInForce.values();
    private static final OrdStatus[] ORD_STATUSES = OrdStatus.values();

    private Codes() {}

    static void write(Out out, Side side) throws IOException {
        if (side != Side.NONE) out.code("Side", side.fix());
    }

    static void write(Out out, OrdType ordType) throws IOException {
        if (ordType != OrdType.NONE) out.code("OrdType", ordType.fix());
    }

    static void write(Out out, TimeInForce timeInForce) throws IOException {
        if (timeInForce != TimeInForce.DAY) out.code("TimeInForce", timeInForce.fix());
    }

    static void write(Out out, OrdStatus ordStatus) throws IOException {
        if (ordStatus != OrdStatus.NONE) out.code("OrdStatus", ordStatus.fix());
    }

    static Side side(In in) throws IOException {
        char code = in.code();
        for (var side : SIDES) if (side.fix() == code) return side;
        throw unknown(in, String.valueOf(code));
    }

    static OrdType ordType(In in) throws IOException {
        char code = in.code();
        for (var ordType : ORD_TYPES) if (ordType.fix() == code) return ordType;
        throw unknown(in, String.valueOf(code));
    }

    static TimeInForce timeInForce(In in) throws IOException {
        char code = in.code();
        for (var timeInForce : TIMES_IN_FORCE) if (timeInForce.fix() == code) return timeInForce;
        throw unknown(in, String.valueOf(code));
    }

    static OrdStatus ordStatus(In in) throws IOException {
        char code = in.code();
        for (var ordStatus : ORD_STATUSES) if (ordStatus.fix() == code) return ordStatus;
        throw unknown(in, String.valueOf(code));
    }

    static <E extends Enum<E>> E named(In in, E[] values) throws IOException {
        var name = in.text();
        for (var value : values) if (value.name().equals(name)) return value;
        throw unknown(in, name);
    }

    static WireException unknown(In in, String value) {
        return new WireException("unknown " + in.name() + " '" + value + "'");
    }
}
