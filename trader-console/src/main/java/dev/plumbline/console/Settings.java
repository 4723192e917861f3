package dev.plumbline.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

import dev.plumbline.wire.tls.PemFiles;

/// What the console was started with.
///
/// @param environment PROD, UAT, SIM or REPLAY: shown as a band on the window
/// @param tls what to prove ourselves with on the bus; none where it is in the clear
record Settings(String host, int port, String desk, String user, String environment, Optional<PemFiles> tls) {

    /// On a bus that is in the clear.
    Settings(String host, int port, String desk, String user, String environment) {
        this(host, port, desk, user, environment, Optional.empty());
    }

    /// @param connect HOST:PORT
    /// @param environment empty to guess: a server on this very machine is a simulation
    /// @throws IllegalArgumentException where `connect` is no such thing, with one line that says so
    static Settings of(String connect, String desk, String user, String environment) {
        int colon = connect.lastIndexOf(':');
        var host = colon > 0 ? connect.substring(0, colon) : "";
        int port = colon > 0 ? port(connect.substring(colon + 1)) : 0;
        if (host.isEmpty() || port < 1 || port > 65_535)
            throw new IllegalArgumentException(
                    "--connect wants HOST:PORT, such as 127.0.0.1:5801, not '" + connect + "'");
        var named = environment.isEmpty() ? (isLoopback(host) ? "SIM" : "PROD") : environment.toUpperCase(Locale.ROOT);
        return new Settings(host, port, desk, user, named);
    }

    /// The same, with a certificate for the bus.
    Settings with(Optional<PemFiles> certificate) {
        return new Settings(host, port, desk, user, environment, certificate);
    }

    /// Within the person's files, the folder of what belongs to this desk alone: what was staged against a simulation must
    /// never be released into the market.
    String ownFolder() {
        var name = String.join("-", environment, host, Integer.toString(port), desk, user);
        return "desks/" + name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notYetKnown) {
            return false;
        }
    }
}
