package dev.plumbline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.launch.Toolkit;

class ConsoleMainTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | true
            --connect 10.1.2.3:5801     | true
            --desk=main --help          | false
            -h                          | false
            -V                          | false
            plumbline://order/C1        | false
            """)
    void beginsTheToolkitWhereAWindowIsToOpen(String args, boolean begins) {
        assertThat(ConsoleMain.opensWindow(args.isEmpty() ? new String[0] : args.split(" "))).isEqualTo(begins);
    }

    @Test
    void aToolkitThatCannotBeginIsSaidAndNotWaitedFor() {
        var toolkit = Toolkit.begun(() -> {
            throw new UnsupportedOperationException("Unable to open DISPLAY");
        });
        assertThatThrownBy(toolkit::await).isInstanceOf(UnsupportedOperationException.class).hasMessage("Unable to open DISPLAY");
        Toolkit.begun(() -> false).await();
        Toolkit.notBegun().await();
    }
}
