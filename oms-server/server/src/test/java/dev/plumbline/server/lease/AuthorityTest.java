package dev.plumbline.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {
    private static final long SPAN = 2_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            servers | majority | refusals that keep one from it
            1       | 1        | 1
            2       | 2        | 1
            3       | 2        | 2
            4       | 3        | 2
            5       | 3        | 3
            """, useHeadersInDisplayName = true)
    void soManyAreAMajority(int servers, int majority, int refusals) {
        assertThat(terms(servers).majority()).isEqualTo(majority);
        assertThat(terms(servers).refusals()).isEqualTo(refusals);
    }

    @Test
    void whoIsAloneLeansOnNobody() {
        assertThat(new Authority(terms(1)).holds(0)).isTrue();
    }

    @Test
    void withoutAnAnswerNothingHolds() {
        assertThat(new Authority(terms(2)).holds(0)).isFalse();
    }

    @Test
    void aRenewalHoldsASpanFromTheQuestion() {
        var authority = new Authority(terms(3));
        authority.renewed(100);
        assertThat(authority.holds(100 + SPAN - 1)).isTrue();
        assertThat(authority.holds(100 + SPAN)).isFalse();
    }

    @Test
    void anAnswerThatOvertookAnotherTakesNothingAway() {
        var authority = new Authority(terms(3));
        authority.renewed(900);
        authority.renewed(100);
        assertThat(authority.holds(900 + SPAN - 1)).isTrue();
    }

    @Test
    void promisesHoldAsLongAsTheOldestThatTheMajorityNeeds() {
        var authority = new Authority(terms(5));
        authority.promised("S2", 500);
        assertThat(authority.holds(500)).as("two of five").isFalse();
        authority.promised("S3", 100);
        assertThat(authority.holds(100 + SPAN - 1)).isTrue();
        assertThat(authority.holds(100 + SPAN)).isFalse();
        authority.promised("S4", 900);
        assertThat(authority.holds(500 + SPAN - 1)).as("the third of five").isTrue();
        assertThat(authority.holds(500 + SPAN)).isFalse();
    }

    @Test
    void theBetterOfTheTwoCounts() {
        var authority = new Authority(terms(3));
        authority.renewed(100);
        authority.promised("S2", 700);
        assertThat(authority.holds(700 + SPAN - 1)).isTrue();
        authority.renewed(1_500);
        assertThat(authority.holds(1_500 + SPAN - 1)).isTrue();
    }

    @Test
    void whatIsOverIsNotBroughtBackByAnAnswerOnItsWay() {
        var authority = new Authority(terms(3));
        authority.renewed(100);
        authority.over();
        authority.renewed(200);
        authority.promised("S2", 200);
        assertThat(authority.holds(201)).isFalse();
    }

    /// As `nanoTime` may.
    @Test
    void theClockMayOverflow() {
        var authority = new Authority(terms(2));
        authority.renewed(Long.MAX_VALUE - 10);
        assertThat(authority.holds(Long.MIN_VALUE + SPAN - 100)).isTrue();
        assertThat(authority.holds(Long.MIN_VALUE + SPAN)).isFalse();
    }

    private static LeaseTerms terms(int servers) {
        var names = new TreeSet<String>();
        IntStream.rangeClosed(1, servers).forEach(number -> names.add("S" + number));
        return new LeaseTerms(names, Duration.ofNanos(SPAN));
    }
}
