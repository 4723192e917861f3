package dev.plumbline.console.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.filter.Filter.Ready;
import dev.plumbline.console.filter.Filter.Wrong;
import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Life;
import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request.Stage;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item.AlertItem;

/// Five orders, named A to E, and which of them a filter shows.
class FilterTest {
    private static final long NOW = Samples.AT + 300 * Values.SECOND;
    private static final Fields<Order> FIELDS = OrderFields.of(() -> NOW);

    /// A: NVDA buy 10,000 @187.40, 5,000 filled.   B: AAPL sell 300 @187.40, new.   C: NVDA buy market, sent 5 min ago.
    /// D: SAP short 12,500 @85.4, cancelled, late fill, TEST on XPAR.   E: NVAX buy 200 @1.25, partial, cancel sent.
    private static final List<Order> ORDERS = List.of(
            Samples.order("A", Side.BUY, 10_000, "NVDA", "187.40", 5_000, Life.OPEN, Stage.ACCEPTED),
            Samples.order("B", Side.SELL, 300, "AAPL", "187.40", 0, Life.OPEN, Stage.ACCEPTED),
            Samples.order("C", Side.BUY, 700, "NVDA", "", 0, Life.OPEN, Stage.SENT),
            late(Samples.order("D", Side.SELL_SHORT, 12_500, "SAP", "85.4", 100,
                    new Life(false, false, false, false, Life.End.CANCELED), Stage.ACCEPTED)),
            Samples.cancelSent(Samples.order("E", Side.BUY, 200, "NVAX", "1.25", 150, Life.OPEN, Stage.ACCEPTED)));

    private static Order late(Order order) {
        return new Order(
                order.key(), new BrokerSession("XPAR"), order.orderID(), new Account("TEST"), order.symbol(),
                order.side(), order.ordType(), order.timeInForce(), order.requests(), order.executions(), order.life(),
                order.toldCumQty(), order.flags().plus(Flag.LATE_FILL), order.enteredAt() - 3 * Values.HOUR,
                order.updatedAt(), "Filled Too Late");
    }

