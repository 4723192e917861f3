package dev.plumbline.server.store;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import io.vertx.core.buffer.Buffer;

/// One column of many rows, as an array that Postgres takes apart again with `unnest`.
///
/// Decimals travel as text and are cast there: exact, and the client has no binary form of numeric. One that is not
/// stated is empty, and becomes NULL there.
final class Column {
    /// Between the elements of a list that travels as one text. FIX's own separator, so no FIX value contains it.
    static final String SEPARATOR = "\u0001";

    private Column() {}

    static <R> Integer[] ints(List<R> rows, ToIntFunction<R> of) {
        var column = new Integer[rows.size()];
        for (int i = 0; i < column.length; i++) column[i] = of.applyAsInt(rows.get(i));
        return column;
    }

    static <R> Long[] longs(List<R> rows, ToLongFunction<R> of) {
        var column = new Long[rows.size()];
        for (int i = 0; i < column.length; i++) column[i] = of.applyAsLong(rows.get(i));
        return column;
    }

    static <R> String[] texts(List<R> rows, Function<R, String> of) {
        var column = new String[rows.size()];
        for (int i = 0; i < column.length; i++) column[i] = storable(of.apply(rows.get(i)));
        return column;
    }

    static <R> Buffer[] bytes(List<R> rows, Function<R, Buffer> of) {
        var column = new Buffer[rows.size()];
        for (int i = 0; i < column.length; i++) column[i] = of.apply(rows.get(i));
        return column;
    }

    /// Postgres keeps no NUL in text. A broker that sends one is no reason to lose its report: the raw bytes have it.
    static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    static String list(List<?> elements) {
        return elements.stream().map(Object::toString).collect(Collectors.joining(SEPARATOR));
    }
}
