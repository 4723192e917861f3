package dev.plumbline.console;

import java.util.Set;
import java.util.stream.Stream;

import picocli.CommandLine;

import dev.plumbline.console.launch.Toolkit;

/// Starts the console alone. Not an `Application`: on the class path the launcher refuses those.
public final class ConsoleMain {
    private static final Set<String> WITHOUT_WINDOW = Set.of("-h", "--help", "-V", "--version");

    private ConsoleMain() {}

    public static void main(String[] args) {
        var toolkit = opensWindow(args) ? Toolkit.begun(() -> Display.obstacle().isEmpty()) : Toolkit.notBegun();
        System.exit(new CommandLine(new ConsoleCommand(toolkit)).execute(args));
    }

    /// A guess: who is told too little waits a moment longer. A link most often goes to the console that is open already.
    static boolean opensWindow(String... args) {
        return Stream.of(args).noneMatch(arg -> WITHOUT_WINDOW.contains(arg) || arg.startsWith("plumbline:"));
    }
}
