package dev.plumbline.adapter.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.plumbline.adapter.dialect.Dialect.ExecIDs;
import dev.plumbline.adapter.dialect.Dialect.Field;

/// One profile as it was written: it becomes a [Dialect] on top of the one that it extends. Every complaint names the
/// profile, the key, the value and what to write instead.
final class Profile {
    private static final Set<String> KEYS = new TreeSet<>(List.of(
            "description", "extends", "executions", "execID", "execIDLength", "orderQty", "cumQty", "filledOfZero",
            "ordStatus", "execType", "ignoreReports", "noID", "origClOrdID", "requestFields", "transactTimeZone",
            "transactTimePrecision"));

    /// What makes an ExecID longer than this is beyond any venue's habit.
    private static final int EXEC_ID_LENGTH_MAX = 64;

    private static final String ORD_STATUS_CODES = "0123456789ABCDEGH";
    private static final String EXEC_TYPE_CODES = "0123456789ABCDEFGHIJKLMN";

    /// Messages of ours whose fields may be set, with the tags that each may do without.
    private static final Map<String, Set<Integer>> MAY_LACK = Map.of(
            "D", Set.of(1, 21, 59),
            "F", Set.of(1, 21, 37, 38, 54, 55),
            "G", Set.of(1, 21, 37, 59),
            "H", Set.of(1, 37, 54, 55));

    /// What identifies, sizes, prices or dates a message is ours to say; the rest of the header is the session's.
    private static final Set<Integer> OURS = Set.of(
            8, 9, 10, 11, 34, 35, 38, 40, 41, 43, 44, 49, 52, 54, 55, 56, 60, 97, 99, 122);

    private final String where;
    private final String name;
    private final YamlValue.Section root;

    private Profile(String where, String name, YamlValue.Section root) {
        this.where = where;
        this.name = name;
        this.root = root;
    }

    /// @param where the profile's name or file, for complaints
    static Profile parse(String where, String name, String text) {
        try {
            if (YamlValue.read(text) instanceof YamlValue.Section root) return new Profile(where, name, root);
            throw new DialectException("dialect " + where + ": must be lines of 'key: value'");
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            throw new DialectException("dialect " + where + ": line " + place.getLineNr() + ", column "
                    + place.getColumnNr() + ": " + firstLine(broken.getOriginalMessage()) + "; correct it there");
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a source", impossible);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("cannot be read");
    }

    /// @param find the dialect that another profile or file says
    Dialect dialect(Function<String, Dialect> find) {
        refuseUnknown();
        var base = root.has("extends") ? extended(find) : Dialect.STANDARD;
        return new Dialect(
                name,
                text("description", name),
                choice("executions", base.executions()),
                execID(base.execID()),
                choice("orderQty", base.orderQty()),
                choice("cumQty", base.cumQty()),
                choice("filledOfZero", base.filledOfZero()),
                codes("ordStatus", base.ordStatus(), ORD_STATUS_CODES),
                codes("execType", base.execType(), EXEC_TYPE_CODES),
                root.has("ignoreReports") ? fields("ignoreReports") : base.ignoreReports(),
                root.has("noID") ? Set.copyOf(list("noID")) : base.noID(),
                choice("origClOrdID", base.origClOrdID()),
                requestFields(base.requestFields()),
                zone(base.transactTimeZone()),
                choice("transactTimePrecision", base.transactTimePrecision()));
    }

    private void refuseUnknown() {
        for (var key : root.entries().keySet())
            if (!KEYS.contains(key))
                throw new DialectException(
                        "dialect " + where + ": " + key + " is not known; there are: " + String.join(", ", KEYS));
    }

    private Dialect extended(Function<String, Dialect> find) {
        var parent = text("extends", "");
        try {
            return find.apply(parent);
        } catch (DialectException wrong) {
            throw new DialectException("dialect " + where + ": extends: " + wrong.getMessage());
        }
    }

    private ExecIDs execID(ExecIDs base) {
        if (!root.has("execID")) return execIDLength(base);
        var scheme = text("execID", "");
        return switch (scheme) {
            case "whole" -> execIDLength(new ExecIDs.Whole());
            case "version" -> execIDLength(new ExecIDs.Version());
            case "suffix" -> suffix(base);
            default -> throw wrong("execID", scheme, "write whole, suffix or version");
        };
    }

    private ExecIDs suffix(ExecIDs base) {
        if (root.has("execIDLength")) return new ExecIDs.Suffix(length());
        if (base instanceof ExecIDs.Suffix) return base;
        throw new DialectException("dialect " + where + ": execIDLength is missing: write how many characters of the"
                + " ExecID(17) the ExecRefID(19) holds, such as 9");
    }

    private ExecIDs execIDLength(ExecIDs scheme) {
        if (!root.has("execIDLength")) return scheme;
        if (scheme instanceof ExecIDs.Suffix) return new ExecIDs.Suffix(length());
        throw wrong("execIDLength", text("execIDLength", ""), "it says something only with 'execID: suffix'");
    }

    private int length() {
        var text = text("execIDLength", "");
        try {
            int length = Integer.parseInt(text);
            if (length >= 1 && length <= EXEC_ID_LENGTH_MAX) return length;
        } catch (NumberFormatException noNumber) {
            throw wrong("execIDLength", text, "write a whole number from 1 to " + EXEC_ID_LENGTH_MAX);
        }
        throw wrong("execIDLength", text, "write a whole number from 1 to " + EXEC_ID_LENGTH_MAX);
    }

    /// The value is the constant's name in the spelling of a key: `WHOLE_ORDER` is written `wholeOrder`.
    private <E extends Enum<E>> E choice(String key, E base) {
        if (!root.has(key)) return base;
        var text = text(key, "");
        var names = new ArrayList<String>();
        for (var constant : base.getDeclaringClass().getEnumConstants()) {
            if (spelt(constant).equals(text)) return constant;
            names.add(spelt(constant));
        }
        throw wrong(key, text, "write " + String.join(" or ", names));
    }

    private static String spelt(Enum<?> constant) {
        var words = constant.name().toLowerCase(Locale.ROOT).split("_");
        var text = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++)
            text.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        return text.toString();
    }

