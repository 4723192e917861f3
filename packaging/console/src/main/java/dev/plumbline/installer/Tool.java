package dev.plumbline.installer;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.spi.ToolProvider;

/// The tools of the JDK that runs this.
final class Tool {
    private Tool() {}

    /// Says nothing where it goes well.
    static void run(String name, List<String> arguments) {
        var tool = ToolProvider.findFirst(name)
                .orElseThrow(() -> new InstallerException(
                        "the JDK in " + System.getProperty("java.home") + " has no " + name));
        Say.line(name + " …");
        var said = new StringWriter();
        var to = new PrintWriter(said);
        int exit = tool.run(to, to, arguments.toArray(String[]::new));
        if (exit != 0)
            throw new InstallerException(name + " failed (" + exit + "):\n" + said + "\n" + String.join(" ", arguments));
        if (!said.toString().isBlank()) Say.line(said.toString().strip());
    }
}
