package dev.plumbline.console;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.application.Application;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.plumbline.console.launch.LinkDoor;
import dev.plumbline.console.launch.OrderLink;
import dev.plumbline.console.settings.Defaults;
import dev.plumbline.console.settings.UserFolder;

/// `oms console`: opens the trader console and returns when its window is closed.
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        defaultValueProvider = Defaults.class,
        header = "Opens the trader console on a running server.",
        description = {
            "",
            "The console joins the server's desk, shows its orders, executions and positions as they change, "
                    + "and enters, amends and cancels orders. It can be started before the server and survives its "
                    + "restarts: it connects by itself, and says in the status bar how it stands. Where the server wants "
                    + "to know who you are, it asks for the password of --user, or takes that in the variable "
                    + "PLUMBLINE_PASSWORD. A user is made with 'oms user set'.",
            ""
        },
        footer = {
            "",
            "Keys: F2 new order, Alt+C order line, F4 amend, Del cancel, Ctrl+Enter send, / filter, Esc back.",
            "",
            "Examples:",
            "  oms demo                               a server with simulated brokers, and this console on it",
            "  oms console --connect 10.1.2.3:5801    the desk of a server elsewhere",
            "  oms console plumbline://order/C1007    shows that order, in the console that is open already",
            "  oms console --connect 10.1.2.3:5801 --certificate maria.pem --key maria-key.pem --ca ca.pem",
            "                                         where servers have a section tls; `oms certs` makes the files",
            "",
            "What an option is where you do not say, the first of: the variable PLUMBLINE_CONNECT for --connect, and so on;",
            "the line connect= in your console.properties; that in the machine's, which a desk deploys; what is built in.",
            "The files are in ~/.config/plumbline ($XDG_CONFIG_HOME) and /etc/plumbline; %%APPDATA%%\\Plumbline and",
            "%%PROGRAMDATA%%\\Plumbline; ~/Library/Application Support/Plumbline and that folder without ~.",
            "",
            "Exit: 0 when the window was closed, 2 for a wrong option or where no window can be opened."
        })
public final class ConsoleCommand implements Callable<Integer> {
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
            description = "Who logs in, and in whose name orders are sent (default: you, ${DEFAULT-VALUE}).")
    private String user = "";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "",
            description = "PROD, UAT, SIM or REPLAY, shown as a band (default: SIM on this machine, else PROD).")
    private String environment = "";

    @Mixin
    private ConsoleTls tls = new ConsoleTls();

    @Parameters(
            arity = "0..1",
            paramLabel = "LINK",
            defaultValue = "",
            description = "An order to show: plumbline://order/CLORDID.")
    private String link = "";

    /// For whoever builds an installer: says how long it took to the first frame, and to one with all panels, and ends.
    @Option(names = "--exit-after-first-frame", hidden = true)
    private boolean exitAfterFirstFrame;

    @Override
    public Integer call() {
        Settings settings;
        List<OrderLink> links;
        try {
            settings = Settings.of(connect, desk, user, environment).with(tls.files());
            links = link.isEmpty() ? List.of() : List.of(OrderLink.parse(link));
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
        if (links.stream().anyMatch(ConsoleCommand::isShownElsewhere)) return 0;
        var obstacle = Display.obstacle();
        if (!obstacle.isEmpty()) return noWindow(obstacle);
        var complaints = complaints();
        complaints.forEach(complaint -> spec.commandLine().getErr().println("oms console: " + complaint));
        try {
            Application.launch(
                    ConsoleApp.class, ConsoleApp.arguments(settings, links, complaints, exitAfterFirstFrame));
            return 0;
        } catch (UnsupportedOperationException | IllegalStateException trouble) {
            log().debug("the window toolkit did not start", trouble);
            return noWindow(String.valueOf(trouble.getMessage()));
        }
    }

    private static boolean isShownElsewhere(OrderLink link) {
        try {
            return LinkDoor.knock(UserFolder.ofThisUser().runtime(), link);
        } catch (IOException noFolder) {
            log().debug("no folder for running consoles, so none can be asked", noFolder);
            return false;
        }
    }

    private List<String> complaints() {
        return spec.defaultValueProvider() instanceof Defaults defaults ? defaults.complaints(spec) : List.of();
    }

    private int noWindow(String why) {
        spec.commandLine().getErr().println("oms console: no window, " + why + "; 'oms demo --headless' needs none");
        return USAGE;
    }

    /// No constant: what logging reads first takes 50 ms of a start, and mostly there is nothing to say.
    private static Logger log() {
        return LoggerFactory.getLogger(ConsoleCommand.class);
    }
}
