package dev.plumbline.oms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class LogFormatTest {
    @Test
    void eachHasItsFile() {
        for (var format : LogFormat.ALL) assertThat(LogFormat.class.getResource("/logback-" + format + ".xml")).as(format).isNotNull();
    }

    @Test
    void oneThatThereIsNotIsTold() {
        assertThat(LogFormat.complaint(Map.of())).isEmpty();
        for (var format : LogFormat.ALL) assertThat(LogFormat.complaint(Map.of(LogFormat.VARIABLE, format))).isEmpty();
        assertThat(LogFormat.complaint(Map.of(LogFormat.VARIABLE, "jsno"))).contains("OMS_LOG_FORMAT is 'jsno': must be text or json, or not set");
        assertThat(LogFormat.complaint(Map.of(LogFormat.VARIABLE, ""))).isPresent();
    }
}
