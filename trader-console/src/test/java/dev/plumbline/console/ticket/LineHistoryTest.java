package dev.plumbline.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineHistoryTest {
    private final LineHistory history = new LineHistory();

    @Test
    void bringsLinesBackAndTheDraftToo() {
        history.keep("one");
        history.keep("two");
        assertThat(history.older("dra")).isEqualTo("two");
        assertThat(history.older("two")).isEqualTo("one");
        assertThat(history.older("one")).as("the oldest stays").isEqualTo("one");
        assertThat(history.newer("one")).isEqualTo("two");
        assertThat(history.newer("two")).isEqualTo("dra");
        assertThat(history.newer("dra")).isEqualTo("dra");
    }

    @Test
    void keepsFiftyEachOnceAndNoBlankOnes() {
        for (int i = 0; i < 60; i++) history.keep("line " + i);
        history.keep("line 59");
        history.keep("  ");
        var line = "";
        for (int i = 0; i < 49; i++) line = history.older(line);
        assertThat(line).isEqualTo("line 11");
        assertThat(history.older(line)).isEqualTo("line 10");
        assertThat(history.older("line 10")).isEqualTo("line 10");
    }
}
