package dev.plumbline.oms.user;

import java.util.List;
import java.util.concurrent.Callable;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `oms user set`.
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a user, or changes one: what is not given stays as it is.",
            "A new password is a first one: its user has to change it before anything else is done for them.",
            ""
        })
final class SetCommand implements Callable<Integer> {
    @Mixin
    private Access access = new Access();

    @Parameters(paramLabel = "NAME", description = "the user")
    private String name = "";

    @Option(names = "--role", paramLabel = "ROLE",
            description = "trader, desk-head, risk, operations, auditor, service or administrator; may be repeated")
    private List<String> roles = List.of();

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "one that it sees and acts on, '*' for all; may be repeated")
    private List<String> accounts = List.of();

    @Option(names = "--desk", paramLabel = "DESK", description = "one that it has a part in; all where none was ever given; may be repeated")
    private List<String> desks = List.of();

    @ArgGroup
    private Switch disabling = new Switch();

    @Option(names = "--new-password", description = "give it a new first password: typed twice, or OMS_NEW_PASSWORD in the environment")
    private boolean newPassword;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static final class Switch {
        @Option(names = "--disable", description = "shut it out, at once")
        private boolean disable;

        @Option(names = "--enable", description = "let it in again")
        private boolean enable;
    }

    @Override
    public Integer call() {
        var body = new JsonObject().put("name", name);
        put(body, "roles", roles);
        put(body, "accounts", accounts);
        put(body, "desks", desks);
        if (disabling.disable || disabling.enable) body.put("disabled", disabling.disable);
        try (var line = access.logIn()) {
            if (newPassword) body.put("password", Access.newPasswordFromSomewhere(name));
            line.ask("oms.user.put", body);
        }
        spec.commandLine().getOut().println("done: " + name);
        return 0;
    }

    private static void put(JsonObject body, String key, List<String> values) {
        if (!values.isEmpty()) body.put(key, new JsonArray(values));
    }
}
