package dev.plumbline.adapter.fix.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.journal.Durability;

/// What a client's message is read as. Of a fault: S is a Reject(3) with reason and tag, B a BusinessMessageReject(j), O a
/// rejected order, C a rejected cancel or replace, M a rejected mass cancel.
class ClientReaderTest {
    private static final String ORDER = "35=D|11=1|1=ACC1|55=IBM|54=1|38=100|40=2|44=12.5|59=0|60=20261201-10:00:00|";

    static ClientSession session(FixVersion version, boolean dropCopy) {
        return new ClientSession(
                "algo", version, "PLUMB", "ALGO", "anna", Set.of("ACC1", "ACC2"), "SIM", Map.of("ACC2", "OTHER"), Map.of("XNYS", "NYSE"),
                false, dropCopy, 1_000, Durability.PROCESS);
    }

    private static Wanted read(String message, FixVersion version) {
        return new ClientReader(session(version, false)).read(FixMessage.of(message));
    }

    private static String shown(Wanted wanted) {
        return switch (wanted) {
            case Wanted.Enter(var id, var wish) -> id + " " + wish.session() + " " + wish.account() + " " + wish.symbol() + " "
                    + wish.side().label() + " " + wish.orderQty() + " " + wish.ordType().label() + " " + wish.price() + " " + wish.timeInForce().label();
            case Wanted.Cancel(var id, var orig, var order) -> "cancel " + id + " " + orig + " " + order;
            case Wanted.Replace(var id, var orig, _, var qty, var px, _, _, _) -> "replace " + id + " " + orig + " " + qty + " " + px;
            case Wanted.Status(var id, var order, _) -> "status " + id + " " + order;
            case Wanted.MassStatus(var id, var symbol) -> "all " + id + " " + symbol;
            case Wanted.MassCancel(var id, char type, var symbol, _) -> "cancel all " + id + " " + type + " " + symbol;
            case Wanted.Unreadable(int reason, int tag, _) -> "S" + reason + " " + tag;
            case Wanted.Refused(int reason, _, _) -> "B" + reason;
            case Wanted.NoOrder(_, int reason, _) -> "O" + reason;
            case Wanted.NoRequest(_, _, _, int reason, _) -> "C" + reason;
            case Wanted.NoMassCancel(_, _, int reason, _) -> "M" + reason;
        };
    }

