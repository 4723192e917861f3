package dev.plumbline.oms.user;

import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.wire.tls.Authorities;
import dev.plumbline.wire.tls.TlsException;

/// Where the bridge is, and who asks.
final class Access {
    private static final String PASSWORD = "OMS_PASSWORD";

    @Option(names = "--bridge", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:8481",
            description = "where the bridge of a server listens for TCP; ${DEFAULT-VALUE} where it is not given")
    private String bridge = "";

    @Option(names = "--as", paramLabel = "NAME", defaultValue = "admin",
            description = "who you are; ${DEFAULT-VALUE} where it is not given. The password is asked for, or is OMS_PASSWORD in the environment")
    private String user = "";

    @Option(names = "--ca", paramLabel = "FILE", description = "whom to trust, where the server has TLS: the ca of its section tls")
    private Optional<Path> ca = Optional.empty();

    String user() {
        return user;
    }

    BridgeLine connect() {
        int colon = bridge.lastIndexOf(':');
        try {
            int port = Integer.parseInt(bridge.substring(colon + 1));
            if (colon > 0 && port > 0 && port < 65_536) return BridgeLine.to(bridge.substring(0, colon), port, trusted());
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw new ConfigException("--bridge " + bridge + ": must be HOST:PORT, such as 127.0.0.1:8481");
    }

    private Optional<Authorities> trusted() {
        try {
            return ca.map(Authorities::read);
        } catch (TlsException wrong) {
            throw new ConfigException("--" + wrong.getMessage());
        }
    }

    /// Connected, and let in.
    BridgeLine logIn() {
        var line = connect();
        line.logIn(user, password());
        return line;
    }

    String password() {
        return Optional.ofNullable(System.getenv(PASSWORD)).orElseGet(() -> typed("Password of " + user + ": "));
    }

    /// Typed twice.
    static String newPassword(String of) {
        var first = typed("New password of " + of + ": ");
        if (!first.equals(typed("Once more: "))) throw new ConfigException("these were two different passwords: nothing was changed");
        return first;
    }

    private static String typed(String prompt) {
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal).orElseThrow(() -> new ConfigException(
                "there is no terminal to type a password at: set " + PASSWORD + " in the environment (and for a new one OMS_NEW_PASSWORD)"));
        var password = console.readPassword("%s", prompt);
        if (password == null) throw new ConfigException("no password was typed");
        return new String(password);
    }

    /// Of the environment, or typed twice.
    static String newPasswordFromSomewhere(String of) {
        return Optional.ofNullable(System.getenv("OMS_NEW_PASSWORD")).orElseGet(() -> newPassword(of));
    }
}
