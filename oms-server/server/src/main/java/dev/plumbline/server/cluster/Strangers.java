package dev.plumbline.server.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plumbline.server.config.ServerConfig.Clustering;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.server.config.ServerConfig.Site;

/// Servers that answer where they should and are no members of our cluster: a network that was parted is whole again, and each
/// part has a cluster of its own. One of them has to begin anew, and joins the other then; never the part of who acts, nor who can take
/// over from it.
///
/// One thread asks, which may block for a moment.
public final class Strangers {
    /// A server that starts answers some time before it has joined.
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int ANSWERS_WITHIN_MS = 200;

    private final String server;
    private final Map<String, Endpoint> others;
    private final Supplier<List<String>> members;
    private final Predicate<Endpoint> answers;
    private final LongSupplier nanoTime;
    private final Map<String, Long> since = new HashMap<>();

    /// Those of the two clusters that a server is in, by its configuration.
    public static List<Strangers> of(Clustering config, Cluster core, Cluster desk) {
        return List.of(
                new Strangers(config.server(), at(config, Site::core), core::servers),
                new Strangers(config.server(), at(config, Site::desk), desk::servers));
    }

    private static Map<String, Endpoint> at(Clustering config, Function<Site, Endpoint> where) {
        return config.servers().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> where.apply(one.getValue())));
    }

    /// @param server the name of this one
    /// @param all where each server is, this one among them
    /// @param members the names of those that are in our cluster now
    private Strangers(String server, Map<String, Endpoint> all, Supplier<List<String>> members) {
        this(server, all, members, Strangers::answers, System::nanoTime);
    }

    Strangers(
            String server, Map<String, Endpoint> all, Supplier<List<String>> members, Predicate<Endpoint> answers,
            LongSupplier nanoTime) {
        this.server = server;
        this.others = new HashMap<>(all);
        others.remove(server);
        this.members = members;
        this.answers = answers;
        this.nanoTime = nanoTime;
    }

    /// Who has answered for long enough, and is still no member. To be asked about once a second.
    public Set<String> look() {
        var here = members.get();
        var strangers = new TreeSet<String>();
        others.forEach((name, endpoint) -> {
            if (here.contains(name) || !answers.test(endpoint)) since.remove(name);
            else if (nanoTime.getAsLong() - since.computeIfAbsent(name, _ -> nanoTime.getAsLong()) > PATIENCE.toNanos())
                strangers.add(name);
        });
        return strangers;
    }

    /// Whether it is for this server, which does not act, to begin anew.
    /// @param strangers as [#look()] has them
    /// @param acting who acts, as far as is known; empty for nobody. It may be dead
    /// @param isHeir this server has all that that one let out, which it forgets where it begins anew
    public boolean mustJoin(Set<String> strangers, String acting, boolean isHeir) {
        if (strangers.isEmpty()) return false;
        if (strangers.contains(acting)) return true;
        if (isHeir || acting.equals(server) || members.get().contains(acting)) return false;
        var first = Stream.concat(strangers.stream(), Stream.concat(members.get().stream(), Stream.of(server))).sorted().findFirst();
        return first.filter(strangers::contains).isPresent();
    }

    private static boolean answers(Endpoint endpoint) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), ANSWERS_WITHIN_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
