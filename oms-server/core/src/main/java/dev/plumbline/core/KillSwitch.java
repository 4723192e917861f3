package dev.plumbline.core;

/// What a person does with the kill switch. Asked at the door like a command ([Book#decide(KillSwitch, Rules)]), and a
/// fact once it is kept ([Book#switched]). `at` is nanoseconds since the epoch, UTC.
public sealed interface KillSwitch {
    Halt.Scope scope();

    /// Whose name it is done in: a claim of the program that asks, which nobody proves yet.
    String by();

    long at();

    /// Halts: never refused for who pulls, or why. Pulled again it changes nothing: the first one stands.
    record Pull(Halt.Scope scope, String by, String reason, long at) implements KillSwitch {
        public Pull {
            reason = Halt.bounded(reason);
        }

        public Halt halt() {
            return new Halt(scope, by, reason, at);
        }
    }

    /// Ends the halt of exactly that scope: others stay.
    ///
    /// @param pulledUntil the halt that was pulled then or before is meant, nanoseconds since the epoch: one that was pulled
    ///   later is another, of which whoever asks may not know
    record Release(Halt.Scope scope, String by, long pulledUntil, long at) implements KillSwitch {
        boolean means(Halt halt) {
            return halt.since() <= pulledUntil;
        }
    }
}
