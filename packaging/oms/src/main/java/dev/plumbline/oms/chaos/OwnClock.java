package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import dev.plumbline.server.config.ConfigException;

/// A wall clock of a server's own, by the library of the command `faketime`. What measures how long something takes is left as it is:
/// no machine gets that wrong by much.
final class OwnClock {
    /// Brokers that look at SendingTime(52) end a session beyond two minutes.
    static final int MOST_SECONDS = 110;

    private static final String PRELOAD = "LD_PRELOAD=";

    private OwnClock() {}

    static boolean isThere() {
        return preload().isPresent();
    }

    /// The command itself stays beside what it starts, and would be killed in its place: so it is only asked where its library is.
    private static Optional<String> preload() {
        try {
            var asked = new ProcessBuilder("faketime", "-f", "+1s", "env").start();
            var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines().filter(line -> line.startsWith(PRELOAD)).findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// What the command of a member begins with.
    /// @param member from 0
    /// @param apart seconds: the first one is right, the others are ahead and behind in turn
    static List<String> of(int member, int apart) {
        if (apart == 0 || member == 0) return List.of();
        var preload = preload().orElseThrow(() -> new ConfigException("the command faketime is not on this machine"));
        return List.of("env", preload, "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME=%+ds".formatted(member % 2 == 1 ? apart : -apart));
    }
}
