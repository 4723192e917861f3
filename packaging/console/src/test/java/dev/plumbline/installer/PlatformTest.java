package dev.plumbline.installer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            LINUX,   0.1.0-SNAPSHOT, 0.1.0
            WINDOWS, 0.1.0-SNAPSHOT, 0.1.0
            MAC,     0.1.0-SNAPSHOT, 1.1.0
            MAC,     2.3.4,          2.3.4
            LINUX,   1.0.0-rc.1,     1.0.0
            """)
    void versionsAreNumbers(Platform platform, String maven, String version) {
        assertThat(platform.version(maven)).isEqualTo(version);
    }
}
