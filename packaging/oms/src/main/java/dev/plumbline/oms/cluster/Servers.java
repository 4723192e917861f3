package dev.plumbline.oms.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Option;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.wire.tls.Authorities;
import dev.plumbline.wire.tls.PemFiles;
import dev.plumbline.wire.tls.TlsException;

/// Where servers can be asked.
final class Servers {
    private static final String SAY_WHERE = "say where a server answers: --management HOST:PORT, or --config FILE of one of them";

    @Option(names = "--config", paramLabel = "FILE", description = "configuration of one of the servers: where it answers, and the others")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--management", paramLabel = "HOST:PORT", description = "management address of a server; may be repeated")
    private List<String> management = List.of();

    @Option(names = "--ca", paramLabel = "FILE",
            description = "whom to trust, where servers have TLS; with --config it is the ca of the section tls")
    private Optional<Path> ca = Optional.empty();

    /// What all of them say together.
    ///
    /// @throws ConfigException where it is not known where they are
    ClusterStatus ask() {
        return ClusterStatus.of(new Asking(trusted()).all(addresses()));
    }

    Optional<Path> config() {
        return config;
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
