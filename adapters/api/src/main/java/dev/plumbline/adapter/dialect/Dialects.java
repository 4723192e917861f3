package dev.plumbline.adapter.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where profiles come from: those that we ship, by name, and files of the user's own, which may extend any.
public final class Dialects {
    private Dialects() {}

    /// The names of the profiles that we ship, in the order in which a list shows them.
    public static List<String> names() {
        return resource("index.txt").lines().toList();
    }

    /// The profile of this name, or in this file (YAML or JSON).
    /// @throws DialectException where there is none, or it says something wrong
    public static Dialect of(String nameOrFile) {
        return of(nameOrFile, Path.of(""), new HashSet<>());
    }

    /// A line for each profile that we ship: its name and what it is.
    public static List<String> list() {
        return names().stream().map(name -> "%-16s %s".formatted(name, of(name).description())).toList();
    }

    /// @param folder what a file is relative to
    /// @param extending those that are being read, so that none extends itself
    private static Dialect of(String nameOrFile, Path folder, Set<Object> extending) {
        if (nameOrFile.equals("standard") || nameOrFile.equals(Dialect.STANDARD.name())) return Dialect.STANDARD;
        if (names().contains(nameOrFile)) return shipped(nameOrFile);
        if (!isFile(nameOrFile, folder))
            throw new DialectException("no dialect '" + nameOrFile + "'; there are: " + String.join(", ", names())
                    + "; or give a file, such as " + (nameOrFile.isBlank() ? "broker" : nameOrFile) + ".yaml");
        var file = folder.resolve(nameOrFile).normalize();
        if (!extending.add(file.toAbsolutePath()))
            throw new DialectException("dialect " + file + ": extends itself; extend a shipped one: "
                    + String.join(", ", names()));
        return profile(file).dialect(parent -> of(parent, folderOf(file), extending));
    }

    private static Dialect shipped(String name) {
        return Profile.parse(name, name, resource(name + ".yaml")).dialect(Dialects::of);
    }

    private static boolean isFile(String text, Path folder) {
        try {
            return text.matches(".*[/\\\\].*|.*\\.(yaml|yml|json)") || Files.isRegularFile(folder.resolve(text));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static Path folderOf(Path file) {
        var parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static Profile profile(Path file) {
        try {
            return Profile.parse(file.toString(), nameOf(file), Files.readString(file));
        } catch (IOException unreadable) {
            throw new DialectException("dialect " + file + ": cannot be read ("
                    + unreadable.getClass().getSimpleName() + "); give an existing file, or one of: "
                    + String.join(", ", names()));
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.(yaml|yml|json)$", "");
    }

    private static String resource(String name) {
        try (var in = Dialects.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("the resource " + name + " is missing from this build");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
