package dev.plumbline.console.filter;

import java.util.Locale;
import java.util.Set;

/// Says of a filter that a person is typing whether the term under the hand may go on: `sym:NV` matches nothing on its way
/// to `sym:NVDA`, and `sym` would be looked for as a word. A free word narrows what is shown letter by letter, which is
/// wanted.
public final class HalfTyped {
    private static final Set<String> WORDS = Set.of("and", "or", "not");

    private HalfTyped() {}

    /// @param before the text before the last key
    /// @param now the text after it
    public static <T> boolean is(String before, String now, Fields<T> fields) {
        return isAt(now, editEnd(before, now), fields);
    }

    /// Where the caret stands after the edit: what follows it is as it was.
    private static int editEnd(String before, String now) {
        int same = 0;
        int most = Math.min(before.length(), now.length());
        while (same < most && before.charAt(before.length() - 1 - same) == now.charAt(now.length() - 1 - same)) same++;
        return now.length() - same;
    }

    private static <T> boolean isAt(String text, int caret, Fields<T> fields) {
        if (Filter.parse(text, fields) instanceof Filter.Wrong<T>) return true;
        int from = Completions.wordBegins(text, caret);
        if (from < 0) return true;
        var word = text.substring(from, caret);
        if (word.isEmpty()) return false;
        return hasSign(word) ? !word.endsWith("\"") : isAfterSign(text, from) || beginsName(word, fields);
    }

    private static boolean hasSign(String word) {
        return word.chars().anyMatch(HalfTyped::isSign);
    }

    private static boolean isSign(int c) {
        return ":=<>".indexOf(c) >= 0;
    }

    /// As in `qty > 5` and `sym:NVDA, SA`.
    private static boolean isAfterSign(String text, int from) {
        int at = from - 1;
        while (at >= 0 && Parser.isBlank(text.charAt(at))) at--;
        return at >= 0 && (isSign(text.charAt(at)) || text.charAt(at) == ',');
    }

    private static <T> boolean beginsName(String word, Fields<T> fields) {
        var low = word.toLowerCase(Locale.ROOT);
        for (var name : fields.names()) if (name.startsWith(low)) return true;
        return WORDS.stream().anyMatch(each -> each.startsWith(low));
    }
}
