package dev.plumbline.console.filter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import dev.plumbline.console.filter.Field.Kind;
import dev.plumbline.console.filter.Field.Word;
import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Makes conditions of what was read. All that can be decided once is decided here, so that asking a row costs no object
/// where its field is a text, a number of its own kind, or a choice. A value that a row does not have meets no
/// condition; `!=` is the opposite of `:`.
final class Conditions<T> {
    private static final int LISTED_MAX = 12;

    private final Fields<T> fields;
    private boolean changeWithTime;

    Conditions(Fields<T> fields) {
        this.fields = fields;
    }

    boolean changeWithTime() {
        return changeWithTime;
    }

    static <T> Predicate<T> all(List<Predicate<T>> parts) {
        if (parts.size() == 1) return parts.getFirst();
        var each = List.copyOf(parts);
        int size = each.size();
        return row -> {
            for (int i = 0; i < size; i++) if (!each.get(i).test(row)) return false;
            return true;
        };
    }

    static <T> Predicate<T> any(List<Predicate<T>> parts) {
        if (parts.size() == 1) return parts.getFirst();
        var each = List.copyOf(parts);
        int size = each.size();
        return row -> {
            for (int i = 0; i < size; i++) if (each.get(i).test(row)) return true;
            return false;
        };
    }

    /// What a word that names no field looks for: in all that rows show as text.
    Predicate<T> anywhere(Piece piece) {
        var letters = new Letters(piece.text());
        boolean isPattern = piece.hasWildcard();
        var parts = new ArrayList<Predicate<T>>();
        for (var field : fields.list()) {
            if (field.kind() instanceof Kind.Choice<T>(var of, var words)) {
                long mask = 0;
                for (var word : words) if (isShown(word, letters, isPattern)) mask |= word.mask();
                if (mask != 0) parts.add(has(of, mask));
            }
            if (field.kind() instanceof Kind.Text<T>(var of, _))
                for (var text : of) parts.add(text(text, letters, isPattern ? How.PATTERN : How.PART));
        }
        return any(parts);
    }

    private static boolean isShown(Word word, Letters letters, boolean isPattern) {
        if (word.shown().isEmpty()) return false;
        return isPattern ? letters.isPatternOf(word.shown()) : letters.isIn(word.shown());
    }

    Predicate<T> of(Piece name, Comparison comparison, List<Piece> values) throws Mistake {
        var field = field(name);
        if (comparison.isOfOrder()) return ordered(field, comparison, values);
        var parts = new ArrayList<Predicate<T>>();
        for (var value : separate(field, values)) parts.add(equal(field, value));
        return comparison == Comparison.IS ? any(parts) : any(parts).negate();
    }

    private Field<T> field(Piece name) throws Mistake {
        var field = fields.named(name.text());
        if (field != null) return field;
        var near = Near.to(name.text(), fields.names());
        var mend = near.isEmpty()
                ? "put it in quotes to look for it as text"
                : "did you mean '" + near + "'?";
        throw new Mistake(name.at(), name.length(), "no field '" + name.text() + "', " + mend, near);
    }

    Mistake wantsValue(Piece name, Comparison comparison, int at) throws Mistake {
        var field = field(name);
        return new Mistake(at, 0, field.name() + comparison.typed() + " wants " + wants(field), "");
    }

    /// What may be typed behind a field.
    static <T> String wants(Field<T> field) {
        return switch (field.kind()) {
            case Kind.Text<T>(_, var isWhole) -> isWhole ? "a text such as ABC or AB*" : "a part of the text";
            case Kind.Quantity<T> _ -> Values.NUMBER;
            case Kind.Part<T> _ -> Values.NUMBER + ", or a share such as 50%";
            case Kind.Price<T> _ -> "a price such as 187.4";
            case Kind.Amount<T> _ -> "an amount such as 5000 or -1.5m";
            case Kind.Count<T> _ -> Values.NUMBER;
            case Kind.TimeOfDay<T> _ -> Values.TIME;
            case Kind.Age<T> _ -> Values.DURATION;
            case Kind.Choice<T>(_, var words) -> "one of " + listed(words.stream().map(Word::name).toList());
            case Kind.Is<T>(var marks) -> "one of " + listed(marks.stream().map(Field.Mark::name).toList());
            case Kind.Has<T> _ -> "the name of a field";
        };
    }

    private static String listed(List<String> words) {
        var first = words.stream().limit(LISTED_MAX).collect(Collectors.joining(", "));
        return words.size() > LISTED_MAX ? first + " …" : first;
    }

    /// `12,500` may be meant as one number or as two, and guessing wrong would hide orders.
    private static <T> List<Piece> separate(Field<T> field, List<Piece> values) throws Mistake {
        boolean areNumbers = switch (field.kind()) {
            case Kind.Quantity<T> _, Kind.Part<T> _, Kind.Price<T> _, Kind.Amount<T> _, Kind.Count<T> _ -> true;
            case Kind.Text<T> _, Kind.TimeOfDay<T> _, Kind.Age<T> _, Kind.Choice<T> _, Kind.Is<T> _, Kind.Has<T> _ ->
                false;
        };
        if (!areNumbers || !Values.isGrouped(values)) return values;
        var whole = whole(values);
        var plain = whole.text().replace(",", "");
        var several = values.stream().map(Piece::text).collect(Collectors.joining(", "));
        throw new Mistake(
                whole.at(), whole.length(), "'" + whole.text() + "' may be one number or several, write '" + plain
                        + "' or '" + several + "'", plain);
    }

