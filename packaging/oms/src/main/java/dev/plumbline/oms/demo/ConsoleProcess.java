package dev.plumbline.oms.demo;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

import dev.plumbline.server.config.ConfigException;

/// The console as a process of its own, as on a trader's desk: what happens to it does not happen to the server.
final class ConsoleProcess {
    private ConsoleProcess() {}

    static boolean hasDisplay() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return !linux || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    }

    /// Started by the launcher, whose path is in the property `oms.launcher`. Where no window can be opened, the console
    /// says why in a line and ends; the demo goes on. Desk and environment are said, for the user's own console may have
    /// others as defaults. The password goes where no other user of the machine sees it.
    static Process start(int deskPort, String user, String password) {
        var launcher = System.getProperty("oms.launcher", "");
        if (launcher.isEmpty()) throw new ConfigException("started without the launcher: use ./oms demo, or --headless");
        try {
            var console = new ProcessBuilder(List.of(
                            launcher, "console", "--connect", "127.0.0.1:" + deskPort,
                            "--desk", "main", "--user", user, "--environment", "SIM"))
                    .inheritIO()
                    .directory(new File("."));
            console.environment().put("PLUMBLINE_PASSWORD", password);
            return console.start();
        } catch (IOException stuck) {
            throw new ConfigException("the console cannot be started with " + launcher + ": " + stuck.getMessage());
        }
    }
}
