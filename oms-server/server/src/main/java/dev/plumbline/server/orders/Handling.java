package dev.plumbline.server.orders;

import java.time.Duration;
import java.util.function.Function;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Chaining;

/// How shards deal with brokers.
///
/// @param unknownAfter so long nothing is heard of a request before it counts as unknown and the broker is asked
/// @param chaining which id the next request names: a matter of the broker's dialect
public record Handling(Duration unknownAfter, Function<BrokerSession, Chaining> chaining) {
    /// A broker that is well answers within a second or two; on a bad morning some need several.
    public static final Duration UNKNOWN_AFTER = Duration.ofSeconds(10);

    public static final Handling USUAL = after(UNKNOWN_AFTER);

    public static Handling after(Duration unknownAfter) {
        return new Handling(unknownAfter, _ -> Chaining.ACCEPTED);
    }
}
