package dev.plumbline.oms.cluster;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `oms cluster`: what there is to do with several servers.
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description = {"Several servers that stand in for each other.", ""},
        subcommands = {StatusCommand.class, AbandonCommand.class},
        footer = {"", "Example: oms cluster status --config packaging/config/cluster-a.yaml"})
public final class ClusterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return 0;
    }
}
