package dev.plumbline.console.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Reads a filter by recursive descent: `or` binds weakest, conditions beside each other must all hold, `-`, `!` and
/// `not` bind strongest. For one text.
final class Parser<T> {
    private final String text;
    private final Conditions<T> conditions;
    private int at;
    private int depth;

    Parser(String text, Fields<T> fields) {
        this.text = text;
        this.conditions = new Conditions<>(fields);
    }

    Filter<T> filter() {
        int tooMuch = text.length() - Filter.TEXT_MAX;
        if (tooMuch > 0)
            return new Filter.Wrong<>(
                    Filter.TEXT_MAX, tooMuch, "longer than " + Filter.TEXT_MAX + " characters, shorten it", "");
        try {
            skipBlanks();
            if (isAtEnd()) return new Filter.Ready<>(_ -> true, true, false);
            var condition = either();
            if (!isAtEnd()) throw new Mistake(at, 1, "this ')' closes nothing, leave it out", "");
            return new Filter.Ready<>(condition, false, conditions.changeWithTime());
        } catch (Mistake mistake) {
            return mistake.asWrong();
        }
    }

    private Predicate<T> either() throws Mistake {
        var parts = new ArrayList<Predicate<T>>();
        parts.add(all());
        while (takeWord("or", '|')) {
            if (isAtPartsEnd()) throw wantsBothSides("or");
            parts.add(all());
        }
        return Conditions.any(parts);
    }

    private Predicate<T> all() throws Mistake {
        if (isBefore("or", '|')) throw wantsBothSides("or");
        if (isBefore("and", '&')) throw wantsBothSides("and");
        var parts = new ArrayList<Predicate<T>>();
        do {
            parts.add(one());
            if (takeWord("and", '&') && (isAtPartsEnd() || isBefore("or", '|') || isBefore("and", '&')))
                throw wantsBothSides("and");
        } while (!isAtPartsEnd() && !isBefore("or", '|'));
        return Conditions.all(parts);
    }

    private Mistake wantsBothSides(String word) {
        return new Mistake(at, 0, "'" + word + "' wants a condition on each side", "");
    }

    private Predicate<T> one() throws Mistake {
        char c = text.charAt(at);
        if (c == '-' || c == '!') return notOf(String.valueOf(c), 1);
        if (isBefore("not")) return notOf("not", 3);
        if (c == '(') return nested();
        return condition();
    }

    private Predicate<T> notOf(String word, int length) throws Mistake {
        int from = at;
        at += length;
        boolean isAlone = isAtEnd() || (length == 1 && isBlank(text.charAt(at)));
        skipBlanks();
        boolean isBeforeNothing = isAtPartsEnd() || isBefore("or", '|') || isBefore("and", '&');
        if (isAlone || isBeforeNothing) throw new Mistake(from, length, "'" + word + "' wants a condition after it", "");
        enter(from);
        var positive = one();
        depth--;
        return positive.negate();
    }

    private Predicate<T> nested() throws Mistake {
        int from = at++;
        enter(from);
        skipBlanks();
        if (!isAtEnd() && text.charAt(at) == ')')
            throw new Mistake(from, at + 1 - from, "nothing stands between these parentheses", "");
        if (isAtEnd()) throw notClosed(from);
        var inner = either();
        if (isAtEnd()) throw notClosed(from);
        at++;
        depth--;
        skipBlanks();
        return inner;
    }

    private static Mistake notClosed(int from) {
        return new Mistake(from, 1, "this '(' is not closed, add ')'", "");
    }

    private void enter(int from) throws Mistake {
        if (++depth > Filter.DEPTH_MAX)
            throw new Mistake(from, 1, "nested deeper than " + Filter.DEPTH_MAX + ", make it simpler", "");
    }

    /// `field:value`, or a word that is looked for everywhere.
    private Predicate<T> condition() throws Mistake {
        if (text.charAt(at) == '"') return conditions.anywhere(quoted());
        int from = at;
        while (!isAtEnd() && isOfName(text.charAt(at))) at++;
        var name = new Piece(text.substring(from, at), from, at - from, false);
        if (takeComparison(name) instanceof Taken(var comparison)) {
            skipBlanks();
            return conditions.of(name, comparison, values(name, comparison));
        }
        at = from;
        var word = unquoted(false);
        skipBlanks();
        return conditions.anywhere(word);
    }

