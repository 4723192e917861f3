package dev.plumbline.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/// Makes jmods of JavaFX's jars, so that jlink puts their libraries beside those of the JDK.
///
/// Linked as jars, the libraries would stay resources, and each user's first start would unpack them into the home folder.
final class JavaFxJmods {
    private JavaFxJmods() {}

    /// @return the module path
    static Path make(Path jars, Path jmods) throws IOException {
        Folders.delete(jmods);
        var modules = Files.createDirectories(jmods.resolve("modules"));
        var found = Folders.list(jars);
        if (found.isEmpty()) throw new InstallerException("no jars of JavaFX for this platform in " + jars);
        for (var jar : found) {
            var name = jar.getFileName().toString();
            var parts = jmods.resolve(name);
            unpack(jar, parts);
            Tool.run("jmod", List.of(
                    "create", "--class-path", parts.resolve("classes").toString(),
                    "--libs", parts.resolve("libs").toString(),
                    modules.resolve(name.replaceFirst("-[0-9].*", "") + ".jmod").toString()));
        }
        return modules;
    }

    private static void unpack(Path jar, Path parts) throws IOException {
        Files.createDirectories(parts.resolve("libs"));
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
                var name = entry.getName();
                if (name.equals("META-INF/MANIFEST.MF")) continue; // none in a module of a runtime
                var file = parts.resolve(isLibrary(name) ? "libs" : "classes").resolve(name).normalize();
                if (!file.startsWith(parts)) throw new InstallerException(jar + " wants to write to " + file);
                Files.createDirectories(file.getParent());
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
    }

    private static boolean isLibrary(String name) {
        return name.endsWith(".so") || name.endsWith(".dylib") || name.endsWith(".dll");
    }
}
