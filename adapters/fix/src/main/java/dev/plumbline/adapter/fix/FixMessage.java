package dev.plumbline.adapter.fix;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A flat view of one raw FIX message: tag to value, without a dictionary. The first occurrence of a tag counts, so
/// what repeats in groups (453/448/447/452) cannot hide a field of the message itself. Fields end with SOH or, as logs
/// print it, with `|` or `^A`; the message ends with CheckSum(10), whatever follows. Reads any bytes: what is no field
/// is passed over, and [#fault] says what is wrong with the frame. Keeps the array that it was given, to which nobody
/// may write from then on.
///
/// Text is bytes on the wire. A value is read as UTF-8 where it is that, otherwise as ISO-8859-1, which has a character
/// for each byte: different bytes stay different ids, and a name is the same id in either encoding.
public final class FixMessage {
    private static final byte SOH = 1;
    private static final int BEGIN_STRING = 8;
    private static final int BODY_LENGTH = 9;
    private static final int CHECK_SUM = 10;

    /// With more fields than this they are looked up in [#index]; most messages have fewer.
    private static final int FEW = 96;

    private final byte[] raw;
    private final Delimiter delimiter;
    private int size;
    private int[] tags = new int[48];
    private int[] starts = new int[48];
    private int[] ends = new int[48];
    private Map<Integer, Integer> index = Map.of();

    /// Where the body begins and where `10=` stands, -1 while not seen.
    private int body = -1;

    private int trailer = -1;

    private FixMessage(byte[] raw) {
        this.raw = raw;
        delimiter = Delimiter.of(raw);
        scan();
    }

    public static FixMessage of(byte[] raw) {
        return new FixMessage(raw);
    }

    /// Of the text of a log or a scenario, from the first field on.
    public static FixMessage of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean has(int tag) {
        return find(tag) >= 0;
    }

    /// The value as it stands there, empty where there is none.
    public String text(int tag) {
        int i = find(tag);
        return i < 0 ? "" : text(raw, starts[i], ends[i]);
    }

