package dev.plumbline.oms.certs;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.plumbline.server.config.ConfigException;

/// `oms certs`: makes certificates for servers and consoles.
@Command(
        name = "certs",
        mixinStandardHelpOptions = true,
        description = {
            "Makes certificates for servers and consoles, and the authority that signs them.",
            "Into the folder go, as PEM: ca.pem and ca-key.pem of the authority, and NAME.pem and NAME-key.pem of each server and client. " +
            "An authority that is there is used; it is never overwritten. Keys are EC P-256, not encrypted, and for their owner only.",
            "",
            "ca-key.pem makes anybody a server of yours: keep it where no server and no console is, and give each of them only its own two " +
            "files and ca.pem. For a firm that has an authority, that one is the better choice.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  oms certs --out certs --server server=localhost              to try it on this machine: server.pem, server-key.pem",
            "  oms certs --out certs --server a=10.0.0.1,oms-a.example --server b=10.0.0.2,oms-b.example",
            "  oms certs --out certs --client console-maria                 later, signed by the same authority",
            "  oms certs --out certs --server a=10.0.0.1 --renew            before it ends; a running server takes it as it is",
            "",
            "What to do with them: oms-server/server/docs/tls.md"
        })
public final class CertsCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "where they are put; made where it is not there")
    private Path out = Path.of("");

    @Option(names = "--server", paramLabel = "[NAME=]HOST[,HOST]",
            description = "a certificate for a server: the names and addresses under which it is reached; localhost brings 127.0.0.1 and ::1. "
                    + "The files are called NAME, or as the first host; may be repeated")
    private List<String> servers = List.of();

    @Option(names = "--client", paramLabel = "NAME", description = "a certificate for a console; may be repeated")
    private List<String> clients = List.of();

    @Option(names = "--days", paramLabel = "N", defaultValue = "397", description = "so long they are valid; ${DEFAULT-VALUE} where it is not given")
    private int days;

    @Option(names = "--renew", description = "replace those that are there by new ones, with new keys")
    private boolean renew;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var holders = holders();
        if (days < 1 || days > 3650) throw new ConfigException("--days " + days + ": must be from 1 to 3650");
        var authority = Authority.in(out);
        if (!renew) for (var holder : holders) refuseToReplace(authority, holder);
        say(authority.isNew()
                ? "made     " + file(Authority.NAME) + ", the authority, until " + day(authority.certificate()) + "; keep " + key(Authority.NAME) + " apart and safe"
                : "used     " + file(Authority.NAME) + ", the authority that is there, until " + day(authority.certificate()));
        var now = Instant.now();
        for (var holder : holders) {
            var made = authority.sign(holder, now.minus(1, ChronoUnit.HOURS), now.plus(days, ChronoUnit.DAYS));
            say("made     " + file(holder.name()) + ", until " + day(made)
                    + (holder.hosts().isEmpty() ? "" : ", for " + String.join(", ", holder.hosts())));
        }
        say("");
        for (var holder : holders) say(holder.hosts().isEmpty() ? console(holder) : server(holder));
        return 0;
    }

    private List<Holder> holders() {
        var holders = new ArrayList<Holder>();
        for (var server : servers) holders.add(Holder.server(server));
        for (var client : clients) holders.add(Holder.client(client));
        if (holders.isEmpty()) throw new ConfigException("say for whom: --server localhost, --client console-maria, or both");
        var names = new HashSet<String>();
        for (var holder : holders)
            if (!names.add(holder.name())) throw new ConfigException("'" + holder.name() + "' is asked for twice: give each a name of its own, as in --server NAME=HOST");
        return holders;
    }

    private void refuseToReplace(Authority authority, Holder holder) {
        if (authority.has(holder))
            throw new ConfigException(file(holder.name()) + " is there already: --renew replaces it, or give another name");
    }

    private String server(Holder holder) {
        return "in the configuration of server " + holder.name() + ":\n  tls: {certificate: " + file(holder.name()) + ", key: " + key(holder.name())
                + ", ca: " + file(Authority.NAME) + "}";
    }

    private String console(Holder holder) {
        return "for console " + holder.name() + ":\n  oms console --certificate " + file(holder.name()) + " --key " + key(holder.name())
                + " --ca " + file(Authority.NAME);
    }

    private Path file(String name) {
        return Authority.certificate(out, name);
    }

    private Path key(String name) {
        return Authority.key(out, name);
    }

    private static Instant day(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private void say(String what) {
        spec.commandLine().getOut().println(what);
        spec.commandLine().getOut().flush();
    }
}
