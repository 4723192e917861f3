package dev.plumbline.server;

import java.time.Duration;
import java.util.function.Consumer;

import dev.plumbline.server.bus.HandOver;
import dev.plumbline.server.desk.DeskGateway;

/// What a server that acts does before it stops, where another one is there to go on: what takes long and can be done before, and from
/// then on it holds what it is asked for that one. Blocks.
record GivingAway(HandOver handOver, StandBy standBy, DeskGateway gateway) {
    /// So long the shards may take for their last answers.
    private static final Duration ANSWERS = Duration.ofSeconds(1);
    /// So long a server that has given its shards away stays for what it was asked.
    private static final Duration HELD = Duration.ofSeconds(5);

    /// While this server still acts.
    void begin(Asking asking, Lifetime life, Consumer<String> progress) {
        var laps = new Laps();
        progress.accept("giving the shards away");
        standBy.keepSoFar();
        laps.done("what the sessions have kept");
        Await.done(handOver.begin(gateway::retire), ANSWERS);
        asking.handOver(handOver);
        life.stopping();
        asking.awaitAnswers(ANSWERS);
        laps.done("the last answers");
        progress.accept("ready to give away: " + laps);
    }

    /// Once nothing acts here any more: until what was held is answered by the next one.
    static void end(Asking asking, StandBy standBy) {
        asking.handingOver().ifPresent(to -> to.await(standBy.hasGivenAway() ? HELD : Duration.ZERO));
    }
}