    private static String text(byte[] raw, int start, int end) {
        for (int i = start; i < end; i++) if (raw[i] < 0) return encoded(raw, start, end);
        return new String(raw, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static String encoded(byte[] raw, int start, int end) {
        try {
            var bytes = ByteBuffer.wrap(raw, start, end - start);
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(raw, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }

    /// The value where it is of one character, 0 where there is none or it is longer.
    public char code(int tag) {
        int i = find(tag);
        return i >= 0 && ends[i] - starts[i] == 1 ? (char) (raw[starts[i]] & 0xff) : 0;
    }

    /// The value where it is a whole number of at most 18 digits and not negative, otherwise -1.
    public long number(int tag) {
        int i = find(tag);
        return i < 0 ? -1 : digits(starts[i], ends[i]);
    }

    /// The value as UTCTimestamp in nanoseconds since the epoch, 0 where there is none or it is no timestamp.
    public long timestamp(int tag) {
        int i = find(tag);
        return i < 0 ? 0 : UtcTimestamp.parse(raw, starts[i], ends[i]);
    }

    /// MsgType(35), empty where there is none.
    public String msgType() {
        return text(35);
    }

    /// What is wrong with BodyLength(9) or CheckSum(10), where both are there; empty where nothing is. Without
    /// BeginString(8) the bytes are not those that were sent, and the checksum cannot be judged.
    public String fault() {
        if (body < 0 || trailer < 0) return "";
        long announced = number(BODY_LENGTH);
        long counted = delimiter.wireLength(raw, body, trailer);
        if (announced != counted) return "BodyLength(9) is " + text(BODY_LENGTH) + ", counted " + counted;
        if (!has(BEGIN_STRING)) return "";
        int sum = delimiter.wireSum(raw, 0, trailer);
        return number(CHECK_SUM) == sum ? "" : "CheckSum(10) is " + text(CHECK_SUM) + ", computed " + sum;
    }

    private int find(int tag) {
        if (size > FEW) return index.getOrDefault(tag, -1);
        for (int i = 0; i < size; i++) if (tags[i] == tag) return i;
        return -1;
    }

    private void scan() {
        int at = 0;
        int dataLength = -1;
        while (at < raw.length && trailer < 0) {
            int equals = tagEnd(at);
            int tag = equals > at ? (int) digits(at, equals) : -1;
            int value = equals + 1;
            boolean isData = tag >= 0 && dataLength >= 0 && delimiter.isAt(raw, value + dataLength);
            int end = isData ? value + dataLength : delimiter.next(raw, at);
            if (tag == CHECK_SUM) end = Math.min(end, lastDigit(value));
            if (tag >= 0) add(tag, value, end);
            dataLength = tag >= 0 && DataFields.announces(tag) ? (int) Math.min(digits(value, end), raw.length) : -1;
            if (tag == CHECK_SUM) trailer = at;
            at = end + Math.max(1, delimiter.width(raw, end));
            if (tag == BODY_LENGTH && body < 0) body = Math.min(at, raw.length);
        }
    }

    /// Index of the `=` behind the digits at `at`, or -1: no field then.
    private int tagEnd(int at) {
        int i = at;
        while (i < raw.length && i - at < 10 && isDigit(i)) i++;
        return i > at && i - at < 10 && i < raw.length && raw[i] == '=' ? i : -1;
    }

    /// In a log more may follow on the line: a checksum has three digits.
    private int lastDigit(int value) {
        int i = value;
        while (i < raw.length && i - value < 3 && isDigit(i)) i++;
        return i;
    }

    private long digits(int start, int end) {
        if (end <= start || end - start > 18) return -1;
        long number = 0;
        for (int i = start; i < end; i++) {
            if (!isDigit(i)) return -1;
            number = number * 10 + raw[i] - '0';
        }
        return number;
    }

    private boolean isDigit(int i) {
        return raw[i] >= '0' && raw[i] <= '9';
    }

    /// An empty value says nothing, like an absent field.
    private void add(int tag, int start, int end) {
        if (end <= start || (!repeats(tag) && find(tag) >= 0)) return;
        if (size == tags.length) grow();
        tags[size] = tag;
        starts[size] = start;
        ends[size++] = end;
        if (size > FEW) indexed();
    }

    private void indexed() {
        boolean isNew = index.isEmpty();
        if (isNew) index = new HashMap<>();
        for (int i = isNew ? 0 : size - 1; i < size; i++) index.putIfAbsent(tags[i], i);
    }

    /// Fields of the MiscFees group, of which every entry counts.
    private static boolean repeats(int tag) {
        return (tag >= 137 && tag <= 139) || tag == 891;
    }

    /// The entries of a repeating group of which all fields are kept: a new one begins with each `first`.
    List<Entry> group(int first, int... others) {
        var entries = new ArrayList<Entry>(0);
        for (int i = 0; i < size; i++) {
            if (tags[i] == first) entries.add(new Entry(new HashMap<>()));
            boolean belongs = tags[i] == first || isOneOf(others, tags[i]);
            if (belongs && !entries.isEmpty())
                entries.getLast().fields.putIfAbsent(tags[i], text(raw, starts[i], ends[i]));
        }
        return entries;
    }

    private static boolean isOneOf(int[] tags, int tag) {
        for (int each : tags) if (each == tag) return true;
        return false;
    }

    /// One entry of a repeating group.
    record Entry(Map<Integer, String> fields) {
        /// The value as it stands there, empty where there is none.
        String text(int tag) {
            return fields.getOrDefault(tag, "");
        }
    }

    private void grow() {
        tags = Arrays.copyOf(tags, size * 2);
        starts = Arrays.copyOf(starts, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
    }

    /// The message as text, whatever its bytes are, with `|` for SOH.
    @Override
    public String toString() {
        return text(raw, 0, raw.length).replace((char) SOH, '|');
    }

    /// How the fields are set apart. The first delimiter that occurs is the message's. On the wire it is SOH, and what
    /// looks like another is text: brokers echo a whole message in Text(58). In print SOH always ends a field, and the
    /// other two do where a field follows.
    private enum Delimiter {
        SOH_BYTE,
        BAR,
        CARET_A;

        static Delimiter of(byte[] raw) {
            for (int i = 0; i < raw.length; i++) {
                if (raw[i] == SOH) return SOH_BYTE;
                if (raw[i] == '|') return BAR;
                if (isCaretA(raw, i)) return CARET_A;
            }
            return SOH_BYTE;
        }

        /// Also at the end of the bytes, where the last one may be missing.
        boolean isAt(byte[] raw, int i) {
            return i == raw.length || width(raw, i) > 0;
        }

        /// Bytes of the delimiter at `i`, 0 where there is none.
        int width(byte[] raw, int i) {
            if (i < 0 || i >= raw.length) return 0;
            if (raw[i] == SOH) return 1;
            if (this == SOH_BYTE) return 0;
            if (raw[i] == '|') return this == BAR || isField(raw, i + 1) ? 1 : 0;
            return isCaretA(raw, i) && (this == CARET_A || isField(raw, i + 2)) ? 2 : 0;
        }

        private static boolean isCaretA(byte[] raw, int i) {
            return raw[i] == '^' && i + 1 < raw.length && raw[i + 1] == 'A';
        }

        private static boolean isField(byte[] raw, int start) {
            int i = start;
            while (i < raw.length && i - start < 10 && raw[i] >= '0' && raw[i] <= '9') i++;
            return i > start && i < raw.length && raw[i] == '=';
        }

        int next(byte[] raw, int start) {
            int i = start;
            while (!isAt(raw, i)) i++;
            return i;
        }

        /// Bytes from `start` to `end` as they were on the wire, where a delimiter is one.
        int wireLength(byte[] raw, int start, int end) {
            int length = 0;
            for (int i = start; i < end; length++) i += Math.max(1, width(raw, i));
            return length;
        }

        int wireSum(byte[] raw, int start, int end) {
            int sum = 0;
            for (int i = start; i < end; ) {
                int width = width(raw, i);
                sum += width > 0 ? SOH : raw[i] & 0xff;
                i += Math.max(1, width);
            }
            return sum & 0xff;
        }
    }
}
