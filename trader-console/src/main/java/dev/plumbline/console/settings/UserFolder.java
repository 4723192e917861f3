package dev.plumbline.console.settings;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;

/// Where the console keeps what belongs to its user, and where a desk puts what holds for all users of a machine.
///
/// | | this user | all users |
/// |---|---|---|
/// | Linux | `$XDG_CONFIG_HOME/plumbline`, else `~/.config/plumbline` | `/etc/plumbline` |
/// | macOS | `~/Library/Application Support/Plumbline` | `/Library/Application Support/Plumbline` |
/// | Windows | `%APPDATA%\Plumbline` | `%PROGRAMDATA%\Plumbline` |
///
/// No removal of the program touches them.
public final class UserFolder {
    private final Path config;
    private final Path runtime;
    private final Path shared;

    private UserFolder(Path config, Path runtime, Path shared) {
        this.config = config;
        this.runtime = runtime;
        this.shared = shared;
    }

    /// That of the user who runs this program.
    public static UserFolder ofThisUser() {
        return of(System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")), System.getenv());
    }

    static UserFolder of(String os, Path home, Map<String, String> environment) {
        var system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            var config = absolute(environment, "APPDATA", home.resolve("AppData").resolve("Roaming"));
            var shared = absolute(environment, "PROGRAMDATA", Path.of("C:\\ProgramData"));
            return same(config.resolve("Plumbline"), shared.resolve("Plumbline"));
        }
        if (system.startsWith("mac")) {
            var support = Path.of("Library", "Application Support", "Plumbline");
            return same(home.resolve(support), Path.of("/").resolve(support));
        }
        var config = absolute(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("plumbline");
        // Of this machine and this login, where a home folder may be one for several machines.
        var login = absolute(environment, "XDG_RUNTIME_DIR", config);
        var runtime = login.resolve(login.equals(config) ? "run" : "plumbline");
        return new UserFolder(config, runtime, Path.of("/etc/plumbline"));
    }

    private static UserFolder same(Path config, Path shared) {
        return new UserFolder(config, config.resolve("run"), shared);
    }

    /// A relative path in such a variable is to be ignored, says the XDG base directory specification.
    private static Path absolute(Map<String, String> environment, String variable, Path otherwise) {
        var path = Path.of(environment.getOrDefault(variable, ""));
        return path.isAbsolute() ? path : otherwise;
    }

    /// The user's folder, made where it was missing, open to its owner only.
    ///
    /// @throws IOException where it cannot be made or written, with one line for the user: go on with defaults, and show it
    public Path config() throws IOException {
        return writable(config);
    }

    /// For sockets of running consoles: as [#config()], but gone with the user's login where the system has such a folder.
    public Path runtime() throws IOException {
        return writable(runtime);
    }

    /// A file of the user's that may not be there. Makes nothing: for reading.
    public Path file(String name) {
        return config.resolve(name);
    }

    /// A file for all users of this machine that may not be there.
    public Path sharedFile(String name) {
        return shared.resolve(name);
    }

    private static Path writable(Path folder) throws IOException {
        try {
            Files.createDirectories(folder, forOwnerOnly());
        } catch (IOException trouble) {
            throw new IOException("the folder " + folder + " cannot be made (" + reason(trouble) + ")", trouble);
        }
        if (!Files.isWritable(folder))
            throw new IOException("the folder " + folder + " cannot be written: it does not belong to you, or is read-only");
        return folder;
    }

    private static String reason(IOException trouble) {
        return trouble.getClass().getSimpleName() + ": " + trouble.getMessage();
    }

    /// Windows gives a folder the rights of the one above, which is the user's own.
    private static FileAttribute<?>[] forOwnerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        };
    }
}
