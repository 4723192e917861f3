package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;

/// Bytes to reports, by rules 6, 7, 9 and 15.
class ReportDecoderTest {
    private static final BrokerSession SESSION = new BrokerSession("B");

    @ParameterizedTest
    @CsvSource({
        "150=0,                         New[]",
        "150=1|32=5|31=10,              'Trade[lastQty=5, lastPx=10]'",
        "150=2|20=0|32=5|31=-10,        'Trade[lastQty=5, lastPx=-10]'",
        "150=F|32=0|31=0,               Remark[]",
        "150=F,                         Remark[]",
        "150=F|20=3|32=5|31=10,         OrderStatus[]",
        "150=2|20=3|32=5|31=10,         OrderStatus[]",
        "150=I|39=2|14=9,               OrderStatus[]",
        "150=0|20=1|19=E1|32=5,         TradeCancel[execRefID=E1]",
        "150=H|19=E1|39=H,              TradeCancel[execRefID=E1]",
        "150=1|20=2|19=E1|32=5|31=9,    'TradeCorrect[execRefID=E1, lastQty=5, lastPx=9]'",
        "150=G|19=E1|32=5,              'TradeCorrect[execRefID=E1, lastQty=5, lastPx=]'",
        "150=7|32=5|31=10,              Stopped[]",
        "150=1|39=7|32=5|31=10|14=0,    Stopped[]",
        "150=1|39=7|32=5|31=10|14=5,    'Trade[lastQty=5, lastPx=10]'",
        "150=1|39=7|32=5|31=10,         'Trade[lastQty=5, lastPx=10]'",
        "150=F|442=2|32=5|31=10|14=5,   Remark[]",
        "150=F|442=3|32=5|31=10|14=5,   'Trade[lastQty=5, lastPx=10]'",
        "150=D|378=1,                   Restated[reason=1]",
        "150=D,                         Restated[reason=-1]",
        "150=8|39=8|103=too low,        Rejected[]",
        "150=L,                         Triggered[]",
    })
    void execTransTypeIsReadFirstThenExecType(String fields, String news) {
        assertThat(read("35=8|11=X|37=O1|17=E9|" + fields).news()).hasToString(news);
    }

