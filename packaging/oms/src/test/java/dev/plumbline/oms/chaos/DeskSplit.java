package dev.plumbline.oms.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.core.ThrowingRunnable;

import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// What [DeskSplitTest] starts in a network of its own: two servers and two desks of consoles, each on a machine of its own as far as
/// the network goes. The desk cluster is parted in two and healed, and then a desk is cut off alone.
final class DeskSplit implements AutoCloseable {
    static final String WELL = "all is well";
    private static final int A = 0;
    private static final int B = 1;
    private static final int DESK_OF_A = 2;
    private static final int DESK_OF_B = 3;
    private static final int CONSOLES = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path logs;
    private final OwnNetwork network = new OwnNetwork(4);
    private final List<Runnable> ends = new ArrayList<>();
    private final Seen a = new Seen();
    private final Seen b = new Seen();

    private DeskSplit(Path logs) {
        this.logs = logs;
    }

    /// What a server has said last.
    private static final class Seen {
        private volatile String state = "";

        void assertIs(String servers, int consoles) {
            assertThat(state).isEqualTo("servers " + servers + " consoles " + consoles + " registered clean");
        }

        /// Consoles are there, and nobody acts who would let them in: they listen to nothing.
        void assertLetsNobodyIn(String servers, int consoles) {
            assertThat(state).isEqualTo("servers " + servers + " consoles " + consoles + " clean");
        }
    }

    /// @param arguments a folder for logs
    public static void main(String[] arguments) {
        try (var split = new DeskSplit(Path.of(arguments[0]))) {
            split.run();
        }
        System.out.println(WELL);
    }

    private void run() {
        var acting = serve(A, a);
        eventually("A is up", () -> a.assertIs("[A]", 0));
        serve(B, b);
        eventually("both are up", () -> a.assertIs("[A, B]", 0));
        var desk = desk(DESK_OF_A, A);
        var other = desk(DESK_OF_B, B);
        eventually("all consoles are there", () -> assertTogether(desk, other));

        halves(A, DESK_OF_A, B, DESK_OF_B);
        eventually("parted: B's desk shows that it hears nothing", () -> assertThat(other.areNone(Phase.LIVE)).isTrue());
        acting.tell("while parted");
        eventually("parted: A's desk goes on", () -> assertThat(desk.haveHeard("while parted")).isTrue());
        eventually("parted: A has forgotten B and its desk", () -> a.assertIs("[A]", CONSOLES));
        eventually("parted: B has forgotten A and its desk", () -> b.assertLetsNobodyIn("[B]", CONSOLES));
        assertThat(other.hasOneHeard("while parted")).isFalse();
        desk.seen();
        other.seen();

        network.heal();
        eventually("healed: all are together again", () -> assertTogether(desk, other));
        assertThat(other.seen()).as("took the picture anew").contains(Phase.LOADING);
        assertThat(other.haveHeard("while parted")).isTrue();
        assertThat(desk.seen()).as("A's desk did not notice").doesNotContain(Phase.DISCONNECTED, Phase.LOADING);
        acting.tell("together");
        eventually("healed: all hear A", () -> assertThat(List.of(desk, other)).allMatch(one -> one.haveHeard("together")));

        for (int machine : new int[] {A, B, DESK_OF_A}) apart(machine, DESK_OF_B);
        eventually("alone: it shows that it hears nothing", () -> assertThat(other.areAll(Phase.STALE)).isTrue());
        acting.tell("while alone");
        eventually("alone: the servers have forgotten it", () -> a.assertIs("[A, B]", CONSOLES));
        eventually("alone: it says that it is not on the desk", () -> assertThat(other.areAll(Phase.DISCONNECTED)).isTrue());
        network.heal();
        eventually("healed: it is back by itself", () -> assertTogether(desk, other));
        assertThat(other.haveHeard("while alone")).isTrue();
    }

    private void assertTogether(Consoles desk, Consoles other) {
        assertThat(desk.areAll(Phase.LIVE)).isTrue();
        assertThat(other.areAll(Phase.LIVE)).isTrue();
        a.assertIs("[A, B]", 2 * CONSOLES);
        b.assertIs("[A, B]", 2 * CONSOLES);
    }

    private Child serve(int machine, Seen seen) {
        var name = DeskSideProgram.name(machine);
        var arguments = List.of(name, OwnNetwork.address(A), OwnNetwork.address(B));
        var child = new Child(network.on(machine), DeskSideProgram.class, arguments, logs.resolve(name + ".log"), line -> {
            seen.state = line;
            System.out.println(name + ": " + line);
        });
        ends.add(child::close);
        return child;
    }

    private Consoles desk(int machine, int server) {
        var consoles = new Consoles(
                network.on(machine), new Endpoint(OwnNetwork.address(server), 5801), CONSOLES, logs.resolve("desk-" + machine + ".log"));
        ends.add(consoles::close);
        return consoles;
    }

    private void halves(int one, int anotherOfOne, int two, int anotherOfTwo) {
        for (int here : new int[] {one, anotherOfOne})
            for (int there : new int[] {two, anotherOfTwo}) apart(here, there);
    }

    private void apart(int one, int other) {
        network.cut(one, other);
        network.cut(other, one);
    }

    private static void eventually(String what, ThrowingRunnable shown) {
        long from = System.nanoTime();
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(shown);
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - from) / 1e9);
    }

    @Override
    public void close() {
        ends.reversed().forEach(Runnable::run);
        network.close();
    }
}
