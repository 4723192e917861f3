package dev.plumbline.oms.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.wire.tls.Authorities;
import dev.plumbline.wire.tls.PemFiles;
import dev.plumbline.wire.tls.TlsException;

/// `oms cluster status`: who acts, who stands by, and whether that would hold if one died now.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Says which server acts, which stand by, and whether one could be lost now.",
            "Any one server that answers tells of all others that it sees. Give several, for the case that one is down: each " +
            "--management HOST:PORT, or `management: \"HOST:PORT\"` for each of cluster.servers in the configuration. Changes nothing.",
            "",
            "What it prints:",
            "  STATE    acting, standing by; or what keeps the server from it",
            "  SEES     so many of the configured servers are members for it",
            "  PROMISE  where an input is, besides the journal, before anything is sent: in a second server's memory, or in Postgres",
            "  STORE    inputs that Postgres does not have yet, and how long they wait",
            "  REPLICA  inputs in the memory of two servers; safe where each has its copy",
            "",
            "Exit code 0 where one server acts, another stands by with all that it has, and both reach the database; 1 where " +
            "not: then it says what is wrong and what mends it; 2 for wrong usage.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  oms cluster status --config packaging/config/cluster-a.yaml",
            "  oms cluster status --management 10.0.0.1:8480 --management 10.0.0.2:8480",
            "  oms cluster status --management 10.0.0.1:8480 --ca certs/ca.pem",
            "  until oms cluster status --config a.yaml; do sleep 2; done    after a restart",
            "",
            "What the words mean, and when to worry: oms-server/server/docs/cluster.md"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final String SAY_WHERE = "say where a server answers: --management HOST:PORT, or --config FILE of one of them";

    @Option(names = "--config", paramLabel = "FILE", description = "configuration of one of the servers: where it answers, and the others")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--management", paramLabel = "HOST:PORT", description = "management address of a server; may be repeated")
    private List<String> management = List.of();

    @Option(names = "--ca", paramLabel = "FILE",
            description = "whom to trust, where servers have TLS; with --config it is the ca of the section tls")
    private Optional<Path> ca = Optional.empty();

    @Option(names = "--json", description = "print all of it as one line of JSON, alone on stdout")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var status = ClusterStatus.of(new Asking(trusted()).all(addresses()));
        spec.commandLine().getOut().println(json ? StatusText.json(status).encode() : StatusText.table(status));
        return status.isWell() ? 0 : 1;
    }

    private Optional<Authorities> trusted() {
        try {
            return ca.or(() -> config.flatMap(file -> ServerConfig.read(file).tls()).map(PemFiles::ca)).map(Authorities::read);
        } catch (TlsException wrong) {
            throw new ConfigException((ca.isPresent() ? "--" : "tls.") + wrong.getMessage());
        }
    }

    private List<Endpoint> addresses() {
        var all = new ArrayList<Endpoint>();
        for (var address : management) all.add(endpoint(address));
        config.ifPresent(file -> all.addAll(configured(file)));
        if (all.isEmpty()) throw new ConfigException(SAY_WHERE);
        return all.stream().distinct().toList();
    }

    private List<Endpoint> configured(Path file) {
        var server = ServerConfig.read(file);
        var all = new ArrayList<Endpoint>();
        server.cluster().servers().forEach((name, site) -> {
            var here = name.equals(server.cluster().server()) && server.management().port() > 0
                    ? Optional.of(server.management())
                    : Optional.<Endpoint>empty();
            site.management().or(() -> here).ifPresent(all::add);
        });
        if (all.isEmpty() && management.isEmpty())
            throw new ConfigException(file + ": management.port is 0, so nobody knows where it answers; " + SAY_WHERE);
        return all;
    }

    private static Endpoint endpoint(String address) {
        int colon = address.lastIndexOf(':');
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (colon > 0 && port > 0 && port < 65_536) return new Endpoint(address.substring(0, colon), port);
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw new ConfigException("--management " + address + ": must be HOST:PORT, such as 127.0.0.1:8480");
    }
}
