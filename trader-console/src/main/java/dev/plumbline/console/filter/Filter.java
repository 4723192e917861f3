package dev.plumbline.console.filter;

import java.util.function.Predicate;

/// What became of a filter that a person typed: a condition on rows, or what is wrong with it. Reading one never throws
/// and never takes long: at most [#TEXT_MAX] characters are read, nested at most [#DEPTH_MAX] deep.
///
/// @param <T> the record that a row shows
public sealed interface Filter<T> {
    /// Characters that are read; a longer text is [Wrong].
    int TEXT_MAX = 1_000;

    /// Parentheses and negations within each other.
    int DEPTH_MAX = 40;

    /// The text is understood. May be tested on any thread, any number of times.
    ///
    /// @param isEverything nothing was asked for, so every row matches
    /// @param changesWithTime a row may match or cease to without having changed, as by `age>5m`: apply it again now
    ///     and then
    record Ready<T>(Predicate<T> condition, boolean isEverything, boolean changesWithTime) implements Filter<T> {}

    /// The text is not understood. The view marks the characters from `at`, shows the message, and keeps the filter
    /// that was.
    ///
    /// @param at index of the first character that is wrong, up to the length of the text where something is missing
    /// @param length how many are, 0 where something is missing
    /// @param message names the thing and the mend, without a full stop
    /// @param suggestion what to put in place of them, empty where there is no near miss
    record Wrong<T>(int at, int length, String message, String suggestion) implements Filter<T> {
        /// The text with the suggestion in it; the same text where there is none.
        public String mended(String text) {
            if (suggestion.isEmpty()) return text;
            return text.substring(0, at) + suggestion + text.substring(at + length);
        }
    }

    static <T> Filter<T> parse(String text, Fields<T> fields) {
        return new Parser<>(text, fields).filter();
    }
}
