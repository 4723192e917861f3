package dev.plumbline.oms.cluster;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.plumbline.server.Nanos;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig;
import dev.plumbline.server.config.ServerConfig.Database;
import dev.plumbline.server.store.Abandonment;
import dev.plumbline.server.store.LastOwner;
import dev.plumbline.server.store.StoreConfig;
import dev.plumbline.server.users.UserAct;

/// `oms cluster abandon`: the others go on without a server whose disk is lost.
@Command(
        name = "abandon",
        mixinStandardHelpOptions = true,
        description = {
            "Lets the others go on without a server that ran the shards last and whose disk is lost.",
            "They wait for it, as what it had not written to the database may be in its journal alone. Where that is lost, this gives it up: " +
            "an order, execution or sequence number that nobody else has is gone from our books. Where the journal can be saved, copy its data " +
            "folder to another machine and start the server there instead.",
            "",
            "Done only with --yes, and only where a server answers and tells of each of them that it waits or is no member: a server that " +
            "cannot be reached may have what is missing. End those that are cut off first. Afterwards one of those that " +
            "wait goes on by itself within seconds. Then compare open orders and executions with each broker, and agree with it " +
            "on sequence numbers where it does not let the session log on.",
            "",
            "Exit code 0 where it is done, 1 where there is a reason against it, 2 for wrong usage.",
            ""
        },
        footer = {
            "",
            "Example: oms cluster abandon A --config b.yaml --yes",
            "",
            "More: oms-server/server/docs/cluster.md"
        })
public final class AbandonCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SERVER", description = "the name of the server whose disk is lost")
    private String server = "";

    @Option(names = "--yes", description = "do it")
    private boolean yes;

    @Mixin
    private Servers servers = new Servers();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var config = ServerConfig.read(config());
        if (config.cluster().isAlone()) throw new ConfigException("there is one server only: nobody could go on without it");
        if (!config.cluster().servers().containsKey(server))
            throw new ConfigException("there is no server " + server + "; there is " + String.join(", ", config.cluster().servers().keySet()));
        var abandonment = new Abandonment(database(config));
        var owner = abandonment.lastOwner();
        var against = owner.map(last -> against(last, config.cluster().servers().keySet())).orElse("no server has run the shards yet: start them");
        if (!against.isEmpty()) return refuse(against);
        return owner.map(last -> abandon(abandonment, last)).orElseThrow();
    }

    private Path config() {
        return servers.config().orElseThrow(() -> new ConfigException("say which database: --config FILE of one of the servers"));
    }

    private static StoreConfig database(ServerConfig config) {
        return switch (config.database()) {
            case Database.External external -> new StoreConfig(
                    external.host(), external.port(), external.database(), external.user(), external.password()).with(external.ssl());
            case Database.Embedded _ -> throw new ConfigException("several servers need a Postgres that all of them reach: see postgres in the configuration");
        };
    }

    /// Empty for nothing.
    private String against(LastOwner owner, Set<String> all) {
        if (!owner.server().equals(server))
            return owner.server() + " ran the shards last, not " + server + ": nobody waits for " + server;
        if (owner.isStored()) return "all that " + server + " had is in the database: nobody waits for it";
        return against(servers.ask(), all);
    }

    /// Silence is no consent: of each other server it has to be known that it neither acts nor could take over.
    private String against(ClusterStatus status, Set<String> all) {
        if (status.pictures().stream().noneMatch(ClusterStatus::isOwn))
            return "no server answers: start those that are left, and name their management addresses with --management";
        for (var other : all) {
            var known = status.pictures().stream().filter(picture -> picture.server().equals(other)).findFirst();
            if (known.isEmpty()) return "it is not known of " + other + " whether it has what " + server + " had: name its management address with --management";
            var its = known.get();
            switch (its.state()) {
                case WAITING, JOINING, ABSENT -> {} // it has not what the others wait for
                case ACTING, HELD_UP, TAKING_OVER, STANDING_BY -> {
                    return other + ": " + its.says() + ". Nobody waits for " + server;
                }
                case STARTING, STOPPING, FENCED, SILENT -> {
                    return other + ": " + its.says() + ". Ask again once it is known what it has, or end it";
                }
            }
        }
        return "";
    }

    private int abandon(Abandonment abandonment, LastOwner owner) {
        if (!yes) {
            return refuse("nothing was done. What " + server + " had not written to the database would be gone from our books. Add --yes to do it, once it is"
                    + " certain that " + server + " does not run and its data folder is lost");
        }
        var act = new UserAct(
                Nanos.CLOCK.getAsLong(), System.getProperty("user.name"), "oms cluster abandon", "abandon the journal of " + server + ", run " + owner.incarnation(),
                UserAct.DONE);
        if (!abandonment.giveUp(owner, act)) return refuse("another server has begun meanwhile: nothing was done");
        spec.commandLine().getOut().println("the journal of " + server + " is given up, and that is on record. Of the servers that run one goes on in a"
                + " moment: oms cluster status. Compare open orders and executions with each broker");
        return 0;
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println("oms cluster abandon: " + why);
        return 1;
    }
}
