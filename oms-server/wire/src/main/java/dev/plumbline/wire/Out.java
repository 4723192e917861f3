package dev.plumbline.wire;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Writes the fields of an object, one call each, and leaves out what says nothing: an empty text, a time of 0, a
/// false, a number that was not stated. Not for more than one thread.
final class Out {
    /// Sign, 19 digits, point, and zeros up to 18 decimals.
    private final byte[] digits = new byte[24];

    private final JsonGenerator to;

    Out(JsonGenerator to) {
        this.to = to;
    }

    /// Begins a whole message: version and type come first, so that a reader can refuse before it reads on.
    void message(String type) throws IOException {
        to.writeStartObject();
        to.writeFieldName("v");
        to.writeNumber(Wire.VERSION);
        always("type", type);
    }

    /// Begins an object in a list or field whose type is known from its place.
    void object() throws IOException {
        to.writeStartObject();
    }

    /// Begins an object in a list or field that may hold several types.
    void object(String type) throws IOException {
        to.writeStartObject();
        always("type", type);
    }

    void end() throws IOException {
        to.writeEndObject();
    }

    void field(String name) throws IOException {
        to.writeFieldName(name);
    }

    void list(String name) throws IOException {
        to.writeFieldName(name);
        to.writeStartArray();
    }

    void element(String text) throws IOException {
        to.writeString(text);
    }

    void endList() throws IOException {
        to.writeEndArray();
    }

    void texts(String name, List<String> values) throws IOException {
        if (values.isEmpty()) return;
        list(name);
        for (var value : values) element(value);
        endList();
    }

    void text(String name, String value) throws IOException {
        if (!value.isEmpty()) always(name, value);
    }

    void always(String name, String value) throws IOException {
        to.writeFieldName(name);
        to.writeString(value);
    }

    void bytes(String name, byte[] value) throws IOException {
        if (value.length == 0) return;
        to.writeFieldName(name);
        to.writeBinary(value);
    }

    /// A FIX code.
    void code(String name, char fix) throws IOException {
        to.writeFieldName(name);
        digits[0] = (byte) fix;
        to.writeUTF8String(digits, 0, 1);
    }

    /// Left out where it is `unsaid`, which is what a reader then takes.
    void number(String name, long value, long unsaid) throws IOException {
        if (value == unsaid) return;
        to.writeFieldName(name);
        to.writeNumber(value);
    }

    /// Nanoseconds since the epoch, UTC.
    void time(String name, long nanos) throws IOException {
        number(name, nanos, 0);
    }

    void yes(String name, boolean value) throws IOException {
        if (value) to.writeBooleanField(name, true);
    }

    void px(String name, Px px) throws IOException {
        if (!px.isStated()) return;
        to.writeFieldName(name);
        decimal(px.unscaled(), px.scale());
    }

    void qty(String name, Qty qty) throws IOException {
        if (!qty.isStated()) return;
        to.writeFieldName(name);
        decimal(qty.unscaled(), qty.scale());
    }

    /// A quantity that is zero where nothing is said of it.
    void sum(String name, Qty qty) throws IOException {
        if (!qty.isZero()) qty(name, qty);
    }

    void money(String name, Money money) throws IOException {
        if (money.signum() != 0) always(name, money.toString());
    }

    /// `unscaled × 10^-scale` as text, without exponent: readable anywhere and exact, where a JSON number is neither
    /// (most readers make a double of it).
    private void decimal(long unscaled, int scale) throws IOException {
        int at = digits.length;
        long rest = unscaled;
        for (int written = 0; written <= scale || rest != 0; written++) {
            if (written == scale && scale > 0) digits[--at] = '.';
            digits[--at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        if (unscaled < 0) digits[--at] = '-';
        to.writeUTF8String(digits, at, digits.length - at);
    }
}
