package dev.plumbline.installer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// Where the image can show its window: an Xvfb of the build's own where that is installed, else the screen at hand.
final class Screen implements AutoCloseable {
    private final String name;
    private final String display;
    private final String why;
    private final @Nullable Process server;

    private Screen(String name, String display, String why, @Nullable Process server) {
        this.name = name;
        this.display = display;
        this.why = why;
        this.server = server;
    }

    /// @param log for what Xvfb has to say
    static Screen find(Path log) throws IOException {
        if (Platform.ofThisMachine() != Platform.LINUX) return new Screen("this machine's screen", "", "", null);
        var path = System.getenv().getOrDefault("PATH", "");
        if (Stream.of(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "Xvfb")))) return xvfb(log);
        var display = System.getenv().getOrDefault("DISPLAY", "");
        if (!display.isEmpty()) return new Screen("display " + display, display, "", null);
        return new Screen("", "", "there is neither Xvfb (apt install xvfb) nor a DISPLAY", null);
    }

    private static Screen xvfb(Path log) throws IOException {
        var server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp")
                .redirectError(log.toFile())
                .start();
        var out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        var number = out.readLine(); // written once it takes connections; the end of the stream where it has failed
        if (number == null) throw new InstallerException("Xvfb does not start, see " + log);
        return new Screen("Xvfb :" + number, ":" + number, "", server);
    }

    boolean isThere() {
        return why.isEmpty();
    }

    String name() {
        return name;
    }

    /// Why there is none.
    String why() {
        return why;
    }

    void showOn(Map<String, String> environment) {
        if (display.isEmpty()) return;
        environment.put("DISPLAY", display);
        environment.remove("WAYLAND_DISPLAY");
    }

    @Override
    public void close() {
        if (server != null) server.destroy();
    }
}
