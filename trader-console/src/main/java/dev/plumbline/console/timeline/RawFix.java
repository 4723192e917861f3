package dev.plumbline.console.timeline;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A FIX message as it came, split into its fields for a person to read. Takes any bytes and never throws: what is no
/// field is shown as it is, and what is wrong with the whole is said.
///
/// @param remarks what there is to say of the whole, such as that the checksum is right; never empty
record RawFix(List<Field> fields, List<Remark> remarks) {
    /// More fields than that are counted and not shown.
    static final int FIELDS_MAX = 2_000;
    /// Characters of one value that are shown.
    static final int VALUE_MAX = 1_000;

    private static final byte SOH = 1;
    private static final int TAG_DIGITS_MAX = 9;
    private static final int BEGIN_STRING = 8;
    private static final int BODY_LENGTH = 9;
    private static final int CHECK_SUM = 10;
    private static final String HIDDEN = "(not shown)";

    /// @param tag 0 for what is no `tag=value`
    /// @param name empty where the tag is not in the dictionary
    /// @param value with what cannot be seen escaped: `\x0D`
    /// @param meaning of an enumerated value, or what is wrong; else empty
    record Field(int tag, String name, String value, String meaning) {}

    record Remark(boolean isGood, String text) {}

    RawFix {
        fields = List.copyOf(fields);
        remarks = List.copyOf(remarks);
    }

    static RawFix of(byte[] raw) {
        return new Reading(raw, FixDictionary.STANDARD).read();
    }

    /// For an e-mail: `8=FIX.4.4|9=…|10=123|`. Passwords are left out.
    String line() {
        var line = new StringBuilder();
        for (var field : fields) {
            if (field.tag > 0) line.append(field.tag).append('=');
            line.append(field.value).append('|');
        }
        return line.toString();
    }

