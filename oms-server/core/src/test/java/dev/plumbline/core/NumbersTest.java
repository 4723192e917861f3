package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rule 14: [Px], [Qty] and [Money] are exact, and say so where they cannot be.
class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0, 0",
        "-0, 0",
        "007, 7",
        "+7, 7",
        ".5, 0.5",
        "5., 5",
        "100.10, 100.1",
        "-37.63, -37.63",
        "-0.05, -0.05",
        "3500.0000000000, 3500",
        "3500.00000000000000000000000000, 3500",
        "0.000000000000000001, 0.000000000000000001",
        "999999999999999999, 999999999999999999",
    })
    void readsFixFloats(String text, String shown) {
        assertThat(Px.of(text)).hasToString(shown);
        assertThat(Qty.of(text)).hasToString(shown);
        assertThat(Qty.of(text)).isEqualTo(Qty.of(shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", ".", "-", "+", "1e3", "1,000", " 1", "1 ", "1.2.3", "--1", "NaN", "0x10", "１２", "9999999999999999999",
        "0.0000000000000000001"
    })
    void refusesWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> Px.of(text)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Qty.of(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void overflowThrows() {
        var most = Qty.of(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Qty.of(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.plus(Qty.of("0.1"))).isInstanceOf(ArithmeticException.class);
        assertThat(most.times(Px.of(Long.MAX_VALUE))).isEqualTo(Money.of("85070591730234615847396907784232501249"));
    }

    @Test
    void countingWithWhatWasNotStatedThrows() {
        assertThatThrownBy(() -> Qty.NONE.plus(Qty.of(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Qty.of(1).times(Px.NONE)).isInstanceOf(ArithmeticException.class);
        assertThat(Px.NONE.or(Px.of(3))).isEqualTo(Px.of(3));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.2, 0.3", "699.69, 0.3, 699.99", "-1, 1, 0", "1000000, 0.000001, 1000000.000001"})
    void sumsAreExact(String one, String other, String sum) {
        assertThat(Qty.of(one).plus(Qty.of(other))).isEqualTo(Qty.of(sum));
        assertThat(Qty.of(sum).minus(Qty.of(other))).isEqualTo(Qty.of(one));
        assertThat(Px.of(one).plus(Px.of(other))).isEqualTo(Px.of(sum));
    }

    @ParameterizedTest
    @CsvSource({"480.24, 3, 160.08", "1, 3, 0.33333333", "2, 3, 0.66666667", "0, 5, 0", "5, 0, 0", "-10, 4, -2.5"})
    void averagesAreRoundedHalfEvenToEightDecimals(String amount, String qty, String average) {
        assertThat(Money.of(amount).per(Qty.of(qty))).hasToString(average);
    }

    @Property(tries = 1_000)
    void countsLikeBigDecimal(
            @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long a,
            @ForAll @IntRange(max = 8) int aScale,
            @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long b,
            @ForAll @IntRange(max = 8) int bScale) {
        var one = BigDecimal.valueOf(a, aScale);
        var other = BigDecimal.valueOf(b, bScale);
        var qty = new Qty(a, aScale);
        var px = new Px(b, bScale);
        assertThat(new BigDecimal(qty.plus(new Qty(b, bScale)).toString())).isEqualByComparingTo(one.add(other));
        assertThat(new BigDecimal(qty.minus(new Qty(b, bScale)).toString())).isEqualByComparingTo(one.subtract(other));
        assertThat(qty.times(px).amount()).isEqualByComparingTo(one.multiply(other));
        assertThat(qty.compareTo(new Qty(b, bScale))).isEqualTo(one.compareTo(other));
        assertThat(Qty.of(qty.toString())).isEqualTo(qty).hasSameHashCodeAs(qty);
    }

    @Property(tries = 1_000)
    void comparesAnyTwoNumbersOfTheLong(@ForAll long a, @ForAll @IntRange(max = 18) int aScale, @ForAll long b,
            @ForAll @IntRange(max = 18) int bScale) {
        assertThat(Integer.signum(new Px(a, aScale).compareTo(new Px(b, bScale))))
                .isEqualTo(BigDecimal.valueOf(a, aScale).compareTo(BigDecimal.valueOf(b, bScale)));
    }

    @Property(tries = 1_000)
    void aRunningNotionalIsExactBeyondTheLong(@ForAll long[] quantities, @ForAll @IntRange(max = 18) int scale) {
        var expected = BigDecimal.ZERO;
        var notional = Notional.ZERO;
        for (long quantity : quantities) {
            if (quantity == Long.MIN_VALUE) continue;
            expected = expected.add(BigDecimal.valueOf(quantity, scale).multiply(new BigDecimal("99.75")));
            notional = notional.plus(new Qty(quantity, scale), Px.of("99.75"));
        }
        assertThat(notional.money().amount()).isEqualByComparingTo(expected);
    }
}
