package dev.plumbline.console.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// In the tables `|` is the delimiter SOH, and `~` the byte E9, which is no UTF-8.
class RawFixTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            8=FIX.4.4|9=5|35=0|10=163|   ; 8 BeginString FIX.4.4 () / 9 BodyLength 5 () / 35 MsgType 0 (Heartbeat) / 10 CheckSum 163 () ; BodyLength 5 is right, CheckSum 163 is right
            8=FIX.4.4|9=7|35=0|10=164|   ; 8 BeginString FIX.4.4 () / 9 BodyLength 7 () / 35 MsgType 0 (Heartbeat) / 10 CheckSum 164 () ; !BodyLength is wrong: the body has 5 bytes, !CheckSum is wrong: the bytes give 165
            8=FIX.4.4|9=99|39=1          ; 8 BeginString FIX.4.4 () / 9 BodyLength 99 () / 39 OrdStatus 1 (Partially filled) ; !BodyLength(9) cannot be checked: the message has no end, !no CheckSum(10): cut, or never whole
            39=2                         ; 39 OrdStatus 2 (Filled) ; !does not begin with BeginString(8), !no BodyLength(9), !no CheckSum(10): cut, or never whole
            95=3|96=a|b|58=x|            ; 95 RawDataLength 3 () / 96 RawData a\\x01b () / 58 Text x ()                       ; !does not begin with BeginString(8), !no BodyLength(9), !no CheckSum(10): cut, or never whole
            95=9|96=ab|58=x|             ; 95 RawDataLength 9 () / 96 RawData ab (its length is told as 9, and there is no delimiter there) / 58 Text x () ; !does not begin with BeginString(8), !no BodyLength(9), !no CheckSum(10): cut, or never whole
            5000=z|58=caf~|=3|x=4|hello| ; 5000  z () / 58 Text caf\\xE9 () / 0  =3 (no tag=value) / 0  x=4 (no tag=value) / 0  hello (no tag=value) ; !does not begin with BeginString(8), !no BodyLength(9), !no CheckSum(10): cut, or never whole
            58=a||58=                    ; 58 Text a () / 0   (empty: two delimiters) / 58 Text  ()                          ; !does not begin with BeginString(8), !no BodyLength(9), !no CheckSum(10): cut, or never whole
            99999999999=1                ; 0  99999999999=1 (no tag=value)                                                   ; !does not begin with BeginString(8), !no BodyLength(9), !no CheckSum(10): cut, or never whole
            554=secret                   ; 554 Password (not shown) ()                                                       ; !does not begin with BeginString(8), !no BodyLength(9), !no CheckSum(10): cut, or never whole
            """)
    void splitsAndSaysWhatIsWrong(String message, String fields, String remarks) {
        var read = RawFix.of(bytes(message));
        assertThat(read.fields().stream()
                        .map(field -> field.tag() + " " + field.name() + " " + field.value() + " (" + field.meaning() + ")")
                        .collect(Collectors.joining(" / ")))
                .isEqualTo(fields.replace("\\\\", "\\"));
        assertThat(read.remarks().stream()
                        .map(remark -> (remark.isGood() ? "" : "!") + remark.text())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(remarks);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            58=a\\rb        ; 58=a\\x0Db|
            58=tab\\tx      ; 58=tab\\x09x|
            58=@evil        ; 58=\\u202Eevil|
            58=grün        ; 58=grün|
            554=pw|58=x    ; 554=(not shown)|58=x|
            """)
    void escapesWhatCannotBeSeen(String message, String line) {
        var raw = message.translateEscapes().replace('|', '\1').replace('@', '\u202E');
        assertThat(RawFix.of(raw.getBytes(StandardCharsets.UTF_8)).line()).isEqualTo(line);
    }

    @Test
    void isBounded() {
        var many = RawFix.of(bytes("58=x|".repeat(RawFix.FIELDS_MAX + 7)));
        assertThat(many.fields()).hasSize(RawFix.FIELDS_MAX);
        assertThat(many.remarks()).contains(new RawFix.Remark(false, "7 more fields are not shown"));
        var lengthy = RawFix.of(bytes("58=" + "é".repeat(30_000)));
        assertThat(lengthy.fields().getFirst().value()).hasSizeLessThan(RawFix.VALUE_MAX + 30).endsWith("… (60000 bytes)");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(RawFix.of(new byte[0]).remarks())
                .containsExactly(new RawFix.Remark(true, "no message: it did not come from outside"));
    }

    /// Every byte of a message is in some field, whatever the message is.
    @Test
    void takesAnyRubbish() {
        long seed = 4711;
        var random = new Random(seed);
        var alphabet = "8=9|10|95=96=3|||==00AZ~é\1\1".getBytes(StandardCharsets.ISO_8859_1);
        for (int run = 0; run < 20_000; run++) {
            var raw = new byte[random.nextInt(60)];
            for (int i = 0; i < raw.length; i++)
                raw[i] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
            var read = RawFix.of(raw);
            assertThat(read.remarks()).as("seed %d run %d", seed, run).isNotEmpty();
            assertThat(read.fields().isEmpty()).as("%s", Arrays.toString(raw)).isEqualTo(raw.length == 0);
        }
    }

    private static byte[] bytes(String message) {
        return message.strip().replace('|', '\1').replace('~', '\u00E9').getBytes(
                message.contains("~") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
