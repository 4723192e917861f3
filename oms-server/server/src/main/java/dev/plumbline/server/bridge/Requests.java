package dev.plumbline.server.bridge;

import com.fasterxml.jackson.databind.JsonNode;

import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.bridge.Fault.Code;
import dev.plumbline.wire.DeskMessage.Wish;

/// Bodies of requests, that have been held against their schema, as wishes. FIX's names and codes. Pure.
final class Requests {
    static final String CL_ORD_ID = "ClOrdID";
    static final String ORDER_ID = "OrderID";

    private Requests() {}

    static Wish.Enter enter(JsonNode body) {
        var ordType = code(OrdType.values(), OrdType::fix, body, "OrdType");
        return new Wish.Enter(
                body.path("ExDestination").asText(), new Account(body.path("Account").asText()),
                new Symbol(body.path("Symbol").asText()), code(Side.values(), Side::fix, body, "Side"), qty(body), ordType,
                ordType == OrdType.MARKET ? Px.NONE : px(body),
                body.has("TimeInForce") ? code(TimeInForce.values(), TimeInForce::fix, body, "TimeInForce") : TimeInForce.DAY);
    }

    static Wish.Cancel cancel(JsonNode body) {
        return new Wish.Cancel(key(body));
    }

    static Wish.Replace replace(JsonNode body) {
        return new Wish.Replace(key(body), qty(body), body.has("Price") ? px(body) : Px.NONE);
    }

    static OrderKey key(JsonNode body) {
        return new OrderKey(body.path(ORDER_ID).asText());
    }

    private static Qty qty(JsonNode body) {
        return decimal(body, "OrderQty", Qty::of);
    }

    private static Px px(JsonNode body) {
        if (!body.has("Price")) throw Fault.of(Code.BAD_REQUEST, "Price is missing: an order of this OrdType has one");
        return decimal(body, "Price", Px::of);
    }

    private static <D> D decimal(JsonNode body, String name, java.util.function.Function<String, D> parse) {
        var text = body.path(name).asText();
        try {
            return parse.apply(text);
        } catch (ArithmeticException | IllegalArgumentException none) {
            throw Fault.of(Code.BAD_REQUEST, name + " is '" + Frame.shortened(text) + "', which is no decimal that can be kept exactly");
        }
    }

    private interface FixCode<E> {
        char of(E value);
    }

    private static <E> E code(E[] values, FixCode<E> code, JsonNode body, String name) {
        var text = body.path(name).asText();
        for (var value : values) if (text.length() == 1 && code.of(value) == text.charAt(0)) return value;
        throw Fault.of(Code.BAD_REQUEST, name + " is '" + Frame.shortened(text) + "', which is no code of FIX's for it that is taken here");
    }
}
