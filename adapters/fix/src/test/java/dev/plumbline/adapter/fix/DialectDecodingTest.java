package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.Message;

import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.Dialects;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderLifecycle;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;

/// Each key of a dialect profile, at the decoder and at the encoder. Whole days are in `resources/dialects`.
class DialectDecodingTest {
    private static final BrokerSession SESSION = new BrokerSession("B");

    private static final List<Dialect> ALL = Dialects.names().stream().map(Dialects::of).toList();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
        exec-version  ; 17=a.1.01|150=F|32=5|31=9        ; a.1     TradeVersion[lastQty=5, lastPx=9, version=1]
        exec-version  ; 17=a.1.12|150=2|32=5|31=9        ; a.1     TradeVersion[lastQty=5, lastPx=9, version=12]
        exec-version  ; 17=a.1.02|19=a.1.01|150=G|32=4|31=9; a.1   TradeVersion[lastQty=4, lastPx=9, version=2]
        exec-version  ; 17=a.1.02|19=a.1.01|150=G|32=0|31=9; a.1   TradeVersion[lastQty=0, lastPx=9, version=2]
        exec-version  ; 17=a.2.01|19=a.1.03|150=H        ; a.2.01  TradeCancel[execRefID=a.1]
        exec-version  ; 17=a.1.x|150=F|32=5|31=9         ; a.1.x   Trade[lastQty=5, lastPx=9]
        exec-version  ; 17=E9|150=F|32=5|31=9            ; E9      Trade[lastQty=5, lastPx=9]
        exec-version  ; 17=.5|150=F|32=5|31=9            ; .5      Trade[lastQty=5, lastPx=9]
        exec-version  ; 17=a.1234567890|150=F|32=5|31=9  ; a.1234567890 Trade[lastQty=5, lastPx=9]
        cme           ; 17=82213:266458TN0000005|150=1|32=5|31=9; TN0000005 Trade[lastQty=5, lastPx=9]
        cme           ; 17=1234567890|19=abc1234567890|20=1|150=H; 234567890 TradeCancel[execRefID=234567890]
        cme           ; 17=x1|442=2|150=F|32=5|31=9|14=5 ; x1      Remark[]
        cme           ; 17=x1|442=2|150=?|32=-5          ; x1      Remark[]
        cme           ; 17=x1|442=3|150=F|32=5|31=9      ; x1      Trade[lastQty=5, lastPx=9]
        cumulative    ; 17=0|150=I|39=1|14=5|6=9         ; -       Executed[avgPx=9]
        cumulative    ; 17=7|150=F|39=1|14=5|6=9|32=2|31=8; 7      Executed[avgPx=9]
        cumulative    ; 17=7|150=F|39=1|14=5|32=2|31=8   ; 7       Trade[lastQty=2, lastPx=8]
        cumulative    ; 150=I|39=1|14=5|6=0              ; -       OrderStatus[]
        cumulative    ; 150=I|39=0|14=0|6=0              ; -       OrderStatus[]
        cumulative    ; 150=4|39=4|14=5|6=9              ; -       Executed[avgPx=9]
        cumulative    ; 150=C|39=C|14=5|6=9              ; -       Executed[avgPx=9]
        cumulative    ; 150=4|39=6|14=5|6=9              ; -       Canceled[]
        cumulative    ; 150=5|39=1|14=5|6=9              ; -       Replaced[]
        cumulative    ; 150=D|39=1|14=5|6=9              ; -       Restated[reason=-1]
        cumulative    ; 150=I|39=1|14=3|6=1.66666666666666; -      Executed[avgPx=1.66666667]
        standard      ; 17=E1|150=I|39=1|14=5|6=nonsense ; E1      OrderStatus[]
        """)
    void news(String dialect, String fields, String expected) {
        var report = read(Dialects.of(dialect), "35=8|11=X|" + fields);
        var id = report.execID().isNone() ? "-" : report.execID().value();
        assertThat(id + " " + report.news()).isEqualTo(expected.replaceAll(" +", " "));
    }

    @Test
    void aVersionSaysItsPrice() {
        assertThat(new ReportDecoder(Dialects.of("exec-version"))
                        .read(SESSION, FixMessage.of("35=8|11=X|17=a.02|19=a.01|150=G|32=4")))
                .isEqualTo(new Decoded.Unreadable(new ClOrdID("X"), "a version of a trade without LastPx(31)"));
    }

    /// OrderQty, CumQty and LeavesQty as they come, and OrderQty and CumQty as totals.
    @ParameterizedTest
    @CsvSource({
        "remaining, 39=0|38=100|14=0|151=100, 100, 0",
        "remaining, 39=1|38=60|14=40|151=60,  100, 40",
        "remaining, 39=1|38=100|14=40|151=60, 100, 40",
        "remaining, 39=2|38=0|14=100|151=0,   100, 100",
        "remaining, 39=E|38=60|14=40|151=60,  100, 40",
        "remaining, 39=4|38=60|14=40|151=0,   '',  40",
        "remaining, 39=1|38=60|14=40,         '',  40",
        "remaining, 39=8|38=100|14=0|151=0,   100, 0",
        "remaining, 39=1|38=60,               60,  ''",
        "day,       39=1|38=100|14=5|151=60,  100, 40",
        "day,       39=2|38=100|14=5|151=0,   100, 100",
        "day,       39=4|38=100|14=5|151=0,   100, ''",
        "day,       39=3|38=100|14=5|151=60,  100, ''",
        "day,       39=1|38=100|14=5,         100, ''",
        "day,       39=1|38=50|14=5|151=60,   50,  ''",
    })
    void toldInTotals(String dialect, String fields, String orderQty, String cumQty) throws IOException {
        var profile = dialect.equals("day") ? "cumQty: day" : "orderQty: remaining";
        var told = read(dialect(profile), "35=8|11=X|150=I|" + fields).told();
        assertThat(told.orderQty()).hasToString(orderQty);
        assertThat(told.cumQty()).hasToString(cumQty);
    }

    @ParameterizedTest
    @CsvSource({
        "150=F|39=2|38=10|32=0|14=0|31=9,  'Trade[lastQty=10, lastPx=9]',  10",
        "150=F|39=2|38=10|6=9,             'Trade[lastQty=10, lastPx=9]',  10",
        "150=F|39=2|38=10|32=4|14=0|31=9,  'Trade[lastQty=4, lastPx=9]',   10",
        "150=F|39=2|38=10|32=0|14=10|31=9, Remark[],                       10",
        "150=F|39=1|38=10|32=0|14=0|31=9,  Remark[],                       0",
        "150=F|39=2|32=0|14=0|31=9,        Remark[],                       0",
    })
    void filledOfZeroIsTheWholeOrder(String fields, String news, String cumQty) throws IOException {
        var report = read(dialect("filledOfZero: wholeOrder"), "35=8|11=X|" + fields);
        assertThat(report.news()).hasToString(news);
        assertThat(report.told().cumQty()).hasToString(cumQty);
    }

    @Test
    void codesOfABrokersOwn() throws IOException {
        var dialect = dialect("ordStatus: {CANCELLED: 4, \"2\": none}\nexecType: {X: C, \"4\": none}");
        assertThat(read(dialect, "35=8|11=X|150=X|39=CANCELLED").told().ordStatus()).isEqualTo(OrdStatus.CANCELED);
        assertThat(read(dialect, "35=8|11=X|150=X|39=2").told().ordStatus()).isEqualTo(OrdStatus.NONE);
        assertThat(read(dialect, "35=8|11=X|150=0|39=1").told().ordStatus()).isEqualTo(OrdStatus.PARTIALLY_FILLED);
        assertThat(read(dialect, "35=8|11=X|150=X|39=1").news()).hasToString("Expired[]");
        assertThat(new ReportDecoder(dialect).read(SESSION, FixMessage.of("35=8|11=X|150=4")))
                .isEqualTo(new Decoded.Unreadable(new ClOrdID("X"), "unknown ExecType(150): 4"));
    }

    @Test
    void idsThatMeanNone() throws IOException {
        var dialect = dialect("noID: [N/A]");
        assertThat(read(dialect, "35=8|150=0|11=X|37=N/A").orderID().isNone()).isTrue();
        assertThat(read(dialect, "35=8|150=0|11=X|37=NONE").orderID()).hasToString("NONE");
    }

    /// Chicago is 5 hours behind in summer and 6 in winter; SendingTime is of the session.
    @ParameterizedTest
    @CsvSource({
        "60=20240415-09:00:03.137000001, 2024-04-15T14:00:03.137000001Z",
        "60=20240115-09:00:03,           2024-01-15T15:00:03Z",
        "52=20240415-09:00:03,           2024-04-15T09:00:03Z",
        "60=20241103-01:30:00,           2024-11-03T06:30:00Z",
    })
    void aClockOnTheWall(String fields, Instant time) throws IOException {
        long nanos = read(dialect("transactTimeZone: America/Chicago"), "35=8|150=0|11=X|" + fields).transactTime();
        assertThat(Instant.ofEpochSecond(0, nanos)).isEqualTo(time);
    }

    @Test
    void aReplaceSaysWhatIsToRemain() {
        var order = executed(Orders.order("A", "O1"), 40);
        var remaining = Dialects.of("amend-remaining");
        assertThat(field(Orders.replace("B", order, 150, "13"), remaining, 38)).isEqualTo("110");
        assertThat(field(Orders.replace("B", order, 150, "13"), Dialect.STANDARD, 38)).isEqualTo("150");
        assertThat(field(Orders.cancel("B", order), remaining, 38)).isEqualTo("100");
        assertThatThrownBy(() -> field(Orders.replace("B", order, 40, "13"), remaining, 38))
                .hasMessage("OrderQty(38) says what is to remain to this broker, and of 40 nothing would:"
                        + " 40 are executed; cancel the order instead");
    }

    /// There and back: what we send is what a replay of our log makes of it.
    @Test
    void aReplaysReplaceIsTheTotalAgain() {
        var order = executed(Orders.order("A", "O1"), 40);
        var remaining = Dialects.of("amend-remaining");
        var sent = MessageEncoder.encode(Orders.replace("B", order, 150, "13"), remaining).toString();
        var read = new CommandDecoder(remaining, id -> id.equals(order.clOrdID()) ? order.cumQty() : Qty.ZERO)
                .read(SESSION, FixMessage.of(sent.substring(sent.indexOf("35="))));
        assertThat(read).isInstanceOfSatisfying(CommandDecoder.Sent.Read.class, command ->
                assertThat(((Command.Replace) command.command()).orderQty()).isEqualTo(Qty.of(150)));
    }

    @Test
    void chainedOptimistically() throws IOException {
        var order = OrderLifecycle.replaceSent(
                Orders.order("A", "O1"), new Command.Replace(
                        new ClOrdID("B"), new ClOrdID("A"), Qty.of(150), Px.of(13), Orders.AT));
        var optimistic = dialect("origClOrdID: optimistic");
        assertThat(field(Orders.cancel("C", order), Dialect.STANDARD, 41)).isEqualTo("A");
        assertThat(field(Orders.cancel("C", order), optimistic, 41)).isEqualTo("B");
        assertThat(field(Orders.replace("B", order, 150, "13"), optimistic, 41)).as("not itself").isEqualTo("A");
    }

    @Test
    void fieldsThatABrokerWants() throws IOException {
        var dialect = dialect("requestFields: {D: {528: A, 57: ALGO, 59: none}, F: {38: none}}");
        var order = MessageEncoder.encode(Orders.enter("A"), dialect);
        assertThat(order.toString()).contains("\001528=A\001").doesNotContain("\00159=");
        assertThat(order.getHeader().getOptionalString(57)).contains("ALGO");
        assertThat(field(Orders.cancel("B", Orders.order("A", "O1")), dialect, 38)).isEmpty();
        assertThat(field(Orders.replace("B", Orders.order("A", "O1"), 150, "13"), dialect, 528)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "seconds, 20261122-10:20:30",
        "millis,  20261122-10:20:30.123",
        "micros,  20261122-10:20:30.123456",
        "nanos,   20261122-10:20:30.123456789",
    })
    void timesToTheBrokersPrecision(String precision, String time) throws IOException {
        assertThat(field(Orders.enter("A"), dialect("transactTimePrecision: " + precision), 60)).isEqualTo(time);
    }

    /// P6, in every dialect.
    @Property(tries = 300)
    void noBytesThrow(@ForAll byte[] bytes) {
        for (var dialect : ALL) {
            assertThat(new ReportDecoder(dialect).read(SESSION, FixMessage.of(bytes))).isNotNull();
            assertThat(new CommandDecoder(dialect, _ -> Qty.of(1)).read(SESSION, FixMessage.of(bytes))).isNotNull();
        }
    }

    private static String field(Outbound outbound, Dialect dialect, int tag) {
        Message message = MessageEncoder.encode(outbound, dialect);
        return message.getOptionalString(tag).orElse("");
    }

    private static Order executed(Order order, int qty) {
        var fill = read(Dialect.STANDARD, "35=8|11=A|37=O1|17=E1|150=F|39=1|32=%d|31=12|14=%d".formatted(qty, qty));
        return OrderLifecycle.step(order, fill).order();
    }

    private Dialect dialect(String profile) throws IOException {
        return Dialects.of(Files.writeString(folder.resolve("my.yaml"), profile).toString());
    }

    private static Report read(Dialect dialect, String message) {
        var decoded = new ReportDecoder(dialect).read(SESSION, FixMessage.of(message));
        assertThat(decoded).isInstanceOf(Decoded.Read.class);
        return ((Decoded.Read) decoded).report();
    }
}
