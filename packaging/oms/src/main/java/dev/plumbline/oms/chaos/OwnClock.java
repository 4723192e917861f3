package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.util.List;

/// A wall clock of a server's own, by the command `faketime`. What measures how long something takes is left as it is: no machine
/// gets that wrong by much.
final class OwnClock {
    /// Brokers that look at SendingTime(52) end a session beyond two minutes.
    static final int MOST_SECONDS = 110;

    private OwnClock() {}

    static boolean isThere() {
        try {
            return new ProcessBuilder("faketime", "-f", "+1s", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What the command of a member begins with.
    /// @param member from 0
    /// @param apart seconds: the first one is right, the others are ahead and behind in turn
    static List<String> of(int member, int apart) {
        if (apart == 0 || member == 0) return List.of();
        return List.of("env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", "%+ds".formatted(member % 2 == 1 ? apart : -apart));
    }
}
