package dev.plumbline.server.users;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Who has failed to log in how often: after [#FREE] failures in a row a user waits, twice as long after each further one, an hour at
/// most; and where so many have failed from one place within a minute, nobody is looked at from there for the rest of it. Pure: time is an argument, nanoseconds that only grow. One thread. Bounded: of
/// what is tried, the newest [#KEPT] names and places are remembered.
final class Attempts {
    static final int FREE = 5;
    static final int PER_MINUTE = 30;
    static final int KEPT = 10_000;
    private static final long FIRST_WAIT = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_WAIT = TimeUnit.HOURS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Failures> failures = newest();
    private final Map<String, Crowd> places = newest();

    private record Failures(int inARow, long waitsUntil) {}

    /// @param since when this minute began
    private record Crowd(long since, int failed) {}

    private static <V> Map<String, V> newest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > KEPT;
            }
        };
    }

    /// One more comes.
    /// @return why it is not looked at, for a person; empty where it is
    Optional<String> comes(String user, String place, long now) {
        if (crowd(place, now).failed >= PER_MINUTE) return Optional.of("too many failed log-ins from " + place + ": try again in a minute");
        var failed = failures.get(user);
        if (failed == null || failed.inARow < FREE || now - failed.waitsUntil >= 0) return Optional.empty();
        var wait = Duration.ofNanos(failed.waitsUntil - now);
        return Optional.of("too many failed log-ins of " + user + ": try again in " + (wait.toSeconds() + 1) + " s");
    }

    private Crowd crowd(String place, long now) {
        return Optional.ofNullable(places.get(place)).filter(last -> now - last.since < MINUTE).orElse(new Crowd(now, 0));
    }

    /// @return how often in a row by now
    int failed(String user, String place, long now) {
        var crowd = crowd(place, now);
        places.put(place, new Crowd(crowd.since, crowd.failed + 1));
        var before = failures.get(user);
        int inARow = before == null ? 1 : before.inARow + 1;
        long wait = inARow < FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(inARow - FREE, 10));
        failures.put(user, new Failures(inARow, now + wait));
        return inARow;
    }

    void succeeded(String user) {
        failures.remove(user);
    }
}
