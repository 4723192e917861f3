package dev.plumbline.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Makes the installer of the trader console for the platform it runs on, step by step. Run by the profile `installer`.
///
/// Where a screen is to be had it starts the image: once to learn what a start needs, and again to see that what was
/// learnt is used. An image that does not show its window, or that does not use its cache, makes no package.
public final class Installer {
    /// What the console and its libraries need. `jdeps` finds only some: Hazelcast asks for others by name.
    private static final List<String> MODULES = List.of(
            "javafx.controls", "java.compiler", "java.logging", "java.management", "java.naming", "java.net.http",
            "java.scripting", "java.sql", "java.transaction.xa", "jdk.jfr", "jdk.management", "jdk.net",
            "jdk.unsupported", "jdk.zipfs");

    /// As `oms console` has them, for a trader's desktop. Heap, collector and headers are said, for they are part of what
    /// the cache is good for: a machine that chose others would start without it.
    private static final List<String> JAVA_OPTIONS = List.of(
            "-Xmx1g",
            "-XX:+UseG1GC",
            // Many short pauses rather than few long ones: a window drops frames in each that takes longer than one.
            "-XX:MaxGCPauseMillis=8",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:G1NewSizePercent=2",
            "-XX:+UseCompactObjectHeaders",
            // Ten times of what it is by default: where there are two cores, the optimising compiler takes one of them from a
            // start, for code that is mostly never run again. What runs always gets there all the same.
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000",
            // Hazelcast starts a thread for each callback where this is 1, as it is on two cores.
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
            "-Dhazelcast.logging.type=slf4j",
            "-Dhazelcast.phone.home.enabled=false",
            "-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory",
            "-Dlogback.configurationFile=$APPDIR/logback.xml",
            "--enable-native-access=javafx.graphics,ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // What Hazelcast asks for on a modular JDK.
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final Path base;
    private final Path target;
    private final String version;
    private final List<String> types;
    private final boolean requireStart;
    private final String maintainer;
    private final Instant stamp;
    private final Platform platform = Platform.ofThisMachine();

    private Installer(String[] arguments) {
        base = Path.of(arguments[0]);
        target = base.resolve("target");
        version = platform.version(arguments[1]);
        types = arguments[2].equals("default") ? platform.types() : Arrays.asList(arguments[2].split(","));
        requireStart = Boolean.parseBoolean(arguments[3]);
        maintainer = arguments[4];
        stamp = Instant.parse(arguments[5]);
    }

    public static void main(String[] arguments) throws IOException {
        try {
            new Installer(arguments).make();
        } catch (InstallerException told) {
            System.err.println("installer: " + told.getMessage());
            System.exit(1);
        }
    }

    private void make() throws IOException {
        Folders.delete(target.resolve("dist"));
        runtime();
        var image = image();
        start(image);
        for (var type : types) if (!type.equals("app-image")) pack(image, type);
        Say.line("made " + target.resolve("dist"));
        for (var file : Folders.list(target.resolve("dist"))) Say.line("  " + file.getFileName() + ", " + Folders.size(file));
    }

    private void runtime() throws IOException {
        var jmods = JavaFxJmods.make(target.resolve("javafx"), target.resolve("jmods"));
        Folders.delete(target.resolve("runtime"));
        // Unpacked modules: whole installers compress better than their parts, and classes load sooner.
        Tool.run("jlink", List.of(
                "--module-path", jmods.toString(), "--add-modules", String.join(",", MODULES),
                "--no-header-files", "--no-man-pages", "--compress", "zip-0",
                "--output", target.resolve("runtime").toString()));
        Say.line("runtime with JavaFX: " + Folders.size(target.resolve("runtime")));
    }

    private Image image() throws IOException {
        Files.createDirectories(target.resolve("dist"));
        Files.copy(base.resolve("image/logback.xml"), target.resolve("input/logback.xml"),
                StandardCopyOption.REPLACE_EXISTING);
        liftOldClasses();
        var arguments = new ArrayList<>(List.of(
                "--type", "app-image", "--name", platform.application(), "--app-version", version,
                "--input", target.resolve("input").toString(), "--main-jar", consoleJar(),
                "--main-class", "dev.plumbline.console.ConsoleMain",
                "--runtime-image", target.resolve("runtime").toString(),
                "--dest", target.resolve("dist").toString()));
        for (var option : JAVA_OPTIONS) arguments.addAll(List.of("--java-options", option));
        arguments.addAll(description());
        Tool.run("jpackage", arguments);
        var image = new Image(platform, target.resolve("dist"));
        if (platform == Platform.LINUX) {
            Files.copy(base.resolve("resources/plumbline-console.desktop"),
                    image.folder().resolve("lib/plumbline-console.desktop"));
            // Instead of jpackage's, which asks for the package that it is of in each start.
            Files.copy(base.resolve("image/plumbline-console"), image.launcher(),
                    StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        // The cache knows the jars it was made of by their times, and packages keep whole seconds only.
        Folders.stamp(image.folder(), stamp);
        return image;
    }

    private void liftOldClasses() throws IOException {
        for (var jar : Folders.list(target.resolve("input"))) {
            if (!jar.getFileName().toString().endsWith(".jar")) continue;
            int lifted = OldClasses.lift(jar);
            if (lifted > 0) Say.line(lifted + " classes of " + jar.getFileName() + " lifted to a form that the cache takes");
        }
    }

    private String consoleJar() throws IOException {
        for (var jar : Folders.list(target.resolve("input"))) {
            var name = jar.getFileName().toString();
            if (name.startsWith("plumbline-console-")) return name;
        }
        throw new InstallerException("the console's jar is not in " + target.resolve("input"));
    }

    private List<String> description() throws IOException {
        return List.of(
                "--description", "Trader console of the Plumbline order management system",
                "--vendor", "Plumbline",
                "--icon", platform.icon(icons(), target.resolve("icons")).toString());
    }

    private Path icons() {
        return base.resolve("../../trader-console/src/main/resources/dev/plumbline/console/icon").normalize();
    }

    /// Starts the image where there is a screen, and puts into it what that start has taught.
    private void start(Image image) throws IOException {
        try (var screen = Screen.find(target.resolve("xvfb.log"))) {
            if (!screen.isThere()) {
                if (requireStart) throw new InstallerException("no screen to start the image on: " + screen.why());
                Say.line("NOT STARTED, and so without the cache that makes starts fast: " + screen.why());
                return;
            }
            Say.line("the image is started on " + screen.name());
            new Rehearsal(image, screen, target.resolve("rehearsal")).teach();
        }
    }

    private void pack(Image image, String type) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "--type", type, "--name", platform.application(), "--app-version", version,
                "--app-image", image.folder().toString(), "--dest", target.resolve("dist").toString(),
                "--resource-dir", base.resolve("resources").toString(),
                "--license-file", base.resolve("../../LICENSE").normalize().toString()));
        arguments.addAll(description().subList(0, 4));
        switch (type) {
            case "deb" -> arguments.addAll(List.of(
                    "--linux-deb-maintainer", maintainer, "--linux-app-category", "misc"));
            case "rpm" -> arguments.addAll(List.of("--linux-rpm-license-type", "Apache-2.0"));
            case "msi", "exe" -> arguments.addAll(List.of(
                    "--win-menu", "--win-menu-group", "Plumbline", "--win-shortcut", "--win-dir-chooser",
                    // Never to change: by it a new version knows the old one.
                    "--win-upgrade-uuid", "6f0b7b0e-5d0e-4b0b-9a35-0a2c5b8f7d11"));
            case "dmg", "pkg" -> {
                // Nothing of its own.
            }
            default -> throw new InstallerException("no such type of package: " + type.toLowerCase(Locale.ROOT));
        }
        Tool.run("jpackage", arguments, stamp);
    }
}
