package dev.plumbline.console.filter;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Something that can be asked of a row by name.
///
/// @param name in lower case, as offered while typing
/// @param help what it is, in a few words
record Field<T>(String name, List<String> aliases, String help, Kind<T> kind) {

    /// What a field holds, and so what may be asked of it.
    sealed interface Kind<T> {
        /// Texts of which one must match.
        ///
        /// @param isWhole the whole text must match, as of a symbol; else a part of it does
        record Text<T>(List<Function<T, String>> of, boolean isWhole) implements Kind<T> {}

        record Quantity<T>(Function<T, Qty> of) implements Kind<T> {}

        /// A quantity that may also be typed in percent of `whole`.
        record Part<T>(Function<T, Qty> of, Function<T, Qty> whole) implements Kind<T> {}

        record Price<T>(Function<T, Px> of) implements Kind<T> {}

        record Amount<T>(Function<T, Money> of) implements Kind<T> {}

        record Count<T>(ToLongFunction<T> of) implements Kind<T> {}

        /// @param of nanoseconds since the epoch, of which the time of the day, UTC, is compared
        record TimeOfDay<T>(ToLongFunction<T> of) implements Kind<T> {}

        /// @param since nanoseconds since the epoch
        record Age<T>(ToLongFunction<T> since, LongSupplier now) implements Kind<T> {}

        /// @param of a bit for each thing that is true of the row
        record Choice<T>(ToLongFunction<T> of, List<Word> words) implements Kind<T> {}

        /// Yes or no: `is:open`.
        record Is<T>(List<Mark<T>> marks) implements Kind<T> {}

        /// Whether another field has a value: `has:flag`.
        record Has<T>() implements Kind<T> {}
    }

    /// A value of a choice.
    ///
    /// @param mask it matches a row that has any of these bits
    /// @param shown as the row shows it, which free words look at; empty for a word that stands for several others
    record Word(String name, List<String> aliases, long mask, String shown) {}

    record Mark<T>(String name, String help, Predicate<T> holds, boolean changesWithTime) {}
}
