package dev.plumbline.server.orders;

import dev.plumbline.core.Counts;

/// What a shard has counted since it started, and what it holds now: for metrics.
///
/// @param counts what became of the inputs: counted by the core
/// @param inputs reports, commands that were sent and silences: counted at the door
/// @param refused commands that were not sent
/// @param silences requests of which nothing was heard in time
/// @param questions order status requests, those of people included
/// @param unknownOrders orders with a request whose outcome is not known
/// @param notKept reports that were quarantined because too many wait already
public record Figures(
        Counts counts, long inputs, long refused, long silences, long questions, long unknownOrders, long notKept) {
    public static final Figures NONE = new Figures(Counts.NONE, 0, 0, 0, 0, 0, 0);

    public Figures plus(Figures other) {
        return new Figures(
                counts.plus(other.counts),
                inputs + other.inputs,
                refused + other.refused,
                silences + other.silences,
                questions + other.questions,
                unknownOrders + other.unknownOrders,
                notKept + other.notKept);
    }
}
