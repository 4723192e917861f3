package dev.plumbline.adapter.fix.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.fix.replay.Scenario.Assertion;
import dev.plumbline.adapter.fix.replay.Scenario.Message;

/// Holds a scenario against the order state: its assertions, and, where it says that it converges, that the order and
/// the doubling of the broker's messages do not matter.
final class Certifier {
    static final int RANDOM_ORDERS = 5_000;

    private Certifier() {}

    /// @param line 0 where it is about the whole scenario
    record Failure(int line, String text) {}

    static List<Failure> assertions(Scenario scenario) {
        return assertions(scenario, Dialect.STANDARD);
    }

    static List<Failure> assertions(Scenario scenario, Dialect dialect) {
        var failures = new ArrayList<Failure>();
        var replay = new Replay(dialect);
        var checks = new Checks(replay);
        var last = Optional.<Replay.Played>empty();
        for (var line : scenario.lines()) {
            switch (line) {
                case Message message -> last = Optional.of(replay.play(message));
                case Scenario.Remark _, Scenario.Event _ -> {}
                case Assertion(int number, var text) -> {
                    var failure = checks.failure(text, last);
                    if (!failure.isEmpty()) failures.add(new Failure(number, "= " + text + ": " + failure));
                }
            }
        }
        return failures;
    }

    /// The first order of the broker's messages that ends in another state, empty where there is none.
    /// @param most as many orders are tried where there are too many to try them all
    static Optional<Failure> permuted(Scenario scenario, int most) {
        return permuted(scenario, most, Dialect.STANDARD);
    }

    static Optional<Failure> permuted(Scenario scenario, int most, Dialect dialect) {
        return new Permutations(scenario, dialect).firstThatDiffers(most);
    }
}
