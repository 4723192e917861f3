package dev.plumbline.console.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import dev.plumbline.console.filter.Field.Kind;
import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// What can be asked of the rows of a blotter: names, and what each holds. Immutable.
///
/// @param <T> the record that a row shows
public final class Fields<T> {
    private final List<Field<T>> list;
    private final Map<String, Field<T>> byName = new HashMap<>();

    private Fields(List<Field<T>> list) {
        this.list = List.copyOf(list);
        for (var field : list) {
            add(field.name(), field);
            field.aliases().forEach(alias -> add(alias, field));
        }
    }

    private void add(String name, Field<T> field) {
        if (!name.matches("[a-z][a-z0-9]*")) throw new IllegalArgumentException("no name for a field: " + name);
        if (byName.put(name, field) != null) throw new IllegalArgumentException("two fields are called " + name);
    }

    List<Field<T>> list() {
        return list;
    }

    /// Names and aliases.
    Iterable<String> names() {
        return byName.keySet();
    }

    /// @param name in any case; null for none of that name
    @Nullable Field<T> named(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /// A word that a choice knows.
    ///
    /// @param mask the bits that it stands for; a row matches that has any of them
    /// @param shown as the row shows it, which free words look at; empty for a word that stands for several others
    /// @param aliases other spellings; case, blanks, hyphens and underscores never count
    public record Choice(String word, long mask, String shown, List<String> aliases) {
        public static Choice of(String word, long mask, String shown, String... aliases) {
            return new Choice(word, mask, shown, List.of(aliases));
        }
    }

    /// Collects fields in the order in which they are offered. Names and aliases are of letters and digits, in lower
    /// case, and no two are the same: [#build] throws where they are.
    public static final class Builder<T> {
        private final List<Field<T>> list = new ArrayList<>();
        private final List<Field.Mark<T>> marks = new ArrayList<>();

        /// A short text such as a symbol: the whole of it must match.
        public Builder<T> text(String name, String help, Function<T, String> of, String... aliases) {
            return add(name, help, new Kind.Text<>(List.of(of), true), aliases);
        }

        /// Texts of which a part may match, such as ids and remarks.
        public Builder<T> part(String name, String help, List<Function<T, String>> of, String... aliases) {
            return add(name, help, new Kind.Text<>(List.copyOf(of), false), aliases);
        }

        public Builder<T> quantity(String name, String help, Function<T, Qty> of, String... aliases) {
            return add(name, help, new Kind.Quantity<>(of), aliases);
        }

        /// A quantity that may also be typed in percent of another.
        public Builder<T> share(
                String name, String help, Function<T, Qty> of, Function<T, Qty> whole, String... aliases) {
            return add(name, help, new Kind.Part<>(of, whole), aliases);
        }

        public Builder<T> price(String name, String help, Function<T, Px> of, String... aliases) {
            return add(name, help, new Kind.Price<>(of), aliases);
        }

        public Builder<T> money(String name, String help, Function<T, Money> of, String... aliases) {
            return add(name, help, new Kind.Amount<>(of), aliases);
        }

        public Builder<T> count(String name, String help, ToLongFunction<T> of, String... aliases) {
            return add(name, help, new Kind.Count<>(of), aliases);
        }

        /// @param of nanoseconds since the epoch; the time of the day, UTC, is what is asked for
        public Builder<T> time(String name, String help, ToLongFunction<T> of, String... aliases) {
            return add(name, help, new Kind.TimeOfDay<>(of), aliases);
        }

        /// @param since nanoseconds since the epoch
        /// @param now nanoseconds since the epoch; read for each row, so let it be quick
        public Builder<T> age(
                String name, String help, ToLongFunction<T> since, LongSupplier now, String... aliases) {
            return add(name, help, new Kind.Age<>(since, now), aliases);
        }

        /// One or several of a few words.
        ///
        /// @param of a bit for each thing that is true of the row
        public Builder<T> choice(
                String name, String help, ToLongFunction<T> of, List<Choice> words, String... aliases) {
            var known = words.stream()
                    .map(word -> new Field.Word(word.word(), List.copyOf(word.aliases()), word.mask(), word.shown()))
                    .toList();
            return add(name, help, new Kind.Choice<>(of, known), aliases);
        }

        /// Something that is so or not: asked for by `is:name`.
        public Builder<T> is(String name, String help, Predicate<T> holds) {
            marks.add(new Field.Mark<>(name, help, holds, false));
            return this;
        }

        /// Like [#is], of something that comes true by mere waiting.
        public Builder<T> isByNow(String name, String help, Predicate<T> holds) {
            marks.add(new Field.Mark<>(name, help, holds, true));
            return this;
        }

        private Builder<T> add(String name, String help, Kind<T> kind, String... aliases) {
            list.add(new Field<>(name, List.of(aliases), help, kind));
            return this;
        }

        public Fields<T> build() {
            if (!marks.isEmpty()) add("is", "yes or no", new Kind.Is<>(List.copyOf(marks)));
            add("has", "another field has a value", new Kind.Has<>());
            return new Fields<>(list);
        }
    }
}
