package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.core.Order;
import dev.plumbline.core.Side;

/// Orders come and go while a person looks at those that a cancel is for. No toolkit.
class CancelPreviewTest {
    private static final Order C1 = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");
    private static final Order C1_LESS = Samples.order("C1", Side.BUY, 900, "NVDA", "187.40");
    private static final Order C2 = Samples.order("C2", Side.BUY, 2000, "NVDA", "187.40");
    private static final Order C3 = Samples.order("C3", Side.SELL, 5000, "SAP", "85.40");
    private static final Order C4 = Samples.order("C4", Side.SELL, 100, "SAP", "85.40");

    private final CancelPreview preview = new CancelPreview();

    @BeforeEach
    void begin() {
        preview.begin(List.of(C1, C2));
    }

    private List<String> shown() {
        return ids(preview.rows());
    }

    private static List<String> ids(List<Wave.Each> all) {
        return all.stream().map(each -> each.order.clOrdID().value()).toList();
    }

    private void look(double seconds, Order... orders) {
        preview.look(List.of(orders), nanos(seconds));
    }

    private List<String> press(double seconds, Order... orders) {
        return preview.press(List.of(orders), nanos(seconds)).map(CancelPreviewTest::ids).orElse(List.of());
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * Duration.ofSeconds(1).toNanos());
    }

    @Test
    void whatIsShownAtOnceIsSentAtOnce() {
        assertThat(press(0.1, C1, C2)).containsExactly("C1", "C2");
        assertThat(preview.notice().get()).isEmpty();
    }

    @Test
    void thoseThatCameAreFirstAndSaySo() {
        look(1, C1, C2, C3);
        look(2, C1, C2, C3, C4);
        assertThat(shown()).containsExactly("C4", "C3", "C1", "C2");
        assertThat(preview.rows()).extracting(row -> row.status.get().text())
                .containsExactly("came while this was open", "came while this was open", "", "");
        assertThat(press(3, C1, C2, C3, C4)).containsExactly("C4", "C3", "C1", "C2");
    }

    @Test
    void thoseThatAreOverGoAndTheOthersKeepTheirRows() {
        var second = preview.rows().getLast();
        look(1, C1_LESS, C2);
        assertThat(preview.orders()).containsExactly(C1_LESS, C2);
        assertThat(preview.rows().getLast()).isSameAs(second);
        look(2, C2);
        assertThat(preview.rows()).containsExactly(second);
        assertThat(press(2.1, C2)).as("what goes needs no second look").containsExactly("C2");
    }

    /// Whether a look showed it a moment ago or the press itself finds it.
    @Test
    void whatNobodyCanHaveSeenIsShownFirst() {
        look(1, C1, C2, C3);
        assertThat(press(1.5, C1, C2, C3, C4)).isEmpty();
        assertThat(shown()).containsExactly("C4", "C3", "C1", "C2");
        assertThat(preview.notice().get()).isEqualTo("⚠ 2 orders came just now, first in the list. Nothing is sent yet: press"
                + " again to cancel what is shown.");
        assertThat(press(1.8, C1, C2, C3, C4)).containsExactly("C4", "C3", "C1", "C2");
    }

    @Test
    void theSecondPressGoesToWhatIsShownThoughMoreCome() {
        assertThat(press(1, C1, C2, C3)).isEmpty();
        assertThat(press(1.5, C2, C3, C4)).as("C1 is over, C4 was not shown").containsExactly("C3", "C2");
        assertThat(preview.notice().get()).isEqualTo("⚠ 1 order came as you pressed, and is not cancelled.");
    }

    @Test
    void aPressLongAgoCountsNoMore() {
        assertThat(press(1, C1, C2, C3)).isEmpty();
        assertThat(press(12, C1, C2, C3, C4)).isEmpty();
        assertThat(shown()).startsWith("C4");
    }

    @Test
    void anotherChoiceBeginsAnew() {
        assertThat(press(1, C1, C2, C3)).isEmpty();
        preview.begin(List.of(C3));
        assertThat(preview.notice().get()).isEmpty();
        assertThat(press(1.1, C3, C4)).as("C4 was not shown").isEmpty();
    }
}
