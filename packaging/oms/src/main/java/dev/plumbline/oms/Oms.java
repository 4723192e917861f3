package dev.plumbline.oms;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.plumbline.adapter.fix.replay.CertifyCommand;
import dev.plumbline.adapter.fix.replay.ReplayCommand;
import dev.plumbline.console.ConsoleCommand;
import dev.plumbline.oms.certs.CertsCommand;
import dev.plumbline.oms.chaos.ChaosCommand;
import dev.plumbline.oms.chaos.ChaosServerCommand;
import dev.plumbline.oms.cluster.ClusterCommand;
import dev.plumbline.oms.demo.DemoCommand;
import dev.plumbline.oms.user.UserCommand;

/// The program. Exit code 0: fine; 1: a finding; 2: wrong usage or configuration, told in one line.
@Command(
        name = "oms",
        version = "Plumbline 0.1.0",
        mixinStandardHelpOptions = true,
        description = {
            "Plumbline: an order management system whose picture of every order is right, whatever the wire does.",
            ""
        },
        footer = {
            "",
            "To begin with:",
            "  oms demo                          brokers, server, traders and the console",
            "  oms demo --headless --seconds 30  without a screen; compares all books",
            "  oms replay session.log            orders and positions of a FIX log",
            "",
            "To run it for yourself, each in its own terminal:",
            "  oms simulate                      brokers to practise on",
            "  oms serve --config packaging/config/oms.yaml",
            "  oms console"
        },
        subcommands = {
            DemoCommand.class,
            BenchCommand.class,
            ServeCommand.class,
            ConsoleCommand.class,
            SimulateCommand.class,
            VerifyCommand.class,
            UserCommand.class,
            CertsCommand.class,
            ClusterCommand.class,
            ChaosCommand.class,
            ChaosServerCommand.class,
            ReplayCommand.class,
            CertifyCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Oms implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        LogFormat.complaint(System.getenv()).ifPresent(complaint -> {
            Say.progress(complaint);
            System.exit(CommandLine.ExitCode.USAGE);
        });
        System.exit(new CommandLine(new Oms())
                .setExecutionExceptionHandler(new OneLine())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return 0;
    }
}
