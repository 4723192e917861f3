package dev.plumbline.wire;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Reads the fields of an object in a loop: `while (in.next()) switch (in.name())`. What it does not find as it should
/// be is a [WireException], and so are Jackson's exceptions once they reach [Wire].
final class In {
    /// More than any sum or quotient of the core has; a bound for hostile input.
    private static final int MONEY_DIGITS_MAX = 1_000;

    private final JsonParser from;
    private String name = "";
    private long askedAt;
    private String askedFrom = "";

    In(JsonParser from) {
        this.from = from;
    }

    /// Opens a whole message: its type, once it is clear that this program can read it.
    String message() throws IOException {
        from.nextToken();
        object();
        if (!next() || !name.equals("v")) throw new WireException("no message of ours: field 'v' is not first");
        int version = Math.toIntExact(number());
        var type = type();
        if (version > Wire.VERSION)
            throw new WireException(type + " has version " + version + ", this program reads up to version "
                    + Wire.VERSION + ": update it");
        if (version < 1) throw new WireException(type + " has version " + version + ", the first one is 1");
        return type;
    }

    /// Nothing may follow a message.
    void finish() throws IOException {
        if (from.nextToken() != null) throw new WireException("something follows the end of the message");
    }

    /// The type of an object that was just entered; always its first field.
    String type() throws IOException {
        if (!next() || !name.equals("type")) throw new WireException("no field 'type' where it belongs");
        return text();
    }

    /// Enters the object that stands here.
    void object() throws IOException {
        expect(JsonToken.START_OBJECT);
    }

    /// Enters the list that stands here.
    void list() throws IOException {
        expect(JsonToken.START_ARRAY);
    }

    /// Steps to the next element of the list; false at its end.
    boolean element() throws IOException {
        return from.nextToken() != JsonToken.END_ARRAY;
    }

    /// Steps to the next field of the object; false at its end.
    boolean next() throws IOException {
        var field = from.nextFieldName();
        if (field == null) {
            expect(JsonToken.END_OBJECT);
            return false;
        }
        name = field;
        from.nextToken();
        return true;
    }

    String name() {
        return name;
    }

    /// When and from where who asked for an input sent it stands with the input and is no part of what it says: noted, where
    /// the field at hand is one of the two.
    boolean notesAsker() throws IOException {
        switch (name) {
            case WhatForm.ASKED_AT -> askedAt = number();
            case WhatForm.ASKED_FROM -> askedFrom = text();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// As noted; empty for never.
    String askedFrom() {
        return askedFrom;
    }

    /// As noted; 0 for never.
    long askedAt() {
        return askedAt;
    }

    /// Passes over a value that this version does not know.
    void skip() throws IOException {
        from.skipChildren();
    }

    /// Passes over the rest of an object that was entered.
    void skipRest() throws IOException {
        while (next()) skip();
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING);
        return from.getText();
    }

    /// A list of them.
    List<String> texts() throws IOException {
        list();
        var texts = new ArrayList<String>();
        while (element()) texts.add(text());
        return texts;
    }

    byte[] bytes() throws IOException {
        return from.getBinaryValue();
    }

    char code() throws IOException {
        expect(JsonToken.VALUE_STRING);
        if (from.getTextLength() != 1) throw new WireException(name + " is no code: '" + from.getText() + "'");
        return from.getTextCharacters()[from.getTextOffset()];
    }

    long number() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT);
        return from.getLongValue();
    }

    int smallNumber() throws IOException {
        return Math.toIntExact(number());
    }

    boolean yes() throws IOException {
        if (from.currentToken() != JsonToken.VALUE_FALSE) expect(JsonToken.VALUE_TRUE);
        return from.currentToken() == JsonToken.VALUE_TRUE;
    }

    Px px() throws IOException {
        int scale = scale();
        return new Px(unscaled(), scale);
    }

    Qty qty() throws IOException {
        int scale = scale();
        return new Qty(unscaled(), scale);
    }

    Money money() throws IOException {
        scale();
        if (from.getTextLength() > MONEY_DIGITS_MAX) throw new WireException(name + " has too many digits");
        return new Money(new BigDecimal(from.getTextCharacters(), from.getTextOffset(), from.getTextLength()));
    }

    /// Number of decimals of the text that stands here, once it is clear that it is `-?digits(.digits)?`.
    private int scale() throws IOException {
        expect(JsonToken.VALUE_STRING);
        var chars = from.getTextCharacters();
        int start = from.getTextOffset();
        int end = start + from.getTextLength();
        if (start < end && chars[start] == '-') start++;
        int point = end;
        for (int i = start; i < end; i++) {
            if (chars[i] == '.' && point == end) point = i;
            else if (chars[i] < '0' || chars[i] > '9') throw notANumber();
        }
        if (point == start || point == end - 1) throw notANumber();
        return point == end ? 0 : end - point - 1;
    }

    private long unscaled() throws IOException {
        var chars = from.getTextCharacters();
        int start = from.getTextOffset();
        int end = start + from.getTextLength();
        boolean negative = chars[start] == '-';
        long unscaled = 0;
        for (int i = negative ? start + 1 : start; i < end; i++)
            if (chars[i] != '.') unscaled = Math.addExact(Math.multiplyExact(unscaled, 10), chars[i] - '0');
        return negative ? -unscaled : unscaled;
    }

    private WireException notANumber() throws IOException {
        return new WireException(name + " is no number: '" + from.getText() + "'");
    }

    private void expect(JsonToken wanted) {
        if (from.currentToken() != wanted)
            throw new WireException((name.isEmpty() ? "the message" : name) + " is " + said(from.currentToken())
                    + " where " + wanted + " belongs");
    }

    private static String said(@org.jspecify.annotations.Nullable JsonToken token) {
        return token == null ? "the end of the bytes" : token.toString();
    }
}
