package dev.plumbline.oms.user;

import java.util.concurrent.Callable;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `oms user password`.
@Command(
        name = "password",
        mixinStandardHelpOptions = true,
        description = "Changes your own password (of who --as says): at least 12 letters.%n")
final class PasswordCommand implements Callable<Integer> {
    @Mixin
    private Access access = new Access();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var line = access.connect()) {
            line.ask("oms.password", new JsonObject()
                    .put("username", access.user())
                    .put("password", access.password())
                    .put("newPassword", Access.newPasswordFromSomewhere(access.user())));
        }
        spec.commandLine().getOut().println("done: " + access.user() + " has a new password");
        return 0;
    }
}
