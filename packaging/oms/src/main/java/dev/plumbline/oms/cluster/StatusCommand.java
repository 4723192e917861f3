package dev.plumbline.oms.cluster;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    @Mixin
    private Servers servers = new Servers();

    @Option(names = "--json", description = "print all of it as one line of JSON, alone on stdout")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var status = servers.ask();
        spec.commandLine().getOut().println(json ? StatusText.json(status).encode() : StatusText.table(status));
        return status.isWell() ? 0 : 1;
    }
}
