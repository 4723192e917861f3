package dev.plumbline.oms.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;

import com.hazelcast.core.HazelcastException;

import dev.plumbline.server.cluster.Strangers;
import dev.plumbline.server.config.ServerConfig.Clustering;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.config.ServerConfig.Site;

/// A [DeskSide] as a process of its own: A acts, and the others begin anew where A can be reached and is no member, as a server does
/// that stands by. Says what it sees where that changes; `tell TEXT` on its input tells the desk.
final class DeskSideProgram {
    private static final String ACTS = "A";
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int LOOKS_PER_STRANGERS = 10;

    private final Clustering cluster;
    private volatile DeskSide side;
    private String said = "";

    private DeskSideProgram(Clustering cluster) {
        this.cluster = cluster;
        this.side = join();
    }

    private DeskSide join() {
        return new DeskSide(cluster.server(), cluster.servers(), cluster.server().equals(ACTS));
    }

    /// @param arguments its name, and the host of each server
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var sites = new TreeMap<String, Site>();
        for (int i = 1; i < arguments.length; i++)
            sites.put(name(i - 1), new Site(new Endpoint(arguments[i], 5701), new Endpoint(arguments[i], 5801)));
        var program = new DeskSideProgram(new Clustering(arguments[0], sites, Duration.ofSeconds(1)));
        Thread.ofPlatform().daemon().start(program::listen);
        program.run();
    }

    static String name(int server) {
        return String.valueOf((char) ('A' + server));
    }

    private void listen() {
        try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = input.readLine(); line != null; line = input.readLine()) side.tell(line);
        } catch (IOException gone) {
            System.err.println(gone);
        }
        Runtime.getRuntime().halt(0);
    }

    private void run() throws InterruptedException {
        var strangers = Strangers.of(cluster, side.core, side.desk);
        for (int look = 0; ; look++) {
            say(state());
            boolean begins = look % LOOKS_PER_STRANGERS == 0 && strangers.stream().anyMatch(one -> one.mustJoin(one.look(), ACTS, false));
            if (begins) {
                say("begins anew");
                side.close();
                side = join();
                strangers = Strangers.of(cluster, side.core, side.desk);
            }
            Thread.sleep(LOOK);
        }
    }

    private String state() {
        try {
            return "servers " + side.desk.servers().stream().sorted().toList() + " consoles " + side.consoles().size()
                    + (side.registered().equals(side.consoles()) ? " registered" : "")
                    + (side.known().equals(side.nodes()) ? " clean" : "");
        } catch (HazelcastException | IllegalStateException changing) {
            return "changing: " + changing.getMessage();
        }
    }

    private void say(String what) {
        if (!what.equals(said)) System.out.println(what);
        said = what;
    }
}
