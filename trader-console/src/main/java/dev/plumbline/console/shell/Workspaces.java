package dev.plumbline.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The named workspaces of a person, each a file of its own, and the preferences.
public final class Workspaces {
    private static final String FOLDER = "workspaces/";
    private static final String PREFERENCES = "preferences";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");

    private final UserFiles files;
    private final List<Workspace> builtIn;
    /// Names of those that have a file.
    private final TreeSet<String> own;
    private Preferences written;

    /// @param builtIn what there is before a person has changed anything; at least one
    public Workspaces(UserFiles files, List<Workspace> builtIn) {
        this.files = files;
        this.builtIn = List.copyOf(builtIn);
        own = new TreeSet<>(files.list(FOLDER));
        written = files.read(PREFERENCES, Preferences.class).orElse(Preferences.DEFAULT);
    }

    public Preferences preferences() {
        return written;
    }

    void keep(Preferences preferences) {
        if (preferences.equals(written)) return;
        written = preferences;
        files.write(PREFERENCES, preferences);
    }

    /// All there are, built-in ones first.
    List<String> names() {
        var names = new ArrayList<String>();
        for (var each : builtIn) names.add(each.name());
        for (var each : own) if (!isBuiltIn(each)) names.add(each);
        return names;
    }

    /// As it was left; the first built-in one where there is none of that name.
    Workspace open(String name) {
        if (!isName(name)) return builtIn.getFirst();
        return files.read(FOLDER + name, Workspace.class).map(kept -> kept.named(name)).orElse(asBuilt(name));
    }

    /// As it was before a person changed it.
    Workspace asBuilt(String name) {
        return builtIn.stream().filter(each -> each.name().equals(name)).findFirst().orElse(builtIn.getFirst());
    }

    boolean isBuiltIn(String name) {
        return builtIn.stream().anyMatch(each -> each.name().equals(name));
    }

    void keep(Workspace workspace) {
        own.add(workspace.name());
        files.write(FOLDER + workspace.name(), workspace);
    }

    void delete(String name) {
        if (own.remove(name)) files.delete(FOLDER + name);
    }

    /// Whether it can name a file on any system, and a person can read it.
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(".") && !name.endsWith(" ");
    }

    /// Why a person may not take this name; empty where it is fine.
    Optional<String> objection(String name) {
        if (!isName(name)) return Optional.of("a name has 1 to 40 letters, digits, spaces, dots or dashes");
        return names().stream().anyMatch(name::equalsIgnoreCase)
                ? Optional.of("there is a workspace '" + name + "' already")
                : Optional.empty();
    }
}
