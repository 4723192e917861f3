package dev.plumbline.console.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import dev.plumbline.console.filter.Field.Kind;

/// What may come next in a filter that is being typed, for a popup below the field.
///
/// @param from where the word that is being typed begins
/// @param to where it ends: choosing one puts its text in place of these characters
/// @param list best first, [#SHOWN_MAX] at most
public record Completions(int from, int to, List<Completion> list) {
    public static final int SHOWN_MAX = 20;

    /// @param text put in place of what was typed; ends with `:` where a value must follow
    /// @param help what it is, in a few words, may be empty
    public record Completion(String text, String help) {}

    /// The filter with `chosen` in it.
    public String with(Completion chosen, String text) {
        return text.substring(0, from) + chosen.text() + text.substring(to);
    }

    /// Where the caret stands after choosing.
    public int caretAfter(Completion chosen) {
        return from + chosen.text().length();
    }

    /// @param caret index in `text`; one outside of it counts as its nearest end
    public static <T> Completions at(String text, int caret, Fields<T> fields) {
        return at(text, caret, fields, _ -> List.of());
    }

    /// @param known values of a text field by its name, such as the symbols that are on screen; asked once at most
    public static <T> Completions at(
            String text, int caret, Fields<T> fields, Function<String, Collection<String>> known) {
        int to = Math.clamp(caret, 0, text.length());
        int from = wordBegins(text, to);
        if (from < 0) return new Completions(to, to, List.of());
        var word = text.substring(from, to);
        int sign = signIn(word);
        if (sign < 0) return new Completions(from, to, fieldNames(word, fields));
        var field = fields.named(word.substring(0, sign));
        int value = Math.max(word.lastIndexOf(','), signEnds(word, sign) - 1) + 1;
        if (field == null) return new Completions(to, to, List.of());
        return new Completions(from + value, to, values(field, word.substring(value), fields, known));
    }

    /// -1 inside of quotes, where everything is taken as it is.
    static int wordBegins(String text, int caret) {
        boolean isQuoted = false;
        int from = 0;
        for (int i = 0; i < caret; i++) {
            char c = text.charAt(i);
            if (c == '"') isQuoted = !isQuoted;
            if (!isQuoted && (Parser.isBlank(c) || c == '(' || c == ')')) from = i + 1;
        }
        while (from < caret && (text.charAt(from) == '-' || text.charAt(from) == '!')) from++;
        return isQuoted ? -1 : from;
    }

    private static int signIn(String word) {
        for (int i = 0; i < word.length(); i++) if (!Parser.isOfName(word.charAt(i))) return i == 0 ? -1 : i;
        return -1;
    }

    private static int signEnds(String word, int sign) {
        int end = sign;
        while (end < word.length() && ":=!<>".indexOf(word.charAt(end)) >= 0) end++;
        return end;
    }

    /// Names that begin with what was typed, then those that hold it, then those whose other name or help does.
    private static <T> List<Completion> fieldNames(String word, Fields<T> fields) {
        var ranked = new Ranked(word);
        for (var field : fields.list()) {
            var completion = new Completion(field.name() + ":", field.help());
            ranked.add(completion, field.name(), String.join(" ", field.aliases()) + " " + field.help());
        }
        return ranked.list();
    }

    private static <T> List<Completion> values(
            Field<T> field, String typed, Fields<T> fields, Function<String, Collection<String>> known) {
        var ranked = new Ranked(typed);
        switch (field.kind()) {
            case Kind.Choice<T>(_, var words) ->
                words.forEach(word -> ranked.add(
                        new Completion(word.name(), word.shown()), word.name(), String.join(" ", word.aliases())));
            case Kind.Is<T>(var marks) ->
                marks.forEach(mark -> ranked.add(new Completion(mark.name(), mark.help()), mark.name(), mark.help()));
            case Kind.Has<T> _ -> fields.list().stream()
                    .filter(other -> !(other.kind() instanceof Kind.Is<T>) && !(other.kind() instanceof Kind.Has<T>))
                    .forEach(other ->
                            ranked.add(new Completion(other.name(), other.help()), other.name(), other.help()));
            case Kind.Text<T> _ ->
                known.apply(field.name()).forEach(value -> ranked.add(new Completion(inText(value), ""), value, ""));
            case Kind.Quantity<T> _, Kind.Part<T> _, Kind.Price<T> _, Kind.Amount<T> _, Kind.Count<T> _,
                    Kind.TimeOfDay<T> _, Kind.Age<T> _ -> {}
        }
        return ranked.list();
    }

    /// In quotes where it would not be read as one value.
    private static String inText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Parser.isBlank(c) || "(),*?".indexOf(c) >= 0) return '"' + value + '"';
        }
        return value;
    }

    /// Sorts into those that begin with what was typed, those that hold it, and those that are about it.
    private static final class Ranked {
        private final Letters typed;
        private final int length;
        private final List<Completion> beginning = new ArrayList<>();
        private final List<Completion> holding = new ArrayList<>();
        private final List<Completion> about = new ArrayList<>();

        Ranked(String typed) {
            this.typed = new Letters(typed);
            this.length = typed.length();
        }

        void add(Completion completion, String name, String more) {
            if (length <= name.length() && typed.isWhole(name.substring(0, length))) beginning.add(completion);
            else if (typed.isIn(name)) holding.add(completion);
            else if (typed.isIn(more)) about.add(completion);
        }

        List<Completion> list() {
            beginning.addAll(holding);
            beginning.addAll(about);
            return beginning.stream().limit(SHOWN_MAX).toList();
        }
    }
}
