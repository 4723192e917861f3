package dev.plumbline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Values one behind the other without names: numbers in as few bytes as they need, and what comes again (an account, a
/// price, an id that three fields repeat) as the number of where it came first. So it is small and quick to read, and what
/// is equal is one object afterwards; but who reads it must know what was written.
final class Packed {
    private Packed() {}

    /// A sort of value that may come again. None is made of values of its own kind.
    ///
    /// @param place its number among all kinds
    /// @param write what is new, as it comes the first time
    record Kind<T>(int place, BiConsumer<Out, T> write, Function<In, T> read) {}

    /// Writes into memory.
    static final class Out {
        private static final int FIRST = 1 << 16;

        private final List<Map<Object, Integer>> known = new ArrayList<>();
        private byte[] bytes = new byte[FIRST];
        private int size;

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }

        private void put(int value) {
            if (size == bytes.length) bytes = Arrays.copyOf(bytes, 2 * size);
            bytes[size++] = (byte) value;
        }

        /// Small ones of either sign in few bytes: 7 bits in each, the lowest first.
        void number(long number) {
            long left = (number << 1) ^ (number >> 63);
            for (; (left & ~0x7FL) != 0; left >>>= 7) put((int) left | 0x80);
            put((int) left);
        }

        void yes(boolean yes) {
            put(yes ? 1 : 0);
        }

        void text(String text) {
            bytes(text.getBytes(UTF_8));
        }

        void bytes(byte[] all) {
            number(all.length);
            while (bytes.length - size < all.length) bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            System.arraycopy(all, 0, bytes, size, all.length);
            size += all.length;
        }

        <T> void value(Kind<T> kind, T value) {
            while (known.size() <= kind.place) known.add(new HashMap<>());
            var places = known.get(kind.place);
            var place = places.putIfAbsent(value, places.size() + 1);
            number(place == null ? 0 : place);
            if (place == null) kind.write.accept(this, value);
        }

        <T> void list(List<T> list, BiConsumer<Out, T> element) {
            number(list.size());
            for (var one : list) element.accept(this, one);
        }
    }

    /// Reads what an [Out] has written. Whatever else `bytes` are ends in a [RuntimeException], for [Wire] to name.
    static final class In {
        private final List<List<Object>> known = new ArrayList<>();
        private final byte[] bytes;
        private int at;

        In(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean isAtEnd() {
            return at == bytes.length;
        }

        long number() {
            long number = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = bytes[at++];
                number |= (long) (next & 0x7F) << shift;
                if (next >= 0) return (number >>> 1) ^ -(number & 1);
            }
            throw new WireException("a number of more than 64 bits");
        }

        int smallNumber() {
            return Math.toIntExact(number());
        }

        boolean yes() {
            return bytes[at++] != 0;
        }

        String text() {
            int length = length();
            var text = new String(bytes, at, length, UTF_8);
            at += length;
            return text;
        }

        byte[] bytes() {
            int length = length();
            at += length;
            return Arrays.copyOfRange(bytes, at - length, at);
        }

        /// Each of so many things takes a byte at least.
        private int length() {
            int length = smallNumber();
            if (length < 0 || length > bytes.length - at)
                throw new WireException("a length of " + length + " where " + (bytes.length - at) + " bytes are left");
            return length;
        }

        @SuppressWarnings("unchecked") // put there by the same kind
        <T> T value(Kind<T> kind) {
            while (known.size() <= kind.place) known.add(new ArrayList<>());
            var values = known.get(kind.place);
            int place = smallNumber();
            if (place > 0) return (T) values.get(place - 1);
            var value = kind.read.apply(this);
            values.add(value);
            return value;
        }

        <T> List<T> list(Function<In, T> element) {
            int size = length();
            if (size == 0) return List.of();
            if (size == 1) return List.of(element.apply(this));
            var list = new ArrayList<T>(size);
            for (int i = 0; i < size; i++) list.add(element.apply(this));
            return List.copyOf(list);
        }
    }
}
