package dev.plumbline.console;

import java.util.concurrent.Callable;
import javafx.application.Application;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `oms console`: opens the trader console and returns when its window is closed.
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        header = "Opens the trader console on a running server.",
        description = {
            "",
            "The console joins the server's desk, shows its orders, executions and positions as they change, "
                    + "and enters, amends and cancels orders. It can be started before the server and survives its "
                    + "restarts: it connects by itself, and says in the status bar how it stands.",
            ""
        },
        footer = {
            "",
            "Keys: F2 new order, F4 amend, Del cancel, Ctrl+Enter send, / filter, Esc back.",
            "",
            "Examples:",
            "  oms demo                               a server with simulated brokers, and this console on it",
            "  oms console --connect 10.1.2.3:5801    the desk of a server elsewhere",
            "",
            "Exit: 0 when the window was closed, 2 for a wrong option or where there is no display."
        })
public final class ConsoleCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleCommand.class);
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--connect",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:5801",
            description = "Where the server's desk listens (default: ${DEFAULT-VALUE}).")
    private String connect = "";

    @Option(
            names = "--desk",
            paramLabel = "NAME",
            defaultValue = "main",
            description = "Which desk of the server's (default: ${DEFAULT-VALUE}).")
    private String desk = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "In whose name orders are sent (default: you, ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "",
            description = "PROD, UAT, SIM or REPLAY, shown as a band (default: SIM on this machine, else PROD).")
    private String environment = "";

    @Override
    public Integer call() {
        Settings settings;
        try {
            settings = Settings.of(connect, desk, user, environment);
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
        if (Display.isMissing()) return noDisplay("neither DISPLAY nor WAYLAND_DISPLAY is set");
        try {
            Application.launch(ConsoleApp.class, ConsoleApp.arguments(settings));
            return 0;
        } catch (UnsupportedOperationException | IllegalStateException trouble) {
            LOG.debug("the window toolkit did not start", trouble);
            return noDisplay(String.valueOf(trouble.getMessage()));
        }
    }

    private int noDisplay(String why) {
        spec.commandLine()
                .getErr()
                .println("oms console: no display (" + why + "). Run it on a desktop, or under xvfb-run; "
                        + "'oms demo --headless' needs none.");
        return USAGE;
    }
}