    /// `none` takes the meaning from a code: it is then none that we know.
    private Map<String, Character> codes(String key, Map<String, Character> base, String known) {
        if (!root.has(key)) return base;
        var codes = new LinkedHashMap<>(base);
        section(key).entries().forEach((written, value) -> {
            var code = value instanceof YamlValue.Text(var text) ? text : "";
            if (code.equals("none")) codes.put(written, '\0');
            else if (code.length() == 1 && known.contains(code)) codes.put(written, code.charAt(0));
            else throw wrong(key + "." + written, code, "write one of FIX's codes " + known + ", or none");
        });
        return codes;
    }

    private List<Field> fields(String key) {
        var fields = new ArrayList<Field>();
        for (var text : list(key)) {
            if (!text.matches("[1-9][0-9]{0,8}=[^|\\p{Cntrl}]+"))
                throw wrong(key, text, "write a list of tag=value, such as 442=2");
            int equals = text.indexOf('=');
            fields.add(new Field(Integer.parseInt(text.substring(0, equals)), text.substring(equals + 1)));
        }
        return fields;
    }

    private Map<String, Map<Integer, String>> requestFields(Map<String, Map<Integer, String>> base) {
        if (!root.has("requestFields")) return base;
        var all = new LinkedHashMap<>(base);
        var messages = section("requestFields");
        for (var msgType : messages.entries().keySet()) {
            if (!MAY_LACK.containsKey(msgType))
                throw new DialectException("dialect " + where + ": requestFields." + msgType
                        + " is not known; there are: D (NewOrderSingle), F (OrderCancelRequest),"
                        + " G (OrderCancelReplaceRequest), H (OrderStatusRequest)");
            var fields = new LinkedHashMap<>(base.getOrDefault(msgType, Map.of()));
            requestFields(msgType, messages, fields);
            all.put(msgType, Map.copyOf(fields));
        }
        return all;
    }

    private void requestFields(String msgType, YamlValue.Section messages, Map<Integer, String> fields) {
        if (!(messages.entries().get(msgType) instanceof YamlValue.Section section))
            throw new DialectException("dialect " + where + ": requestFields." + msgType
                    + " must be fields, such as {21: 1}");
        section.entries().forEach((key, written) -> {
            var path = "requestFields." + msgType + "." + key;
            var value = written instanceof YamlValue.Text(var text) ? text : "";
            if (!key.matches("[1-9][0-9]{0,8}")) throw wrong(path, value, "write the number of a tag as the key");
            int tag = Integer.parseInt(key);
            if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c > '~' || c == '|'))
                throw wrong(path, value, "write the field's value, or none to leave it out");
            if (value.equals("none") && !MAY_LACK.getOrDefault(msgType, Set.of()).contains(tag))
                throw wrong(path, value, "a message " + msgType + " cannot do without it; it can without "
                        + new TreeSet<>(MAY_LACK.getOrDefault(msgType, Set.of())));
            if (!value.equals("none") && OURS.contains(tag))
                throw wrong(path, value, "that field is the order's or the session's own; leave the line out");
            fields.put(tag, value.equals("none") ? "" : value);
        });
    }

    private ZoneId zone(ZoneId base) {
        if (!root.has("transactTimeZone")) return base;
        var text = text("transactTimeZone", "");
        try {
            return text.equals("UTC") ? Dialect.STANDARD.transactTimeZone() : ZoneId.of(text);
        } catch (DateTimeException noZone) {
            throw wrong("transactTimeZone", text, "write a zone like Europe/Berlin or UTC");
        }
    }

    private String text(String key, String otherwise) {
        if (!root.has(key)) return otherwise;
        if (root.entries().get(key) instanceof YamlValue.Text(var text) && !text.isBlank()) return text;
        throw new DialectException("dialect " + where + ": " + key + " must be a single value");
    }

    private List<String> list(String key) {
        if (!(root.entries().get(key) instanceof YamlValue.Items(var items)))
            throw new DialectException("dialect " + where + ": " + key + " must be a list, such as [a, b]");
        var seen = new HashSet<String>();
        var texts = new ArrayList<String>();
        for (var item : items) {
            if (!(item instanceof YamlValue.Text(var text)) || text.isEmpty())
                throw new DialectException("dialect " + where + ": " + key + " must be a list of single values");
            if (seen.add(text)) texts.add(text);
        }
        return texts;
    }

    private YamlValue.Section section(String key) {
        if (root.entries().get(key) instanceof YamlValue.Section section) return section;
        throw new DialectException("dialect " + where + ": " + key + " must be a section of 'key: value'");
    }

    private DialectException wrong(String key, String value, String mend) {
        return new DialectException("dialect " + where + ": " + key + " is '" + value + "': " + mend);
    }
}