    private static Piece whole(List<Piece> values) {
        var text = values.stream().map(Piece::text).collect(Collectors.joining(","));
        int from = values.getFirst().at();
        return new Piece(text, from, values.getLast().at() + values.getLast().length() - from, false);
    }

    private Predicate<T> ordered(Field<T> field, Comparison comparison, List<Piece> values) throws Mistake {
        var value = values.getFirst();
        if (values.size() > 1) {
            var whole = whole(values);
            if (!Values.isGrouped(values))
                throw new Mistake(whole, field.name() + comparison.typed() + " wants one value, not several");
            value = new Piece(whole.text().replace(",", ""), whole.at(), whole.length(), false);
        }
        return compared(field, comparison, value);
    }

    private Predicate<T> compared(Field<T> field, Comparison comparison, Piece value) throws Mistake {
        return switch (field.kind()) {
            case Kind.Quantity<T>(var of) -> quantity(of, comparison, Values.qty(field, value));
            case Kind.Part<T>(var of, var whole) -> value.text().endsWith("%")
                    ? share(of, whole, comparison, Values.percent(field, value))
                    : quantity(of, comparison, Values.qty(field, value));
            case Kind.Price<T>(var of) -> price(of, comparison, Values.px(field, value));
            case Kind.Amount<T>(var of) -> amount(of, comparison, Values.money(field, value));
            case Kind.Count<T>(var of) -> count(of, comparison, Values.decimal(field, value));
            case Kind.TimeOfDay<T>(var of) -> timeOfDay(of, comparison, Values.time(field, value));
            case Kind.Age<T>(var since, var now) -> {
                changeWithTime = true;
                long limit = Values.duration(field, value);
                yield row -> comparison.holds(Long.compare(now.getAsLong() - since.applyAsLong(row), limit));
            }
            case Kind.Text<T> _, Kind.Choice<T> _, Kind.Is<T> _, Kind.Has<T> _ -> throw new Mistake(
                    value, field.name() + " is neither more nor less, write " + field.name() + ":" + value.text());
        };
    }

    private Predicate<T> equal(Field<T> field, Piece value) throws Mistake {
        return switch (field.kind()) {
            case Kind.Text<T>(var of, var isWhole) -> texts(of, isWhole, value);
            case Kind.Choice<T>(var of, var words) -> has(of, mask(field, words, value));
            case Kind.Is<T>(var marks) -> mark(field, marks, value);
            case Kind.Has<T> _ -> stated(value);
            case Kind.TimeOfDay<T>(var of) when !Values.isRange(value) -> within(of, Values.time(field, value));
            case Kind.Age<T> _ when !Values.isRange(value) -> throw new Mistake(
                    value, field.name() + " grows all the time, write " + field.name() + ">5m or "
                            + field.name() + "<5m");
            case Kind.Quantity<T> _, Kind.Part<T> _, Kind.Price<T> _, Kind.Amount<T> _, Kind.Count<T> _,
                    Kind.TimeOfDay<T> _, Kind.Age<T> _ -> rangeOrValue(field, value);
        };
    }

    /// `100..500`, both ends included.
    private Predicate<T> rangeOrValue(Field<T> field, Piece value) throws Mistake {
        if (!Values.isRange(value)) return compared(field, Comparison.IS, value);
        int dots = value.text().indexOf("..");
        var from = value.part(0, dots);
        var to = value.part(dots + 2, value.text().length());
        return all(List.of(
                compared(field, Comparison.AT_LEAST, from), compared(field, Comparison.AT_MOST, to)));
    }

    private static <T> Predicate<T> quantity(Function<T, Qty> of, Comparison comparison, Qty limit) {
        return row -> {
            var qty = of.apply(row);
            return qty.isStated() && comparison.holds(qty.compareTo(limit));
        };
    }

    /// Exact: compares `part × 100` with `percent × whole`.
    private static <T> Predicate<T> share(
            Function<T, Qty> of, Function<T, Qty> ofWhole, Comparison comparison, BigDecimal percent) {
        return row -> {
            var part = of.apply(row);
            var whole = ofWhole.apply(row);
            return part.isStated() && whole.isPositive() && comparison.holds(Shares.compare(part, whole, percent));
        };
    }

    private static <T> Predicate<T> price(Function<T, Px> of, Comparison comparison, Px limit) {
        return row -> {
            var px = of.apply(row);
            return px.isStated() && comparison.holds(px.compareTo(limit));
        };
    }

    private static <T> Predicate<T> amount(Function<T, Money> of, Comparison comparison, Money limit) {
        return row -> comparison.holds(of.apply(row).compareTo(limit));
    }