    /// Commission(12), CommType(13), CommCurrency(479), and the MiscFees group(136).
    @ParameterizedTest
    @CsvSource({
        "15=USD,                                     'USD', ''",
        "12=2.5,                                     '', 'Commission ABSOLUTE 2.5 '",
        "15=USD|12=2.5|13=3|479=EUR,                 'USD', 'Commission ABSOLUTE 2.5 EUR'",
        "12=0.01|13=1,                               '', 'Commission PER_UNIT 0.01 '",
        "12=.05|13=2,                                '', 'Commission PERCENTAGE 0.05 '",
        "12=3|13=6,                                  '', ''",
        "12=free,                                    '', ''",
        "136=2|137=0.5|138=USD|139=4|137=-0.2|139=7, '', '4 ABSOLUTE 0.5 USD, 7 ABSOLUTE -0.2 '",
        "136=2|137=1|139=4|137=0.002|139=4|891=1,    '', '4 ABSOLUTE 1 , 4 PER_UNIT 0.002 '",
        "12=1|136=1|137=x|139=4,                     '', 'Commission ABSOLUTE 1 '",
    })
    void chargesAreReadWithATrade(String fields, String currency, String charges) {
        var report = read("35=8|11=X|37=O1|17=E9|150=F|32=5|31=10|" + fields);
        assertThat(report.currency().value()).isEqualTo(currency);
        assertThat(report.charges().stream()
                        .map(charge -> charge.type() + " " + charge.basis() + " " + charge.rate() + " " + charge.currency())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(charges);
    }

    /// On New it is what was agreed; on a bust, that of the trade that is gone.
    @ParameterizedTest
    @ValueSource(strings = {"150=0", "150=H|19=E1", "150=B"})
    void chargesOfOtherReportsAreNone(String fields) {
        var report = read("35=8|11=X|37=O1|17=E9|12=2.5|15=USD|" + fields);
        assertThat(report.charges()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "11=X,                          no MsgType(35)",
        "35=8|11=X,                     no ExecType(150)",
        "35=8|11=X|150=?,               unknown ExecType(150): ?",
        "35=8|11=X|150=10,              unknown ExecType(150): 10",
        "35=8|11=X|20=7|150=0,          unknown ExecTransType(20): 7",
        "35=8|11=X|150=F|32=-5|31=1,    LastQty(32) is negative: -5",
        "35=8|11=X|150=F|32=5|31=abc,   LastPx(31) cannot be read: not a number: 'abc'",
        "35=8|11=X|150=F|32=5,          a trade without LastPx(31)",
        "35=8|11=X|150=0|38=-1,         OrderQty(38) is negative: -1",
        "35=8|11=X|150=H,               a bust without ExecRefID(19)",
        "35=8|11=X|150=G|32=1,          a correction without ExecRefID(19)",
        "35=8|11=X|150=0|39=1|38=100|14=70|151=70, CumQty(14) 70 and LeavesQty(151) 70 are more than OrderQty(38) 100",
        "35=V|11=X,                     no message of a broker about an order: MsgType(35) is V",
    })
    void whatCannotBeReadSaysWhy(String message, String reason) {
        assertThat(ReportDecoder.decode(SESSION, FixMessage.of(message)))
                .isEqualTo(new Decoded.Unreadable(new ClOrdID("X"), reason));
    }

    @ParameterizedTest
    @CsvSource({
        "39=4|38=100|14=70|151=70",
        "39=2|38=10|14=10|151=10",
        "39=1|38=100|14=120|151=0",
        "39=1|14=70|151=70",
    })
    void figuresThatMayBeTrueAreRead(String fields) {
        assertThat(read("35=8|11=X|150=0|" + fields).clOrdID()).isEqualTo(new ClOrdID("X"));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NONE", "UNKNOWN"})
    void whatMeansNoIdIsNone(String none) {
        var report = read("35=8|150=I|11=X|41=" + none + "|37=" + none + "|17=" + none);
        assertThat(report.orderID()).isEqualTo(OrderID.NONE);
        assertThat(report.execID()).isEqualTo(ExecID.NONE);
        assertThat(report.origClOrdID()).isEqualTo(ClOrdID.NONE);
    }

    @Test
    void anOrigClOrdIDThatIsTheClOrdIDIsNoChain() {
        assertThat(read("35=8|150=0|11=X|41=X").origClOrdID()).isEqualTo(ClOrdID.NONE);
        assertThat(read("35=8|150=5|11=Y|41=X").origClOrdID()).isEqualTo(new ClOrdID("X"));
    }

    @ParameterizedTest
    @CsvSource({"5", "G", "H"})
    void codesOfEventsAreNoStatus(char code) {
        assertThat(read("35=8|150=0|39=" + code).told().ordStatus()).isEqualTo(OrdStatus.EVENT_CODE);
    }

    @Test
    void repeatingGroupsDoNotHideAField() {
        var report = read("35=8|11=X|453=2|448=A|447=D|452=1|448=B|447=D|452=3|150=F|32=5|31=10|1=ACC|1=OTHER|17=E");
        assertThat(report.told().account()).hasToString("ACC");
        assertThat(report.news()).isEqualTo(new News.Trade(Qty.of(5), Px.of(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "60=20240415-14:00:03,           2024-04-15T14:00:03Z",
        "60=20240415-14:00:03.137,       2024-04-15T14:00:03.137Z",
        "60=20240229-23:59:59.123456,    2024-02-29T23:59:59.123456Z",
        "60=20240415-14:00:03.123456789, 2024-04-15T14:00:03.123456789Z",
        "60=19700101-00:00:00,           1970-01-01T00:00:00Z",
        "60=yesterday|52=20240415-14:00:03, 2024-04-15T14:00:03Z",
        "52=20240415-14:00:09|122=20240415-14:00:03, 2024-04-15T14:00:03Z",
    })
    void readsTimestampsToTheNanosecond(String fields, Instant time) {
        long nanos = read("35=8|150=0|11=X|" + fields).transactTime();
        assertThat(Instant.ofEpochSecond(0, nanos)).isEqualTo(time);
    }

    @Test
    void judgesTheFrameWhereItIsThere() {
        var whole = "8=FIX.4.2|9=125|35=F|34=95|49=TIN|52=20240603-19:16:40.000|56=ZIN|11=TT1_C95|41=TT1_S94|1=TINACC|"
                + "54=2|55=DEMO|38=10|60=20240603-19:16:40.000|10=229|";
        assertThat(FixMessage.of(whole).fault()).isEmpty();
        assertThat(FixMessage.of(whole.replace('|', (char) 1)).fault()).isEmpty();
        assertThat(FixMessage.of(whole.replace("|", "^A")).fault()).isEmpty();
        assertThat(FixMessage.of(whole + " [main] sent").fault()).isEmpty();
        assertThat(FixMessage.of(whole.replace("38=10", "38=20")).fault()).isEqualTo("CheckSum(10) is 229, computed 230");
        assertThat(FixMessage.of(whole.replace("9=125", "9=126")).fault())
                .isEqualTo("BodyLength(9) is 126, counted 125");
        assertThat(FixMessage.of(whole.replace("9=125|", "")).fault()).isEmpty();
    }

    @Test
    void aDelimiterInsideDataIsData() {
        var message = FixMessage.of("35=8|95=8|96=a|11=b|x|11=X|150=0|");
        assertThat(message.text(96)).isEqualTo("a|11=b|x");
        assertThat(FixMessage.of("35=8\u000158=a|11=b^A\u000111=X\u0001").text(58)).isEqualTo("a|11=b^A");
        assertThat(FixMessage.of("35=8\u000158=a|11=b^A\u000111=X\u0001").text(11)).isEqualTo("X");
    }

    @Test
    void aRejectedMessageIsNamedByItsNumber() {
        var sent = new SentMessages();
        sent.sent(7, new ClOrdID("X"));
        var reject = read("35=3|45=7|372=G|58=no");
        assertThat(reject.news()).isEqualTo(new News.RequestRejected("G", 7));
        assertThat(sent.named(reject).clOrdID()).isEqualTo(new ClOrdID("X"));
        assertThat(sent.named(read("35=3|45=8|372=G")).clOrdID()).isEqualTo(ClOrdID.NONE);
        assertThat(read("35=j|45=7|372=G|379=Y|380=6").clOrdID()).isEqualTo(new ClOrdID("Y"));
    }

    @Test
    void readsOurOwnMessages() {
        assertThat(CommandDecoder.decode(SESSION, FixMessage.of("35=G|97=Y|11=Y|41=X|38=50|44=9.5|60=19700101-00:00:01|")))
                .isEqualTo(new CommandDecoder.Sent.Read(
                        new Command.Replace(
                                new ClOrdID("Y"), new ClOrdID("X"), Qty.of(50), Px.of("9.5"), 1_000_000_000L),
                        true));
        assertThat(CommandDecoder.decode(SESSION, FixMessage.of("35=AF|")))
                .isEqualTo(new CommandDecoder.Sent.AboutNoOrder());
        assertThat(CommandDecoder.decode(SESSION, FixMessage.of("35=D|11=X|38=many|")))
                .isInstanceOf(CommandDecoder.Sent.Unreadable.class);
    }

    /// P6.
    @Property
    void p6_noBytesThrow(@ForAll byte[] bytes) {
        var message = FixMessage.of(bytes);
        assertThat(ReportDecoder.decode(SESSION, message)).isNotNull();
        assertThat(CommandDecoder.decode(SESSION, message)).isNotNull();
        assertThat(message.fault()).isNotNull();
    }

    /// P6.
    @Property
    void p6_noFieldsThrow(@ForAll("fields") String fields) {
        assertThat(ReportDecoder.decode(SESSION, FixMessage.of("35=8|" + fields))).isNotNull();
        assertThat(CommandDecoder.decode(SESSION, FixMessage.of("35=D|" + fields))).isNotNull();
    }

    @Provide
    Arbitrary<String> fields() {
        var tags = Arbitraries.of(8, 9, 10, 11, 14, 19, 20, 31, 32, 37, 38, 39, 41, 44, 60, 95, 96, 150, 151);
        var values = Arbitraries.of("", "0", "-1", "F", "2", "1e9", "9999999999999999999", ".", "20240230-25:61:61")
                .edgeCases(edges -> edges.none());
        return Combinators.combine(tags, values).as((tag, value) -> tag + "=" + value + "|")
                .list().ofMaxSize(12).map(list -> String.join("", list));
    }

    private static Report read(String message) {
        var decoded = ReportDecoder.decode(SESSION, FixMessage.of(message));
        assertThat(decoded).isInstanceOf(Decoded.Read.class);
        return ((Decoded.Read) decoded).report();
    }
}
