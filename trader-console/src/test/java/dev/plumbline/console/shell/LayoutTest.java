package dev.plumbline.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Layout DESK = Layout.beside(
            0.7, Layout.above(0.6, Layout.tabs("orders"), Layout.tabs("executions", "positions")), Layout.tabs("ticket"));

    @Test
    void namesItsPanelsFromTheLeftAndTheTop() {
        assertThat(DESK.allPanels()).containsExactly("orders", "executions", "positions", "ticket");
    }

    @Test
    void keepsAllThatIsWanted() {
        assertThat(DESK.only(_ -> true)).isEqualTo(DESK);
    }

    @Test
    void aSplitWithOnePartLeftIsThatPart() {
        assertThat(DESK.only(id -> !id.equals("ticket")))
                .isEqualTo(Layout.above(0.6, Layout.tabs("orders"), Layout.tabs("executions", "positions")));
        assertThat(DESK.only("ticket"::equals)).isEqualTo(Layout.tabs("ticket"));
    }

    @Test
    void nothingWantedLeavesNoPanel() {
        assertThat(DESK.only(_ -> false).allPanels()).isEmpty();
    }

    @Test
    void aPanelThatIsNamedTwiceLiesInOnePlace() {
        var seen = new HashSet<String>();
        var twice = Layout.beside(0.5, Layout.tabs("orders"), Layout.tabs("orders", "ticket"));
        assertThat(twice.only(seen::add).allPanels()).containsExactly("orders", "ticket");
    }

    @Test
    void aFileThatNestsWithoutEndIsFlattened() {
        var deep = Layout.tabs("orders");
        for (int i = 0; i < 1_000; i++) deep = Layout.split(true, List.of(), List.of(deep, Layout.tabs("p" + i)));
        assertThat(deep.only(_ -> true).allPanels()).hasSize(1_001);
    }
}