    private sealed interface Sign {}

    private record Taken(Comparison comparison) implements Sign {}

    private enum Nothing implements Sign {
        TAKEN
    }

    /// Blanks may stand before `<`, `=` and `>`, not before `:`, which words may begin with.
    private Sign takeComparison(Piece name) throws Mistake {
        int sign = at;
        while (sign < text.length() && isBlank(text.charAt(sign))) sign++;
        if (sign == text.length()) return Nothing.TAKEN;
        char c = text.charAt(sign);
        char next = sign + 1 < text.length() ? text.charAt(sign + 1) : ' ';
        boolean isSign = c == '<' || c == '>' || c == '=' || (c == '!' && next == '=') || (c == ':' && sign == at);
        boolean isNamed = !name.text().isEmpty() && Character.isLetter(name.text().charAt(0));
        if (!isSign || (!isNamed && c == ':')) return Nothing.TAKEN;
        if (!isNamed) throw new Mistake(sign, 1, "name the field before '" + c + "', such as qty>5000", "");
        boolean isLong = (c != ':' && next == '=') || (c == '<' && next == '>');
        at = sign + (isLong ? 2 : 1);
        return new Taken(comparison(c, isLong, next));
    }

    private static Comparison comparison(char c, boolean isLong, char next) {
        return switch (c) {
            case '<' -> !isLong ? Comparison.BELOW : next == '>' ? Comparison.IS_NOT : Comparison.AT_MOST;
            case '>' -> isLong ? Comparison.AT_LEAST : Comparison.ABOVE;
            case '!' -> Comparison.IS_NOT;
            default -> Comparison.IS;
        };
    }

    private List<Piece> values(Piece name, Comparison comparison) throws Mistake {
        var values = new ArrayList<Piece>();
        while (true) {
            boolean isQuoted = !isAtEnd() && text.charAt(at) == '"';
            var value = isQuoted ? quoted() : unquoted(true);
            if (value.length() == 0) throw conditions.wantsValue(name, comparison, at);
            values.add(value);
            boolean isMore = !isAtEnd() && text.charAt(at) == ',';
            if (isMore) at++;
            skipBlanks();
            if (!isMore) return values;
        }
    }

    private Piece quoted() throws Mistake {
        int from = at;
        int close = text.indexOf('"', from + 1);
        if (close < 0) throw new Mistake(from, 1, "this quote is not closed, add '\"'", "");
        if (close == from + 1) throw new Mistake(from, 2, "nothing stands between these quotes", "");
        at = close + 1;
        var piece = new Piece(text.substring(from + 1, close), from, at - from, true);
        if (!isAtEnd() && text.charAt(at) != ',') skipBlanks();
        return piece;
    }

    private Piece unquoted(boolean isValue) {
        int from = at;
        while (!isAtEnd() && !endsWord(text.charAt(at), isValue)) at++;
        return new Piece(text.substring(from, at), from, at - from, false);
    }

    private static boolean endsWord(char c, boolean isValue) {
        return isBlank(c) || c == '(' || c == ')' || c == '"' || (isValue && c == ',');
    }

    private boolean takeWord(String word, char sign) {
        if (!isBefore(word, sign)) return false;
        at += text.charAt(at) == sign ? 1 : word.length();
        skipBlanks();
        return true;
    }

    private boolean isBefore(String word, char sign) {
        return isBefore(word) || (!isAtEnd() && text.charAt(at) == sign);
    }

    private boolean isBefore(String word) {
        if (!text.regionMatches(true, at, word, 0, word.length())) return false;
        int end = at + word.length();
        return end == text.length() || endsWord(text.charAt(end), false);
    }

    private boolean isAtPartsEnd() {
        return isAtEnd() || text.charAt(at) == ')';
    }

    private boolean isAtEnd() {
        return at == text.length();
    }

    private void skipBlanks() {
        while (!isAtEnd() && isBlank(text.charAt(at))) at++;
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
