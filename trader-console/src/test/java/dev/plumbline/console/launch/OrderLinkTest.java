package dev.plumbline.console.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.core.ClOrdID;

class OrderLinkTest {
    private static final String X64 = "x".repeat(64);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plumbline://order/C1007               | C1007
            plumbline://order/20261129-007.a_b~c  | 20261129-007.a_b~c
            PlumbLine://Order/C1007               | C1007
            plumbline://order/%43%31              | C1
            plumbline://order/a%2fb%2Fc           | a/b/c
            plumbline://order/one%20order         | one order
            plumbline://order/100%25              | 100%
            plumbline://order/a:b@c;d=e,f+g       | a:b@c;d=e,f+g
            plumbline://order/%2e%2e              | ..
            plumbline://order/--connect           | --connect
            """)
    void readsTheOrder(String link, String clOrdID) {
        assertThat(OrderLink.parse(link).clOrdID()).isEqualTo(new ClOrdID(clOrdID));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ""                                    | looks like
            C1007                                 | looks like
            https://order/C1007                   | looks like
            plumbline:order/C1007                 | looks like
            plumbline://order                     | looks like
            plumbline://orders/C1007              | looks like
            plumbline://me@order/C1007            | looks like
            plumbline://order:80/C1007            | looks like
            plumbline://cancel/C1007              | looks like
            " plumbline://order/C1007"            | looks like
            plumbline://order/                    | names no order
            plumbline://order/C1/cancel           | must be written as
            plumbline://order/C1/                 | must be written as
            plumbline://order//C1                 | must be written as
            plumbline://order/C1?side=BUY         | must be written as
            plumbline://order/C1#top              | must be written as
            plumbline://order/C 1                 | must be written as
            "plumbline://order/C1\u0001"          | must be written as
            "plumbline://order/C1\t"              | must be written as
            "plumbline://order/C1\u202e"          | must be written as
            plumbline://order/Ä                   | must be written as
            plumbline://order/<b>                 | must be written as
            plumbline://order/%                   | two hexadecimal digits
            plumbline://order/C%4                 | two hexadecimal digits
            plumbline://order/C%4g                | two hexadecimal digits
            plumbline://order/%-1                 | two hexadecimal digits
            plumbline://order/%+1                 | two hexadecimal digits
            plumbline://order/%\uff14\uff11       | two hexadecimal digits
            plumbline://order/C%00                | no ClOrdID has
            plumbline://order/C%0A                | no ClOrdID has
            plumbline://order/C%01                | no ClOrdID has
            plumbline://order/C%7F                | no ClOrdID has
            plumbline://order/C%C3%A4             | no ClOrdID has
            plumbline://order/%20C1               | begins or ends with a blank
            plumbline://order/C1%20               | begins or ends with a blank
            """)
    void refusesWhatIsNoLink(String link, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderLink.parse(link)).withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            64, true
            65, false
            1000, false
            10000000, false
            """)
    void hasALength(int length, boolean isRead) {
        var link = "plumbline://order/" + "x".repeat(length);
        if (isRead) assertThat(OrderLink.parse(link).clOrdID().value()).isEqualTo(X64);
        else assertThatIllegalArgumentException().isThrownBy(() -> OrderLink.parse(link)).withMessageContaining("longer");
    }

    @Property
    void isReadAsItWasWritten(@ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = 64) String clOrdID) {
        var link = new OrderLink(new ClOrdID(clOrdID));
        assertThat(OrderLink.parse(link.toString())).isEqualTo(link);
    }

    /// Whatever comes, it is a link or it is refused with words: nothing else is thrown.
    @Property
    void anyTextIsALinkOrRefused(@ForAll String text) {
        var link = "plumbline://order/" + text;
        try {
            assertThat(OrderLink.parse(link).clOrdID().value()).matches("[!-~]([ -~]{0,62}[!-~])?");
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("the link");
        }
    }
}
