package dev.plumbline.console;

import picocli.CommandLine;

/// Starts the console alone. Not an `Application`: on the class path the launcher refuses those.
public final class ConsoleMain {
    private ConsoleMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ConsoleCommand()).execute(args));
    }
}