    private static <T> Predicate<T> count(ToLongFunction<T> of, Comparison comparison, BigDecimal limit) {
        return row -> comparison.holds(BigDecimal.valueOf(of.applyAsLong(row)).compareTo(limit));
    }

    private static <T> Predicate<T> timeOfDay(ToLongFunction<T> of, Comparison comparison, Values.Time limit) {
        return row -> comparison.holds(Long.compare(Values.timeOfDay(of.applyAsLong(row)), limit.nanos()));
    }

    /// `14:30` is the whole minute.
    private static <T> Predicate<T> within(ToLongFunction<T> of, Values.Time time) {
        LongPredicate isWithin = nanos -> nanos >= time.nanos() && nanos - time.nanos() < time.unit();
        return row -> isWithin.test(Values.timeOfDay(of.applyAsLong(row)));
    }

    private static <T> Predicate<T> texts(List<Function<T, String>> of, boolean isWhole, Piece value) {
        var letters = new Letters(value.text());
        var how = value.hasWildcard() ? How.PATTERN : isWhole ? How.WHOLE : How.PART;
        var parts = new ArrayList<Predicate<T>>();
        for (var text : of) parts.add(text(text, letters, how));
        return any(parts);
    }

    private enum How {
        PART,
        WHOLE,
        PATTERN
    }

    private static <T> Predicate<T> text(Function<T, String> of, Letters letters, How how) {
        return switch (how) {
            case PART -> row -> letters.isIn(of.apply(row));
            case WHOLE -> row -> letters.isWhole(of.apply(row));
            case PATTERN -> row -> letters.isPatternOf(of.apply(row));
        };
    }

    private static <T> Predicate<T> has(ToLongFunction<T> of, long mask) {
        return row -> (of.applyAsLong(row) & mask) != 0;
    }

    /// The word that is typed, those that a pattern names, or the only one that begins so.
    private static <T> long mask(Field<T> field, List<Word> words, Piece value) throws Mistake {
        var typed = plain(value.text());
        var pattern = new Letters(typed);
        long mask = 0;
        for (var word : words)
            for (var name : names(word))
                if (value.hasWildcard() ? pattern.isPatternOf(plain(name)) : plain(name).equals(typed))
                    mask |= word.mask();
        if (mask != 0) return mask;
        var begun = words.stream()
                .filter(word -> names(word).stream().anyMatch(name -> plain(name).startsWith(typed)))
                .toList();
        if (begun.size() == 1 && !typed.isEmpty()) return begun.getFirst().mask();
        var names = words.stream().flatMap(word -> names(word).stream()).toList();
        throw unknownWord(field, value, begun.isEmpty() ? names : begun.stream().map(Word::name).toList());
    }

    private static List<String> names(Word word) {
        var names = new ArrayList<String>(word.aliases().size() + 1);
        names.add(word.name());
        names.addAll(word.aliases());
        return names;
    }

    /// Case, blanks, hyphens and underscores never count: `late_fill` is `LateFill`.
    static String plain(String word) {
        var out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '_' && c != '-' && !Parser.isBlank(c)) out.append(c);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    private static <T> Mistake unknownWord(Field<T> field, Piece value, List<String> candidates) {
        var near = Near.to(value.text(), candidates);
        var mend = near.isEmpty() ? "it wants " + wants(field) : "did you mean '" + near + "'?";
        return new Mistake(
                value.at(), value.length(), field.name() + " knows no '" + value.text() + "', " + mend, near);
    }

    private Predicate<T> mark(Field<T> field, List<Field.Mark<T>> marks, Piece value) throws Mistake {
        for (var mark : marks) {
            if (!plain(mark.name()).equals(plain(value.text()))) continue;
            changeWithTime |= mark.changesWithTime();
            return mark.holds();
        }
        throw unknownWord(field, value, marks.stream().map(Field.Mark::name).toList());
    }

    private Predicate<T> stated(Piece value) throws Mistake {
        var field = field(value);
        return switch (field.kind()) {
            case Kind.Text<T>(var of, _) -> any(of.stream().map(Conditions::isFilled).toList());
            case Kind.Quantity<T>(var of) -> row -> isOther(of.apply(row));
            case Kind.Part<T>(var of, _) -> row -> isOther(of.apply(row));
            case Kind.Price<T>(var of) -> row -> of.apply(row).isStated();
            case Kind.Amount<T>(var of) -> row -> of.apply(row).signum() != 0;
            case Kind.Count<T>(var of) -> row -> of.applyAsLong(row) != 0;
            case Kind.Choice<T>(var of, _) -> row -> of.applyAsLong(row) != 0;
            case Kind.TimeOfDay<T> _, Kind.Age<T> _ -> _ -> true;
            case Kind.Is<T> _, Kind.Has<T> _ -> throw new Mistake(
                    value, "has wants the name of a field that holds a value, not '" + value.text() + "'");
        };
    }

    private static <T> Predicate<T> isFilled(Function<T, String> of) {
        return row -> !of.apply(row).isEmpty();
    }

    private static boolean isOther(Qty qty) {
        return qty.isStated() && !qty.isZero();
    }
}