    /// What cannot be seen, or changes how the rest is seen, as `\x0D` or `\\u202E`; bytes that are no UTF-8 as `\xE9`.
    static String shown(byte[] raw, int from, int length) {
        int read = Math.min(length, VALUE_MAX * 4);
        var text = new StringBuilder();
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw, from, length));
            for (int i = 0; i < decoded.length() && text.length() < VALUE_MAX; i++) append(text, decoded.charAt(i));
            if (decoded.length() > VALUE_MAX) text.append("… (").append(length).append(" bytes)");
        } catch (CharacterCodingException notUtf8) {
            for (int i = 0; i < read && text.length() < VALUE_MAX; i++) appendByte(text, raw[from + i] & 0xFF);
            if (text.length() >= VALUE_MAX) text.append("… (").append(length).append(" bytes)");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, char c) {
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE, Character.UNASSIGNED -> {
                if (c < 0x100) appendHex(text, c);
                else text.append(String.format("\\u%04X", (int) c));
            }
            default -> text.append(c);
        }
    }

    private static void appendByte(StringBuilder text, int b) {
        if (b >= 0x20 && b < 0x7F) text.append((char) b);
        else appendHex(text, b);
    }

    private static void appendHex(StringBuilder text, int b) {
        text.append(String.format("\\x%02X", b));
    }

    /// One message, from its first byte on.
    private static final class Reading {
        private final byte[] raw;
        private final FixDictionary dictionary;
        private final List<Field> fields = new ArrayList<>();
        private final List<Remark> remarks = new ArrayList<>();
        private int at;
        private int notShown;
        /// What the field before said, where it was the length of data; else -1.
        private int announced = -1;
        private int bodyFrom = -1;
        private long bodyLength = -1;
        private int trailerFrom = -1;
        private String checkSum = "";

        Reading(byte[] raw, FixDictionary dictionary) {
            this.raw = raw;
            this.dictionary = dictionary;
        }

        RawFix read() {
            while (at < raw.length) field();
            remark();
            return new RawFix(fields, remarks);
        }

        private void field() {
            int from = at;
            int end = delimiter(from);
            int equals = equalsSign(from, end);
            int tag = tag(from, equals);
            if (tag == 0) {
                add(new Field(0, "", shown(raw, from, end - from), end == from ? "empty: two delimiters" : "no tag=value"));
                announced = -1;
                at = end + 1;
                return;
            }
            var known = dictionary.tag(tag);
            int valueFrom = equals + 1;
            boolean isData = known != null && known.isData() && announced >= 0;
            int valueEnd = isData ? dataEnd(valueFrom, end) : end;
            note(tag, from, valueFrom, valueEnd);
            var value = tag == 554 || tag == 925 ? HIDDEN : shown(raw, valueFrom, valueEnd - valueFrom);
            var meaning = isData && valueEnd != valueFrom + announced
                    ? "its length is told as " + announced + ", and there is no delimiter there"
                    : dictionary.meaning(tag, value);
            add(new Field(tag, known == null ? "" : known.name(), value, meaning));
            announced = known != null && known.type().equals("LENGTH") && tag != BODY_LENGTH ? number(value) : -1;
            at = valueEnd + 1;
        }

        private void add(Field field) {
            if (fields.size() < FIELDS_MAX) fields.add(field);
            else notShown++;
        }

        private int delimiter(int from) {
            for (int i = from; i < raw.length; i++) if (raw[i] == SOH) return i;
            return raw.length;
        }

        /// Where the announced length ends, if it ends at a delimiter or with the message; else at the first delimiter.
        private int dataEnd(int from, int otherwise) {
            if (announced > raw.length - from) return otherwise;
            int end = from + announced;
            return end == raw.length || raw[end] == SOH ? end : otherwise;
        }

        private int equalsSign(int from, int end) {
            for (int i = from; i < end && i - from <= TAG_DIGITS_MAX; i++) if (raw[i] == '=') return i;
            return -1;
        }

        /// 0 where there is none.
        private int tag(int from, int equals) {
            if (equals <= from) return 0;
            int tag = 0;
            for (int i = from; i < equals; i++) {
                if (raw[i] < '0' || raw[i] > '9') return 0;
                tag = tag * 10 + raw[i] - '0';
            }
            return tag;
        }

        /// -1 for what is no number.
        private static int number(String text) {
            if (text.isEmpty() || text.length() > TAG_DIGITS_MAX) return -1;
            return text.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(text) : -1;
        }

        private void note(int tag, int from, int valueFrom, int valueEnd) {
            if (tag == BODY_LENGTH && bodyFrom < 0) {
                bodyLength = number(shown(raw, valueFrom, valueEnd - valueFrom));
                bodyFrom = valueEnd + 1;
            } else if (tag == CHECK_SUM) {
                checkSum = shown(raw, valueFrom, valueEnd - valueFrom);
                trailerFrom = from;
            }
        }

        private void remark() {
            if (raw.length == 0) {
                remarks.add(new Remark(true, "no message: it did not come from outside"));
                return;
            }
            if (fields.isEmpty() || fields.getFirst().tag() != BEGIN_STRING)
                remarks.add(new Remark(false, "does not begin with BeginString(8)"));
            remarks.add(length());
            remarks.add(sum());
            if (trailerFrom >= 0 && raw[raw.length - 1] != SOH)
                remarks.add(new Remark(false, "no delimiter at its end"));
            if (notShown > 0) remarks.add(new Remark(false, notShown + " more fields are not shown"));
        }

        private Remark length() {
            if (bodyFrom < 0) return new Remark(false, "no BodyLength(9)");
            if (trailerFrom < bodyFrom) return new Remark(false, "BodyLength(9) cannot be checked: the message has no end");
            int counted = trailerFrom - bodyFrom;
            return bodyLength == counted
                    ? new Remark(true, "BodyLength " + counted + " is right")
                    : new Remark(false, "BodyLength is wrong: the body has " + counted + " bytes");
        }

        private Remark sum() {
            if (trailerFrom < 0) return new Remark(false, "no CheckSum(10): cut, or never whole");
            int sum = 0;
            for (int i = 0; i < trailerFrom; i++) sum += raw[i] & 0xFF;
            var right = String.format("%03d", sum & 0xFF);
            return checkSum.equals(right)
                    ? new Remark(true, "CheckSum " + right + " is right")
                    : new Remark(false, "CheckSum is wrong: the bytes give " + right);
        }
    }
}
