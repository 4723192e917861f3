package dev.plumbline.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What differs between the platforms: names, where an image has what, and which packages can be made.
enum Platform {
    LINUX("plumbline-console", "plumbline-console", "bin/plumbline-console", "lib/app", List.of("deb")),
    MAC("Plumbline", "Plumbline.app", "Contents/MacOS/Plumbline", "Contents/app", List.of("dmg")),
    WINDOWS("Plumbline", "Plumbline", "Plumbline.exe", "app", List.of("msi"));

    private final String application;
    private final String image;
    private final String launcher;
    private final String app;
    private final List<String> types;

    Platform(String application, String image, String launcher, String app, List<String> types) {
        this.application = application;
        this.image = image;
        this.launcher = launcher;
        this.app = app;
        this.types = types;
    }

    static Platform ofThisMachine() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.startsWith("windows") ? WINDOWS : os.startsWith("mac") ? MAC : LINUX;
    }

    /// What the program is called.
    String application() {
        return application;
    }

    Path image(Path folder) {
        return folder.resolve(image);
    }

    Path launcher(Path image) {
        return image.resolve(launcher);
    }

    /// Where jars and configuration of an image are: `$APPDIR` in the latter.
    Path app(Path image) {
        return image.resolve(app);
    }

    /// Packages that are made where nobody says which.
    List<String> types() {
        return types;
    }

    /// Maven's version as installers want it: numbers only, and on macOS none that begins with 0.
    String version(String maven) {
        var numbers = maven.replaceFirst("-.*", "");
        return this == MAC && numbers.startsWith("0.") ? "1" + numbers.substring(1) : numbers;
    }

    /// The icon in the form that the platform wants it, made in `folder` where it is not a PNG.
    Path icon(Path pngs, Path folder) throws IOException {
        Files.createDirectories(folder);
        return switch (this) {
            case LINUX -> pngs.resolve("512.png");
            case MAC -> Files.write(folder.resolve("icon.icns"), IconFile.icns(pngs));
            case WINDOWS -> Files.write(folder.resolve("icon.ico"), IconFile.ico(pngs));
        };
    }
}
