package dev.plumbline.console.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What an option is where the command line does not say: the environment variable `PLUMBLINE_CONNECT` for `--connect`,
/// else the line `connect=` in the user's [#FILE], else that in the machine's, which a desk deploys, else what is built in.
///
/// Every option with a value has its variable and its line. A file that cannot be read counts as empty, and a line that
/// no option has is passed over; [#complaints] tells of both.
public final class Defaults implements IDefaultValueProvider {
    /// Of the form of `java.util.Properties`, in UTF-8.
    public static final String FILE = "console.properties";

    private static final int BYTES_MAX = 65_536;

    private final Map<String, String> environment;
    private final List<Source> files;

    private record Source(Path path, Properties lines, String trouble) {}

    /// Made by picocli.
    public Defaults() {
        this(System.getenv(), UserFolder.ofThisUser());
    }

    Defaults(Map<String, String> environment, UserFolder folder) {
        this.environment = environment;
        files = List.of(read(folder.file(FILE)), read(folder.sharedFile(FILE)));
    }

    private static Source read(Path path) {
        var lines = new Properties();
        if (!Files.exists(path)) return new Source(path, lines, "");
        try {
            if (Files.size(path) > BYTES_MAX) throw new IOException("larger than " + BYTES_MAX + " bytes");
            lines.load(new StringReader(Files.readString(path)));
            return new Source(path, lines, "");
        } catch (IOException | IllegalArgumentException trouble) {
            return new Source(path, new Properties(), path + " counts as empty, it cannot be read: " + trouble);
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.arity().max() == 0) return null;
        var variable = environment.getOrDefault(variable(option), "");
        if (!variable.isBlank()) return variable.strip();
        for (var file : files) {
            var line = file.lines.getProperty(key(option), "");
            if (!line.isBlank()) return line.strip();
        }
        return null;
    }

    /// What is wrong with the files, a line each, for the user to see.
    public List<String> complaints(CommandSpec command) {
        var complaints = new ArrayList<String>();
        var known = new TreeSet<String>();
        for (var option : command.options()) if (option.arity().max() > 0) known.add(key(option));
        for (var file : files) {
            if (!file.trouble.isEmpty()) complaints.add(file.trouble);
            var unknown = new TreeSet<>(file.lines.stringPropertyNames());
            unknown.removeAll(known);
            if (!unknown.isEmpty())
                complaints.add(file.path + " has lines that mean nothing: " + String.join(", ", unknown)
                        + " (known are " + String.join(", ", known) + ")");
        }
        return complaints;
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private static String variable(OptionSpec option) {
        return "PLUMBLINE_" + key(option).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
