package dev.plumbline.console.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Order;

/// `|` is the caret.
class CompletionsTest {
    private static final Fields<Order> FIELDS = OrderFields.of(() -> Samples.AT);

    private static Completions at(String typed) {
        return Completions.at(typed.replace("|", ""), typed.indexOf('|'), FIELDS, CompletionsTest::known);
    }

    private static List<String> known(String field) {
        return field.equals("sym") ? List.of("AAPL", "BRK B", "NVAX", "NVDA") : List.of();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            s|                ; sym: side: st: leaves: is: has: filled: avg: broker: flag: text: time: age:
            sy|               ; sym:
            -sy|              ; sym:
            sym:A (q|         ; qty: filled: leaves:
            st:par|           ; partial
            st:new,par|       ; partial
            st!=par|          ; partial
            status:cx|        ; cxlsent pendcxl canceled
            side:|            ; buy sell short sellshort exempt
            is:o|             ; open done unknown pending stuck mine
            has:fl|           ; flag
            sym:nv|           ; NVAX NVDA
            sym:b|            ; "BRK B"
            qty>5|            ;
            nofield:x|        ;
            "sy|              ;
            """)
    void offers(String typed, String expected) {
        var offered = at(typed).list().stream().map(Completions.Completion::text).collect(Collectors.joining(" "));
        assertThat(offered).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void putsTheChosenInPlaceOfWhatWasTyped() {
        var completions = at("side:buy -st:new,par| late");
        var chosen = completions.list().getFirst();
        assertThat(completions.with(chosen, "side:buy -st:new,par late")).isEqualTo("side:buy -st:new,partial late");
        assertThat(completions.caretAfter(chosen)).isEqualTo("side:buy -st:new,partial".length());
    }

    @Test
    void whatIsOfferedIsUnderstood() {
        for (var field : FIELDS.list()) {
            for (var completion : at(field.name() + ":|").list())
                assertThat(Filter.parse(field.name() + ":" + completion.text(), FIELDS))
                        .isInstanceOf(Filter.Ready.class);
        }
    }
}
