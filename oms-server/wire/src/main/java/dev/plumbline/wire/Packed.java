package dev.plumbline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Values one behind the other without names: numbers in as few bytes as they need, and what comes again (a price, an id that
/// three fields repeat) as the number of where it came first. So it is small and quick to read, and what is equal is one
/// object afterwards; but who reads it must know what was written. Words that all share, such as accounts, are numbers of a
/// [Dictionary].
final class Packed {
    private Packed() {}

    /// A sort of value that may come again. None is made of values of its own kind.
    ///
    /// @param place its number among those of the dictionary, or among all others
    /// @param write what is new, as it comes the first time
    record Kind<T>(int place, Sort sort, BiConsumer<Out, T> write, Function<In, T> read) {}

    /// Where a value is kept that comes again.
    enum Sort {
        /// In the dictionary.
        WORD,
        /// With what it is part of. Many others have an equal one, which they may share in memory.
        SHARED,
        /// With what it is part of.
        OWN
    }

    /// Words in the order in which they first came, by kind. It only grows, so that numbers stay what they are.
    static final class Dictionary {
        private final List<? extends Kind<?>> kinds;
        private final @Nullable Dictionary origin;
        private final List<List<Object>> words = new ArrayList<>();
        private final List<Map<Object, Integer>> places = new ArrayList<>();
        private final List<Integer> told = new ArrayList<>();

        /// @param kinds of words, by place
        Dictionary(List<? extends Kind<?>> kinds) {
            this(kinds, null);
        }

        private Dictionary(List<? extends Kind<?>> kinds, @Nullable Dictionary origin) {
            this.kinds = kinds;
            this.origin = origin;
            for (int i = 0; i < kinds.size(); i++) {
                words.add(new ArrayList<>());
                places.add(new HashMap<>());
                told.add(0);
            }
        }

        /// One that begins with the same words, and has told none.
        Dictionary copy() {
            var copy = new Dictionary(kinds, this);
            for (int i = 0; i < kinds.size(); i++) for (var word : words.get(i)) copy.placeOf(i, word);
            return copy;
        }

        /// Whether the words of `other` have the same numbers here.
        boolean beginsAs(Dictionary other) {
            return origin == other;
        }

        private int placeOf(int kind, Object word) {
            var known = places.get(kind);
            var place = known.get(word);
            if (place != null) return place;
            words.get(kind).add(word);
            known.put(word, known.size());
            return known.size() - 1;
        }

        @SuppressWarnings("unchecked") // put there by the same kind
        private <T> T at(Kind<T> kind, int place) {
            return (T) words.get(kind.place).get(place);
        }

        /// Words that were added since the last time.
        void writeNews(Out out) {
            for (int i = 0; i < kinds.size(); i++) {
                var news = words.get(i).subList(told.get(i), words.get(i).size());
                out.number(news.size());
                for (var word : news) writeNew(out, kinds.get(i), word);
                told.set(i, words.get(i).size());
            }
        }

        @SuppressWarnings("unchecked") // as above
        private static <T> void writeNew(Out out, Kind<T> kind, Object word) {
            kind.write.accept(out, (T) word);
        }

        private static <T> T readNew(In in, Kind<T> kind) {
            return kind.read.apply(in);
        }

        void readNews(In in) {
            for (int i = 0; i < kinds.size(); i++)
                for (int left = in.smallNumber(); left > 0; left--) placeOf(i, readNew(in, kinds.get(i)));
        }
    }

    /// Writes into memory.
    static final class Out {
        private static final int FIRST = 1 << 10;

        private final Dictionary dictionary;
        private final List<Map<Object, Integer>> known = new ArrayList<>();
        private byte[] bytes = new byte[FIRST];
        private int size;

        Out(Dictionary dictionary) {
            this.dictionary = dictionary;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }

        int size() {
            return size;
        }

        /// Anew, as if nothing had been written.
        void begin() {
            size = 0;
            for (var each : known) if (!each.isEmpty()) each.clear();
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
            bytes(all, 0, all.length);
        }

        void bytes(byte[] from, int at, int length) {
            number(length);
            while (bytes.length - size < length) bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            System.arraycopy(from, at, bytes, size, length);
            size += length;
        }

        <T> void value(Kind<T> kind, T value) {
            if (kind.sort == Sort.WORD) number(dictionary.placeOf(kind.place, value));
            else local(kind, value);
        }

        private <T> void local(Kind<T> kind, T value) {
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
        private final Dictionary dictionary;
        private final List<List<Object>> known = new ArrayList<>();
        private final Object[] shared;
        private final byte[] bytes;
        private int at;
        private int end;

        In(byte[] bytes, Dictionary dictionary) {
            this(bytes, 0, bytes.length, dictionary, 1);
        }

        /// @param sharing so many values are remembered to be shared, a power of two
        In(byte[] bytes, int from, int end, Dictionary dictionary, int sharing) {
            this.bytes = bytes;
            this.shared = new Object[sharing];
            this.at = from;
            this.end = end;
            this.dictionary = dictionary;
        }

        int at() {
            return at;
        }

        /// Goes on in another place of the same bytes, where nothing has come before.
        void goTo(int from, int newEnd) {
            at = from;
            end = newEnd;
            for (var each : known) each.clear();
        }

        boolean isAtEnd() {
            return at == end;
        }

        int left() {
            return end - at;
        }

        long number() {
            long number = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = next();
                number |= (long) (next & 0x7F) << shift;
                if (next >= 0) return (number >>> 1) ^ -(number & 1);
            }
            throw new WireException("a number of more than 64 bits");
        }

        int smallNumber() {
            return Math.toIntExact(number());
        }

        private byte next() {
            if (at == end) throw new WireException("the bytes end too early");
            return bytes[at++];
        }

        boolean yes() {
            return next() != 0;
        }

        void skip(int length) {
            at += length;
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

        /// Of what follows, a byte at least for each of so many things.
        int length() {
            int length = smallNumber();
            if (length < 0 || length > end - at)
                throw new WireException("a length of " + length + " where " + (end - at) + " bytes are left");
            return length;
        }

        <T> T value(Kind<T> kind) {
            return kind.sort == Sort.WORD ? dictionary.at(kind, smallNumber()) : local(kind);
        }

        @SuppressWarnings("unchecked") // put there by the same kind
        private <T> T local(Kind<T> kind) {
            while (known.size() <= kind.place) known.add(new ArrayList<>());
            var values = known.get(kind.place);
            int place = smallNumber();
            if (place > 0) return (T) values.get(place - 1);
            var value = kind.sort == Sort.SHARED ? shared(kind.read.apply(this)) : kind.read.apply(this);
            values.add(value);
            return value;
        }

        /// The equal one that came before, where it is not long ago.
        @SuppressWarnings("unchecked") // an equal one is of the same type
        private <T> T shared(T value) {
            int slot = value.hashCode() & (shared.length - 1);
            if (value.equals(shared[slot])) return (T) shared[slot];
            shared[slot] = value;
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