    /// The order above with one field changed, or left out where nothing stands behind its `=`.
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "11=1; 1 SIM ACC1 IBM Buy 100 Limit 12.5 Day", "1=ACC2; 1 OTHER ACC2 IBM Buy 100 Limit 12.5 Day",
        "100=XNYS; 1 NYSE ACC1 IBM Buy 100 Limit 12.5 Day", "59=; 1 SIM ACC1 IBM Buy 100 Limit 12.5 Day", "59=1; 1 SIM ACC1 IBM Buy 100 Limit 12.5 GTC",
        "54=5; 1 SIM ACC1 IBM SellShort 100 Limit 12.5 Day", "38=0.5; 1 SIM ACC1 IBM Buy 0.5 Limit 12.5 Day", "44=-3; 1 SIM ACC1 IBM Buy 100 Limit -3 Day",
        "11=; S1 11", "55=; S1 55", "54=; S1 54", "38=; S1 38", "40=; S1 40",
        "54=x; S5 54", "40=zz; S5 40", "59=?; S5 59", "38=many; S6 38", "38=1e5; S6 38", "44=1.2.3; S6 44", "38=1234567890123456789012; S6 38",
        "11=12345678901234567890123456789012345678901234567890123456789012345; S5 11",
        "1=; B5", "44=; B5", "35=V; B3", "35=E; B3",
        "38=0; O13", "38=-5; O13", "1=ACC9; O15", "100=MARS; O0", "40=4; O11", "40=P; O11", "40=1; O11", "54=8; O11", "59=6; O11",
        "110=50; O11", "111=10; O11", "18=G; O11", "152=1000; O11", "200=202612; O11", "21=3; O11", "99=1; O11", "55=IBM\u00e9; O1",
    })
    void ordersFieldByField(String field, String expected) {
        int tag = Integer.parseInt(field.substring(0, field.indexOf('=')));
        var without = ORDER.replaceAll("(?<=^|\\|)" + tag + "=[^|]*\\|", "");
        var message = field.startsWith("35=") ? field + "|" + without : "35=D|" + without.replace("35=D|", "") + (field.endsWith("=") ? "" : field + "|");
        assertThat(shown(read(message, FixVersion.FIX_4_4))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "35=F|11=2|41=1|55=IBM|54=1|; cancel 2 1 ", "35=F|11=2|37=A7|; cancel 2  A7", "35=F|11=2|; S1 41", "35=F|41=1|; S1 11",
        "35=G|11=2|41=1|55=IBM|54=1|38=200|40=2|44=13|; replace 2 1 200 13", "35=G|11=2|41=1|40=2|44=13|; S1 38", "35=G|11=2|41=1|38=x|; S6 38",
        "35=G|11=2|41=1|38=0|40=2|; C99", "35=G|11=2|41=1|38=9|110=5|40=2|; C99", "35=H|11=1|; status 1 ", "35=H|37=A7|; status  A7", "35=H|; S1 11",
        "35=AF|584=q|585=7|; all q ", "35=AF|584=q|585=1|55=IBM|; all q IBM", "35=AF|584=q|585=1|; S1 55", "35=AF|584=q|585=8|; B0", "35=AF|585=7|; S1 584",
        "35=q|11=9|530=7|; cancel all 9 7 ", "35=q|11=9|530=1|55=IBM|; cancel all 9 1 IBM", "35=q|11=9|530=3|; M0", "35=q|11=9|530=7|54=8|; M0",
        "35=q|11=9|530=1|55=A_symbol_of_more_letters_than_any_has_that_an_order_here_could_be_for|; M0", "35=q|11=9|; S1 530", "35=8|37=1|; B3",
    })
    void otherMessages(String message, String expected) {
        assertThat(shown(read(message, FixVersion.FIX_4_4)).strip()).isEqualTo(expected.strip());
    }

    /// FIX 4.2 has fewer codes, and no mass requests.
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "35=D|11=1|1=ACC9|55=IBM|54=1|38=100|40=1|; O0", "35=D|11=1|1=ACC1|55=IBM|54=1|38=0|40=1|; O0", "35=G|11=2|41=1|38=0|40=2|; C2",
        "35=q|11=9|530=7|; B3", "35=AF|584=q|585=7|; B3"
    })
    void of42(String message, String expected) {
        assertThat(shown(read(message, FixVersion.FIX_4_2))).isEqualTo(expected);
    }

    @Test
    void aDropCopyTakesNoOrders() {
        var reader = new ClientReader(session(FixVersion.FIX_4_4, true));
        assertThat(shown(reader.read(FixMessage.of(ORDER)))).isEqualTo("B6");
    }

    /// Each text names the tag, and what is refused with an order names the mend.
    @Test
    void textsNameTheTag() {
        assertThat(read(ORDER.replace("38=100", "38=x"), FixVersion.FIX_4_4)).isInstanceOfSatisfying(
                Wanted.Unreadable.class, fault -> assertThat(fault.text()).contains("OrderQty(38)"));
        assertThat(read(ORDER.replace("40=2", "40=4"), FixVersion.FIX_4_4)).isInstanceOfSatisfying(
                Wanted.NoOrder.class, fault -> assertThat(fault.text()).contains("OrdType(40) 4", "send 1, 2 or 3"));
    }

    @Test
    void throwsForNoBytesAtAll() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var bytes = ORDER.replace('|', '\001').getBytes(StandardCharsets.ISO_8859_1);
            for (int spoiled = 0; spoiled < 4; spoiled++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            assertThatCode(() -> new ClientReader(session(FixVersion.FIX_4_4, false)).read(FixMessage.of(bytes)))
                    .as("seed 7, message %s", FixMessage.of(bytes)).doesNotThrowAnyException();
        }
    }
}
