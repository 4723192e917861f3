package dev.plumbline.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.stage.Stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.console.feed.DeskFeed;
import dev.plumbline.console.launch.LinkDoor;
import dev.plumbline.console.launch.OrderLink;
import dev.plumbline.console.notices.Speaker;
import dev.plumbline.console.notices.Tones;
import dev.plumbline.console.settings.UserFolder;
import dev.plumbline.console.shell.UserFiles;
import dev.plumbline.console.ui.Painted;

/// The JavaFX side of the console: opens the window on the desk's feed, takes links to orders, and closes all. Made by
/// the toolkit.
public final class ConsoleApp extends Application {
    private static final String EXIT_AFTER_FIRST_FRAME = "exit-after-first-frame";
    private static final int[] ICON_SIZES = {16, 24, 32, 48, 64, 128, 256};

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApp.class);

    private final List<AutoCloseable> doors = new ArrayList<>(1);

    /// What the console was started with, as the toolkit hands it over.
    ///
    /// @param complaints lines that the user is to see among the alerts
    static String[] arguments(
            Settings settings, List<OrderLink> links, List<String> complaints, boolean exitAfterFirstFrame) {
        var arguments = new ArrayList<>(List.of(
                "--host=" + settings.host(),
                "--port=" + settings.port(),
                "--desk=" + settings.desk(),
                "--user=" + settings.user(),
                "--environment=" + settings.environment(),
                "--" + EXIT_AFTER_FIRST_FRAME + "=" + exitAfterFirstFrame));
        links.forEach(link -> arguments.add("--link=" + link));
        arguments.addAll(complaints);
        return arguments.toArray(String[]::new);
    }

    private static Settings settings(Map<String, String> named) {
        return new Settings(
                named.getOrDefault("host", "127.0.0.1"),
                Integer.parseInt(named.getOrDefault("port", "5801")),
                named.getOrDefault("desk", "main"),
                named.getOrDefault("user", "trader"),
                named.getOrDefault("environment", "SIM"));
    }

    @Override
    public void start(Stage stage) {
        var named = getParameters().getNamed();
        var settings = settings(named);
        var feed = new DeskFeed(settings.host(), settings.port(), settings.desk(), settings.user());
        boolean isRehearsal = Boolean.parseBoolean(named.get(EXIT_AFTER_FIRST_FRAME));
        var window = new ConsoleWindow(feed, settings, files(), isRehearsal ? Speaker.SILENT : new Tones());
        stage.setOnHidden(_ -> window.close());
        window.open(stage);
        getParameters().getUnnamed().forEach(window::warn);
        if (named.containsKey("link")) window.show(OrderLink.parse(named.getOrDefault("link", "")).clOrdID(), stage);
        if (isRehearsal) Painted.once(stage.getScene(), () -> tell("first frame"));
        window.whenWhole(() -> Painted.once(stage.getScene(), () -> {
            if (isRehearsal) tell("whole");
            stage.getIcons().setAll(icons()); // seven pictures: not before anybody sees anything
            if (isRehearsal) stage.close();
            else takeLinks(window, stage);
        }));
    }

    /// In milliseconds since the JVM began: its own start and that of its launcher are not in it.
    private static void tell(String what) {
        long at = System.currentTimeMillis(); // before the bean is asked: that loads classes
        System.out.println(what + " after " + (at - ManagementFactory.getRuntimeMXBean().getStartTime()) + " ms");
    }

    private static UserFiles files() {
        try {
            return UserFiles.in(UserFolder.ofThisUser().config(), LOG::warn);
        } catch (IOException trouble) {
            LOG.warn("workspaces will not be kept: {}", trouble.getMessage());
            return UserFiles.none();
        }
    }

    private static List<Image> icons() {
        return IntStream.of(ICON_SIZES).mapToObj(ConsoleApp::icon).toList();
    }

    private static Image icon(int size) {
        try (var picture = ConsoleApp.class.getResourceAsStream("icon/" + size + ".png")) {
            if (picture == null) throw new IllegalStateException("icon/" + size + ".png is missing from the program");
            return new Image(picture);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void takeLinks(ConsoleWindow window, Stage stage) {
        try {
            doors.add(LinkDoor.open(UserFolder.ofThisUser().runtime(), link -> window.show(link.clOrdID(), stage)));
        } catch (IOException | UnsupportedOperationException trouble) {
            window.warn("links to orders will each open a console of their own: " + trouble.getMessage());
        }
    }

    @Override
    public void stop() throws Exception {
        for (var door : doors) door.close();
    }
}
