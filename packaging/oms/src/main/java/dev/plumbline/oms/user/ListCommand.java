package dev.plumbline.oms.user;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `oms user list`.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all users: what they are, and which accounts are theirs.%n")
final class ListCommand implements Callable<Integer> {
    private static final String ROW = "%-24s %-28s %-30s %s%n";

    @Mixin
    private Access access = new Access();

    @Option(names = "--json", description = "print it as one line of JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var line = access.logIn()) {
            var answer = line.ask("oms.users", new JsonObject());
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(answer.encode());
                return 0;
            }
            out.printf(ROW, "NAME", "ROLES", "ACCOUNTS", "");
            for (var one : answer.getJsonArray("users")) {
                var user = (JsonObject) one;
                out.printf(ROW, user.getString("name"), joined(user.getJsonArray("roles")), joined(user.getJsonArray("accounts")),
                        user.getBoolean("disabled") ? "disabled" : "");
            }
            out.flush();
            return 0;
        }
    }

    private static String joined(JsonArray texts) {
        return texts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
