package dev.plumbline.server.users;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Who has failed to log in how often. After [#FREE] failures in a row from one place a user waits there, twice as long after each
/// further one, an hour at most; somebody else who fails under that name keeps them out from elsewhere only after [#FREE_BY_NAME]. And
/// where so many have failed from one place within a minute, nobody is looked at from there for the rest of it. Pure: time is an argument,
/// nanoseconds that only grow. One thread. Bounded: the newest [#KEPT] names and places are remembered.
final class Attempts {
    static final int FREE = 5;
    static final int FREE_BY_NAME = 100;
    static final int PER_MINUTE = 30;
    static final int KEPT = 10_000;
    private static final long FIRST_WAIT = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_WAIT = TimeUnit.HOURS.toNanos(1);
    /// By name alone nobody is kept out for longer: that would be in anybody's hand.
    private static final long LONGEST_WAIT_BY_NAME = TimeUnit.MINUTES.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Map<Who, Failures> failures = newest();
    private final Map<String, Failures> byName = newest();
    private final Map<String, Crowd> places = newest();

    private record Who(String user, String place) {}

    private record Failures(int inARow, long waitsUntil) {
        Failures oneMore(int free, long longest, long now) {
            int row = inARow + 1;
            long wait = row < free ? 0 : Math.min(longest, FIRST_WAIT << Math.min(row - free, 10));
            return new Failures(row, now + wait);
        }
    }

    private static final Failures NONE = new Failures(0, 0);

    /// @param since when this minute began
    private record Crowd(long since, int failed) {}

    private static <K, V> Map<K, V> newest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > KEPT;
            }
        };
    }

    /// One more comes.
    /// @return why it is not looked at, for a person; empty where it is
    Optional<String> comes(String user, String place, long now) {
        if (crowd(place, now).failed >= PER_MINUTE) return Optional.of("too many failed log-ins from " + place + ": try again in a minute");
        return waits(failures.getOrDefault(new Who(user, place), NONE), FREE, user, now)
                .or(() -> waits(byName.getOrDefault(user, NONE), FREE_BY_NAME, user, now));
    }

    private static Optional<String> waits(Failures failed, int free, String user, long now) {
        if (failed.inARow < free || now - failed.waitsUntil >= 0) return Optional.empty();
        var wait = Duration.ofNanos(failed.waitsUntil - now);
        return Optional.of("too many failed log-ins of " + user + ": try again in " + (wait.toSeconds() + 1) + " s");
    }

    private Crowd crowd(String place, long now) {
        return Optional.ofNullable(places.get(place)).filter(last -> now - last.since < MINUTE).orElse(new Crowd(now, 0));
    }

    void failed(String user, String place, long now) {
        var crowd = crowd(place, now);
        places.put(place, new Crowd(crowd.since, crowd.failed + 1));
        failures.put(new Who(user, place), failures.getOrDefault(new Who(user, place), NONE).oneMore(FREE, LONGEST_WAIT, now));
        byName.put(user, byName.getOrDefault(user, NONE).oneMore(FREE_BY_NAME, LONGEST_WAIT_BY_NAME, now));
    }

    /// What was counted as failed was right.
    void succeeded(String user, String place) {
        failures.remove(new Who(user, place));
        byName.remove(user);
        var crowd = places.get(place);
        if (crowd != null && crowd.failed > 0) places.put(place, new Crowd(crowd.since, crowd.failed - 1));
    }
}
