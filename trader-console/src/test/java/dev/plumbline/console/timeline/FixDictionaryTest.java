package dev.plumbline.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixDictionaryTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
              8, BeginString,      FIX.4.4, ''
             35, MsgType,          8,       ExecutionReport
             39, OrdStatus,        1,       Partially filled
             39, OrdStatus,        ?,       ''
             54, Side,             5,       Sell short
            150, ExecType,         F,       Trade
            150, ExecType,         1,       Partial fill
             20, ExecTransType,    0,       New
             18, ExecInst,         1 6,     'Not held, Participate dont initiate'
             43, PossDupFlag,      Y,       Possible duplicate
            1128, ApplVerID,       9,       FIX50SP2
             96, RawData,          x,       ''
            9999, '',              1,       ''
            """)
    void namesTagsAndSaysValuesInWords(int tag, String name, String value, String meaning) {
        assertThat(FixDictionary.STANDARD.name(tag)).isEqualTo(name);
        assertThat(FixDictionary.STANDARD.meaning(tag, value)).isEqualTo(meaning);
    }

    @Test
    void isWhatQuickFixJSays() throws IOException {
        assertThat(Files.readString(FixDictionaryMaker.RESOURCE))
                .as("run FixDictionaryMaker.main again").isEqualTo(FixDictionaryMaker.made());
    }
}
