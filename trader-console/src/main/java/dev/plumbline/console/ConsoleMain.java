package dev.plumbline.console;

import picocli.CommandLine;

/// Starts the console alone. Not an `Application`: on the class path the launcher refuses those.
public final class ConsoleMain {
    private ConsoleMain() {}

    /// Nothing runs beside the toolkit while it begins: GTK changes the environment of the process, and who reads that at the
    /// same moment, as a look-up of a host does, may crash the JVM.
    public static void main(String[] args) {
        System.exit(new CommandLine(new ConsoleCommand()).execute(args));
    }
}
