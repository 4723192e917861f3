package dev.plumbline.console.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Order;

/// Which texts wait for more: the key that was typed last stands in brackets.
class HalfTypedTest {
    private static final Fields<Order> FIELDS = OrderFields.of(() -> Samples.AT);

    @ParameterizedTest
    @CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            [s];true
            sy[m];true
            SY[M];true
            sym[:];true
            sym:NVD[A];true
            sym:NVDA[ ];false
            sym:NVDA[)];true
            (sym:NVDA[)];false
            [(]sym:NVDA;true
            sym:NV[D] st:open;true
            -st:o[p];true
            st:open [s];true
            st:open o[r];true
            st:open or[ ];true
            qty > [5];true
            sym:NVDA, [S];true
            text:"price[ ];true
            text:"price outside["];false
            text:late[d];true
            nvd[a];false
            nvda lat[e];false
            C10[3];false
            """)
    void waits(String typed, boolean isHalf) {
        var before = typed.replaceAll("\\[.]", "");
        var now = typed.replaceAll("\\[(.)]", "$1");
        assertThat(HalfTyped.is(before, now, FIELDS)).isEqualTo(isHalf);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            sym:NVDA ; sym:NVD ; true
            sym:NVDA ; ''      ; false
            nvda     ; nvd     ; false
            """)
    void soDoesWhatIsTakenAway(String before, String now, boolean isHalf) {
        assertThat(HalfTyped.is(before, now, FIELDS)).isEqualTo(isHalf);
    }
}
