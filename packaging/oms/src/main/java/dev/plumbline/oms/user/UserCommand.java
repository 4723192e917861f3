package dev.plumbline.oms.user;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `oms user`: what there is to do with users.
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = {
            "Lists, makes and changes users of a server, through its bridge.",
            "The first start of a server makes the user admin and shows its password, once. Change it with `oms user password`, then " +
            "make the others.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  oms user password                                     of admin, which the first start has made",
            "  oms user set maria --role trader --account ALPHA-1 --account ALPHA-2 --new-password",
            "  oms user set algo --role service --account '*' --new-password",
            "  oms user set maria --disable                          at once, wherever she is logged in",
            "  oms user list",
            "  oms user list --bridge 10.0.0.1:8481 --ca certs/ca.pem        of a server with TLS",
            "",
            "What each role may: oms-server/server/docs/users.md"
        },
        subcommands = {ListCommand.class, SetCommand.class, PasswordCommand.class})
public final class UserCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what: oms user list, oms user set or oms user password");
    }
}