    private static String shown(String text) {
        return switch (Filter.parse(text, FIELDS)) {
            case Ready<Order> ready -> {
                var names = new StringBuilder();
                for (var order : ORDERS) if (ready.condition().test(order)) names.append(order.key().value());
                yield names.toString();
            }
            case Wrong<Order> wrong -> wrong.message();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "nothing", textBlock = """
            sym:NVDA                                | AC
            sym:nvda                                | AC
            sym:NV                                  | nothing
            sym:NV*                                 | ACE
            sym:?V*                                 | ACE
            symbol=NVDA                             | AC
            sym!=NVDA                               | BDE
            -sym:NV*                                | BD
            !sym:NVDA                               | BDE
            not sym:NVDA                            | BDE
            sym:NVDA,SAP                            | ACD
            sym:NVDA, SAP                           | ACD
            sym:"NV*"                               | nothing
            sym:NVDA st:partial qty>5000            | A
            side:buy (sym:NVDA or sym:AAPL)         | AC
            side:buy sym:NVDA or sym:AAPL           | ABC
            side:buy and sym:NVDA OR sym:AAPL       | ABC
            -(side:buy or sym:AAPL)                 | D
            side:short                              | D
            side:sell                               | B
            qty>5000                                | AD
            qty>5k                                  | AD
            qty > 5k                                | AD
            qty>=10,000                             | AD
            qty>12,499                              | D
            qty:300                                 | B
            qty:300, 700                            | BC
            qty:300,10000                           | AB
            qty:300..10k                            | ABC
            qty<0.3k                                | E
            qty<>300                                | ACDE
            filled:50%                              | A
            filled<50%                              | BCD
            filled<=50%                             | ABCD
            filled>74.9%                            | E
            filled>75%                              | nothing
            filled>=100                             | ADE
            leaves:0                                | D
            px>=187.4                               | AB
            limit:187.40                            | AB
            px<100                                  | DE
            has:px                                  | ABDE
            has:avg                                 | ADE
            avg>187                                 | A
            has:flag                                | D
            flag:LATE_FILL                          | D
            flag:latefill                           | D
            flag:late*                              | D
            is:flagged                              | D
            st:new                                  | B
            st:part                                 | AE
            st:PartiallyFilled                      | AE
            st:open                                 | ABCE
            is:open                                 | ABCE
            st:done                                 | D
            is:done                                 | D
            st:sent                                 | C
            st:cxlsent                              | E
            st:pending                              | CE
            is:pending                              | CE
            st:cancelled                            | D
            is:unknown                              | nothing
            is:stuck                                | CE
            acct:TEST                               | D
            -acct:TEST                              | ABCE
            broker:XPAR,XLON                        | D
            session:NYLON                           | ABCE
            id:B                                    | ABCDE
            clordid:c                               | C
            id:BC                                   | C
            type:mkt                                | C
            type:market                             | C
            tif:day                                 | ABCDE
            text:late                               | D
            time>14:30                              | ABCE
            time:14:31                              | ABCE
            time:14:31:07                           | ABCE
            time:14:31:07.4                         | ABCE
            time:14:31:07.5                         | nothing
            time<14:31:07.412                       | D
            time:11                                 | D
            time:11:00..12:00                       | D
            age>5m                                  | D
            age>=5m                                 | ABCDE
            age>1h30m                               | D
            age:1m..10m                             | ABCE
            late                                    | D
            "too late"                              | D
            "late too"                              | nothing
            partial                                 | AE
            "cxl sent"                              | E
            nvda buy                                | AC
            NV*                                     | ACE
            vda                                     | AC
            late px<187.4 filled<50%                | D
            14:30                                   | nothing
            """)
    void shows(String text, String expected) {
        assertThat(shown(text == null ? "" : text)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t \u00a0"})
    void showsEverythingWhereNothingIsAskedFor(String text) {
        assertThat(Filter.parse(text, FIELDS))
                .isInstanceOfSatisfying(Ready.class, ready -> assertThat(ready.isEverything()).isTrue());
        assertThat(shown(text)).isEqualTo("ABCDE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            smy:NVDA        | 0 | 3 | no field 'smy', did you mean 'sym'?                                   | sym:NVDA
            sym:A foo:1     | 6 | 3 | no field 'foo', put it in quotes to look for it as text               | sym:A foo:1
            qty>abc         | 4 | 3 | qty wants a number such as 5000 or 5k, not 'abc'                      | qty>abc
            qty>            | 4 | 0 | qty> wants a number such as 5000 or 5k                                | qty>
            qty>50%         | 4 | 3 | qty wants a number such as 5000 or 5k, not '50%' (no percent)         | qty>50%
            qty:12,500      | 4 | 6 | '12,500' may be one number or several, write '12500' or '12, 500'     | qty:12500
            qty>1,2         | 4 | 3 | qty> wants one value, not several                                     | qty>1,2
            qty>999999999999999999k | 4 | 19 | qty has 18 digits at most, '999999999999999999k' has more    | qty>999999999999999999k
            px:1..x         | 6 | 1 | px wants a price such as 187.4, not 'x'                               | px:1..x
            st:partail      | 3 | 7 | st knows no 'partail', did you mean 'partial'?                        | st:partial
            st:pend         | 3 | 4 | st knows no 'pend', it wants one of new, partial, filled, canceled, rejected, expired, open, done, pending, unknown, sent, cxlsent … | st:pend
            is:opne         | 3 | 4 | is knows no 'opne', did you mean 'open'?                              | is:open
            has:xyzzy       | 4 | 5 | no field 'xyzzy', put it in quotes to look for it as text             | has:xyzzy
            sym>NVDA        | 4 | 4 | sym is neither more nor less, write sym:NVDA                          | sym>NVDA
            time>25:00      | 5 | 5 | time wants a time (UTC) such as 14:30 or 14:30:05, not '25:00'        | time>25:00
            age>5           | 4 | 1 | age wants a duration such as 90s, 5m or 1h30m, not '5'                | age>5
            age:5m          | 4 | 2 | age grows all the time, write age>5m or age<5m                        | age:5m
            >5              | 0 | 1 | name the field before '>', such as qty>5000                           | >5
            (sym:A          | 0 | 1 | this '(' is not closed, add ')'                                       | (sym:A
            sym:A)          | 5 | 1 | this ')' closes nothing, leave it out                                 | sym:A)
            ()              | 0 | 2 | nothing stands between these parentheses                              | ()
            "abc            | 0 | 1 | this quote is not closed, add '"'                                     | "abc
            sym:A or        | 8 | 0 | 'or' wants a condition on each side                                   | sym:A or
            or sym:A        | 0 | 0 | 'or' wants a condition on each side                                   | or sym:A
            sym:A and       | 9 | 0 | 'and' wants a condition on each side                                  | sym:A and
            sym:A -         | 6 | 1 | '-' wants a condition after it                                        | sym:A -
            broker:X,       | 9 | 0 | broker: wants a text such as ABC or AB*                               | broker:X,
            """)
    void saysWhatIsWrongAndTheMend(String text, int at, int length, String message, String mended) {
        assertThat(Filter.parse(text, FIELDS)).isInstanceOfSatisfying(Wrong.class, wrong -> {
            assertThat(wrong.message()).isEqualTo(message);
            assertThat(wrong.at()).isEqualTo(at);
            assertThat(wrong.length()).isEqualTo(length);
            assertThat(wrong.mended(text)).isEqualTo(mended);
        });
    }

    @Test
    void saysWhetherWaitingAloneChangesWhatMatches() {
        assertThat(ready("age>5m").changesWithTime()).isTrue();
        assertThat(ready("is:stuck or sym:A").changesWithTime()).isTrue();
        assertThat(ready("time>14:30 is:open").changesWithTime()).isFalse();
    }

    private static Ready<Order> ready(String text) {
        return (Ready<Order>) Filter.parse(text, FIELDS);
    }

    @Test
    void boundsLengthAndDepth() {
        assertThat(shown("x".repeat(1_001))).isEqualTo("longer than 1000 characters, shorten it");
        assertThat(shown("(".repeat(500))).isEqualTo("nested deeper than 40, make it simpler");
        assertThat(shown("-".repeat(500) + "x")).isEqualTo("nested deeper than 40, make it simpler");
        assertThat(shown("(".repeat(40) + "sym:SAP" + ")".repeat(40))).isEqualTo("D");
        assertThat(shown("(sym:SAP) ".repeat(90))).isEqualTo("D");
    }

    @Test
    void knowsExecutions() {
        var order = ORDERS.getFirst();
        var live = Samples.execution(order, "X1", 100, "187.40");
        var bust = Samples.execution(order, "X2", 300, "187.41", Execution.State.BUSTED);
        var fields = ExecutionFields.of(() -> NOW);
        assertThat(List.of(live, bust)).filteredOn(condition("is:busted", fields)).containsExactly(bust);
        assertThat(List.of(live, bust)).filteredOn(condition("bust", fields)).containsExactly(bust);
        assertThat(List.of(live, bust)).filteredOn(condition("value<18,740.01 state:stands", fields)).containsExactly(live);
        assertThat(List.of(live, bust)).filteredOn(condition("id:x2 qty:300 side:buy", fields)).containsExactly(bust);
    }

    @Test
    void knowsPositions() {
        var longer = new Position(new Account("ALPHA"), new Symbol("NVDA"), Qty.of(100), Money.of("18740"), Money.of("-18740"));
        var flat = Position.flat(new Account("ALPHA"), new Symbol("SAP"));
        var fields = PositionFields.<Position>of(position -> position, _ -> Px.of("190.00"));
        assertThat(List.of(longer, flat)).filteredOn(condition("is:long", fields)).containsExactly(longer);
        assertThat(List.of(longer, flat)).filteredOn(condition("unrealised:260", fields)).containsExactly(longer);
        assertThat(List.of(longer, flat)).filteredOn(condition("is:flat", fields)).containsExactly(flat);
        assertThat(List.of(longer, flat)).filteredOn(condition("has:avg", fields)).containsExactly(longer);
    }

    @Test
    void knowsAlerts() {
        var warn = new AlertItem(AlertItem.WARN, "XLON is slow", "", Samples.AT);
        var alert = new AlertItem(AlertItem.ALERT, "Overfill of C7", "C7", Samples.AT);
        var fields = AlertFields.of(() -> NOW);
        assertThat(List.of(warn, alert)).filteredOn(condition("level:alert", fields)).containsExactly(alert);
        assertThat(List.of(warn, alert)).filteredOn(condition("slow", fields)).containsExactly(warn);
        assertThat(List.of(warn, alert)).filteredOn(condition("has:order", fields)).containsExactly(alert);
    }

    private static <T> Predicate<T> condition(String text, Fields<T> fields) {
        return ((Ready<T>) Filter.parse(text, fields)).condition();
    }
}
