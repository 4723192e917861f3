package dev.plumbline.console.checks;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import dev.plumbline.console.feed.ConsoleFeed;
import dev.plumbline.console.feed.NoAnswer;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Wish;

/// Asks what would become of a wish, without sending it. For the eye: the desk checks again what is sent.
public interface Checks {
    /// Completes on any thread, and always normally: trouble is an [Outcome.CannotBeAsked].
    CompletionStage<Outcome> check(Wish wish);

    /// Asks the desk, in the name of `user`.
    static Checks of(ConsoleFeed feed, String user) {
        return wish -> feed.question(new Check(UUID.randomUUID().toString(), user, wish))
                .<Outcome>thenApply(checked -> new Outcome.Answered(checked.lines()))
                .exceptionally(trouble -> new Outcome.CannotBeAsked(NoAnswer.why(trouble)));
    }

    /// What came of asking.
    sealed interface Outcome {
        record Answered(List<CheckLine> lines) implements Outcome {
            public Answered {
                lines = List.copyOf(lines);
            }
        }

        record CannotBeAsked(String why) implements Outcome {}
    }
}
