package dev.plumbline.console.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.plumbline.console.Samples;
import dev.plumbline.console.filter.Filter.Ready;
import dev.plumbline.console.filter.Filter.Wrong;
import dev.plumbline.core.Order;
import dev.plumbline.core.Qty;

/// Whatever is typed is understood or told what is wrong with it, and never breaks the window.
class FilterPropertiesTest {
    private static final Fields<Order> FIELDS = OrderFields.of(() -> Samples.AT);
    private static final List<Order> ORDERS = SomeOrders.list(60, 7);

    @Property(tries = 1_000)
    void anyTextIsReadOrExplained(@ForAll String text) {
        isReadOrExplained(text);
    }

    @Property(tries = 5_000)
    void anyMixOfTheLanguageIsReadOrExplained(@ForAll("mixes") String text) {
        isReadOrExplained(text);
    }

    private static void isReadOrExplained(String text) {
        switch (Filter.parse(text, FIELDS)) {
            case Ready<Order> ready -> ORDERS.forEach(ready.condition()::test);
            case Wrong<Order> wrong -> {
                assertThat(wrong.at()).isBetween(0, text.length());
                assertThat(wrong.at() + wrong.length()).isBetween(wrong.at(), text.length());
                assertThat(wrong.message()).isNotBlank();
                assertThat(wrong.mended(text)).isNotNull();
            }
        }
        for (int caret = 0; caret <= Math.min(text.length(), 60); caret += 5) {
            var completions = Completions.at(text, caret, FIELDS, _ -> List.of("BRK B", "NVDA"));
            for (var completion : completions.list()) assertThat(completions.with(completion, text)).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> mixes() {
        return Arbitraries.of(
                        "sym", "qty", "st", "is", "has", "filled", "time", "age", "px", ":", ":", ":", "=", "!=", "<", ">",
                        ">=", "<>", ",", "..", "(", ")", "-", "!", "or", "and", "not", " ", " ", " ", "\"", "*", "?", "5k",
                        "50%", "1,000", "14:30", "5m", "NVDA", "partial", "open", "stuck", "px", "|", "&", ".", "1e9",
                        "\u0130", "\u00df", "\ud83d\ude00", "\u0000", "999999999999999999", "0.0000000000000000001")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Property
    void aNegationShowsJustTheOthers(@ForAll("conditions") String condition) {
        var positive = ready(condition);
        var negative = ready("-(" + condition + ")");
        for (var order : ORDERS)
            assertThat(positive.condition().test(order)).isNotEqualTo(negative.condition().test(order));
    }

    @Property
    void orAndAndAreThoseOfLogic(@ForAll("conditions") String one, @ForAll("conditions") String other) {
        var either = ready(one + " or " + other);
        var both = ready("(" + one + ") (" + other + ")");
        for (var order : ORDERS) {
            boolean isOne = ready(one).condition().test(order);
            boolean isOther = ready(other).condition().test(order);
            assertThat(either.condition().test(order)).isEqualTo(isOne || isOther);
            assertThat(both.condition().test(order)).isEqualTo(isOne && isOther);
        }
    }

    @Provide
    Arbitrary<String> conditions() {
        return Arbitraries.of(
                "sym:NVDA", "st:partial", "qty>5000", "nv", "late", "filled<50%", "px:100..200", "has:flag", "is:open",
                "acct:TEST,ALPHA", "side:sell sym:N*", "time>14:30", "st:open or has:text");
    }

    private static Ready<Order> ready(String text) {
        return (Ready<Order>) Filter.parse(text, FIELDS);
    }

    @Property
    void lettersAreFoundWhateverTheirCase(@ForAll("letters") String word, @ForAll("letters") String text) {
        var letters = new Letters(word);
        boolean isIn = false;
        for (int at = 0; at <= text.length(); at++) isIn |= text.regionMatches(true, at, word, 0, word.length());
        assertThat(letters.isIn(text)).isEqualTo(isIn);
        assertThat(letters.isWhole(text)).isEqualTo(word.equalsIgnoreCase(text));
    }

    @Property
    void aPatternIsWhatARegularExpressionSaysItIs(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        var regex = pattern.replace("?", ".").replace("*", ".*");
        assertThat(new Letters(pattern).isPatternOf(text)).isEqualTo(text.toLowerCase(Locale.ROOT).matches(regex));
    }

    @Property
    void sharesAreExact(@ForAll long part, @ForAll int whole, @ForAll("percents") String percent) {
        long bounded = part % 1_000_000_000_000_000_000L;
        var exact = new BigDecimal(percent).multiply(BigDecimal.valueOf(whole));
        int expected = BigDecimal.valueOf(bounded).movePointRight(2).compareTo(exact);
        int compared = Shares.compare(Qty.of(bounded), Qty.of(whole), new BigDecimal(percent));
        assertThat(Integer.signum(compared)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> percents() {
        return Arbitraries.of("0", "50", "33.3", "100", "999999999999", "0.000001");
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.strings().withChars("aAbB\u00e4\u00c4\u00df\u0130i\u0131I ").ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abAB").ofMaxLength(10);
    }
}
