package dev.plumbline.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.core.Account;
import dev.plumbline.wire.DeskMessage.Wish;

/// What a trader types, and what is read from it. The last column: account and broker, where the line says them.
class OrderLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            buy 500 NVDA @187.42 day                     | BUY 500 NVDA @ 187.42 DAY
            sell 1.5k SAP.DE mkt ioc                     | SELL 1,500 SAP.DE MKT IOC
            b 5k nvda 187.42                             | BUY 5,000 NVDA @ 187.42 DAY
            sell 1.5m SAP mkt ioc acct:ALPHA broker:XLON | SELL 1,500,000 SAP MKT IOC → ALPHA via XLON
            short 400 TSLA @ 279.3 gtc                   | SHORT 400 TSLA @ 279.30 GTC
            sell short 400 TSLA 279.3                    | SHORT 400 TSLA @ 279.30 DAY
            h 400 TSLA 279.3                             | SHORT 400 TSLA @ 279.30 DAY
            BUY 12,500 nvda at 1,187.4 FOK               | BUY 12,500 NVDA @ 1,187.40 FOK
            buy nvda 500 187.42                          | BUY 500 NVDA @ 187.42 DAY
            buy gtc lmt acct=MACRO 500 nvda 187.42       | BUY 500 NVDA @ 187.42 GTC → MACRO
            sell 500 NVDA stp 180                        | SELL 500 NVDA STP 180.00 DAY
            sell 500 NVDA stop @180 via:NYLON            | SELL 500 NVDA STP 180.00 DAY via NYLON
            buy 500 NVDA@187.42                          | BUY 500 NVDA @ 187.42 DAY
            buy @187.42 500 NVDA                         | BUY 500 NVDA @ 187.42 DAY
            buy 10 CRUDE -37.63                          | BUY 10 CRUDE @ -37.63 DAY
            buy 0.25 BTC/USD 60000.123456                | BUY 0.25 BTC/USD @ 60000.123456 DAY
            buy 500 7203.T 2100                          | BUY 500 7203.T @ 2,100.00 DAY
            buy 500 sym:700 320                          | BUY 500 700 @ 320.00 DAY
            buy 500 LMT 460                              | BUY 500 LMT @ 460.00 DAY
            buy 500 LMT lmt 460 gtc                      | BUY 500 LMT @ 460.00 GTC
            buy 500 lmt nvda 460                         | BUY 500 NVDA @ 460.00 DAY
            buy 500 DAY mkt day                          | BUY 500 DAY MKT DAY
            """)
    void orders(String line, String expected) {
        assertThat(words(OrderLine.parse(line))).isEqualTo(expected);
        assertThat(words(OrderLine.parse("  " + line + "  "))).as("with blanks around").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            |buy, sell or short …
             |buy, sell or short …
            se|buy, sell or short …
            buy|… quantity symbol @ price or mkt
            buy 500|… symbol @ price or mkt
            buy nvda|… quantity @ price or mkt
            buy 500 nvda|… @ price or mkt
            buy 500 nvda lmt|… @ price
            buy 500 nvda stp|… stop price
            buy 500 nvda @|… price
            buy 500 nvda 187 @|… price
            buy 500 nvda @-|… price
            buy .|… quantity
            buy 500 nvda 187 g|… gtc
            buy 500 nvda 187 m|… mkt or market
            buy 500 nvda 187 acct:|… account
            buy mkt|… quantity @ price or mkt
            """)
    void notYet(String line, String missing) {
        assertThat(OrderLine.parse(line == null ? "" : line)).isEqualTo(new OrderLine.NotYet(missing));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            nvda 500|0|begin with buy, sell or short
            se |0|begin with buy, sell or short
            buy 5kk nvda|4|no quantity: '5kk'; type 5000, 5k or 1.5m
            buy 0 nvda 5|4|the quantity must be above 0
            buy -5 nvda 5|4|no quantity: '-5'; type 5000, 5k or 1.5m
            buy 500 nvda 187,42|13|no price: '187,42'
            buy 500 nvda @abc|14|no price: 'abc'
            buy 500 nvda 187 188|17|two prices, 187 and 188; leave one out
            buy 500 nvda sap 188|13|'sap' is not understood; the symbol is NVDA already
            buy 500 nvda 187 g |17|'g' is not understood; the symbol is NVDA already
            buy 500 nvda 187 mkt|13|a market order has no price; leave 187 out, or mkt
            buy 500 nvda 187 lmt stp|21|two order types; leave one out
            buy 500 nvda 187 day gtc|21|two times in force; leave one out
            buy 500 nvda 187 stplmt|17|a stop-limit order cannot be sent yet; use lmt or stp
            buy 500 nvda 187 gtd|17|GTD cannot be sent yet; use gtc or day
            buy 500 nvda 187 acct: day|17|nothing behind acct:
            buy 500 nvda 187 desk:X|17|'desk:X' is not understood; there is acct:, broker: and sym:
            buy 500 nv!da 187|8|no symbol: 'nv!da'
            buy 999999999999999m nvda|4|no quantity: '999999999999999m'; type 5000, 5k or 1.5m
            """)
    void wrong(String line, int at, String why) {
        assertThat(OrderLine.parse(line)).isEqualTo(new OrderLine.Wrong(at, why));
    }

    @Test
    void aVeryLongLineIsNoOrder() {
        assertThat(OrderLine.parse("buy 500 nvda @187 ".repeat(20))).isInstanceOf(OrderLine.Wrong.class);
    }

    @Test
    void noLineThrowsAndEachPositionIsInTheLine() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var line = random.nextBoolean() ? anyLetters(random) : anyWords(random);
            assertThatCode(() -> {
                if (OrderLine.parse(line) instanceof OrderLine.Wrong(var at, var why))
                    assertThat(at >= 0 && at < line.length() && !why.isEmpty()).isTrue();
            }).as("seed %d: '%s'", seed, line).doesNotThrowAnyException();
        }
    }

    private static String anyLetters(Random random) {
        var line = new StringBuilder();
        for (int length = random.nextInt(30); length > 0; length--) line.append((char) random.nextInt(0x250));
        return line.toString();
    }

    private static String anyWords(Random random) {
        var words = new String[] {
            "buy", "sell", "short", "500", "5k", "1.5m", "-3", ".", ",", "nvda", "LMT", "day", "gtc", "mkt", "stp", "@",
            "at", "@187.42", "acct:", "acct:A", "broker:=", ":", "=", "sym:7", "sym:", "99999999999999999999", "k", "-"
        };
        var line = new StringBuilder();
        for (int count = random.nextInt(9); count > 0; count--)
            line.append(words[random.nextInt(words.length)]).append(random.nextInt(5) == 0 ? "" : " ");
        return line.toString();
    }

    private static String words(OrderLine line) {
        if (!(line instanceof OrderLine.Ready ready)) return line.toString();
        var wish = new Wish.Enter(
                ready.session(), new Account(ready.account()), ready.symbol(), ready.side(),
                ready.orderQty(), ready.ordType(), ready.price(), ready.timeInForce());
        return Words.terms(wish) + Words.whereTo(wish);
    }
}
