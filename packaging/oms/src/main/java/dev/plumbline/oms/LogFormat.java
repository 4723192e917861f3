package dev.plumbline.oms;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form of the log, by the variable `OMS_LOG_FORMAT`: text where it is not set. Of one that it does not know Logback makes no log at all.
final class LogFormat {
    static final String VARIABLE = "OMS_LOG_FORMAT";
    /// Each has a file `logback-NAME.xml`.
    static final List<String> ALL = List.of("text", "json");

    private LogFormat() {}

    /// What is wrong with it, with the mend, if anything is.
    static Optional<String> complaint(Map<String, String> environment) {
        var format = environment.getOrDefault(VARIABLE, ALL.getFirst());
        if (ALL.contains(format)) return Optional.empty();
        return Optional.of(VARIABLE + " is '" + format + "': must be " + String.join(" or ", ALL) + ", or not set");
    }
}
