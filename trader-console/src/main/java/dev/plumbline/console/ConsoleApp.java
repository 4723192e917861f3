package dev.plumbline.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import dev.plumbline.console.shell.Frame;
import dev.plumbline.console.shell.Shell;
import dev.plumbline.console.shell.UserFiles;
import dev.plumbline.console.shell.Workspaces;
import dev.plumbline.console.ui.Painted;

/// The JavaFX side of the console: opens the window on the desk's feed, takes links to orders, and closes all. Made by
/// the toolkit.
public final class ConsoleApp extends Application {
    /// In the environment, to log in with.
    private static final String PASSWORD = "PLUMBLINE_PASSWORD";
    private static final String EXIT_AFTER_FIRST_FRAME = "exit-after-first-frame";
    private static final int[] ICON_SIZES = {16, 24, 32, 48, 64, 128, 256};


    private final List<AutoCloseable> doors = new ArrayList<>(1);
    private boolean isFurnished;
    private Optional<RuntimeException> trouble = Optional.empty();

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
        settings.tls().ifPresent(files -> arguments.addAll(List.of(
                "--certificate=" + files.certificate(), "--key=" + files.key(), "--ca=" + files.ca())));
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
                named.getOrDefault("environment", "SIM"),
                ConsoleTls.files(
                        named.getOrDefault("certificate", ""), named.getOrDefault("key", ""), named.getOrDefault("ca", "")));
    }

    /// First the frame with what the bars can say, and when that is painted all that the window is made of: this takes
    /// several times as long.
    @Override
    public void start(Stage stage) {
        var settings = settings(getParameters().getNamed());
        var files = files();
        var workspaces = ConsoleWindow.workspaces(files);
        Shell.paint(workspaces);
        var frame = new Frame(stage, workspaces.preferences(), ConsoleWindow.WIDTH, ConsoleWindow.HEIGHT);
        stage.setTitle(ConsoleWindow.title(settings));
        stage.setOnHidden(_ -> files.close());
        frame.beforeFirstKey(() -> furnish(stage, frame, settings, files, workspaces));
        frame.show(FirstBars.top(settings), FirstBars.bottom(settings));
        Painted.once(frame.scene(), () -> {
            if (isRehearsal()) tell("first frame");
            furnish(stage, frame, settings, files, workspaces);
        });
    }

    /// A window that cannot be made must not stay as an empty frame: its trouble ends the program, as it does in [#start].
    private void furnish(Stage stage, Frame frame, Settings settings, UserFiles files, Workspaces workspaces) {
        if (isFurnished || !stage.isShowing()) return;
        isFurnished = true;
        try {
            open(stage, frame, settings, files, workspaces);
        } catch (RuntimeException broken) {
            trouble = Optional.of(broken);
            stage.close();
        }
    }

    private void open(Stage stage, Frame frame, Settings settings, UserFiles files, Workspaces workspaces) {
        var feed = new DeskFeed(settings.host(), settings.port(), settings.desk(), settings.user(), settings.tls());
        feed.logIn(System.getenv().getOrDefault(PASSWORD, ""));
        var window = new ConsoleWindow(feed, settings, files, workspaces, isRehearsal() ? Speaker.SILENT : new Tones());
        stage.setOnHidden(_ -> window.close());
        window.open(stage, frame);
        getParameters().getUnnamed().forEach(window::warn);
        var named = getParameters().getNamed();
        if (named.containsKey("link")) window.show(OrderLink.parse(named.getOrDefault("link", "")).clOrdID(), stage);
        window.whenWhole(() -> Painted.once(stage.getScene(), () -> {
            if (isRehearsal()) tell("whole");
            stage.getIcons().setAll(icons()); // seven pictures: not before anybody sees anything
            if (isRehearsal()) stage.close();
            else takeLinks(window, stage);
        }));
    }

    private boolean isRehearsal() {
        return Boolean.parseBoolean(getParameters().getNamed().get(EXIT_AFTER_FIRST_FRAME));
    }

    /// In milliseconds since the JVM began: its own start and that of its launcher are not in it.
    private static void tell(String what) {
        long at = System.currentTimeMillis(); // before the bean is asked: that loads classes
        System.out.println(what + " after " + (at - ManagementFactory.getRuntimeMXBean().getStartTime()) + " ms");
    }

    private static UserFiles files() {
        try {
            return UserFiles.in(UserFolder.ofThisUser().config(), what -> log().warn(what));
        } catch (IOException trouble) {
            log().warn("workspaces will not be kept: {}", trouble.getMessage());
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
        if (trouble.isPresent()) throw trouble.get();
    }

    /// No constant: what logging reads first takes 50 ms of a start, and mostly there is nothing to say.
    private static Logger log() {
        return LoggerFactory.getLogger(ConsoleApp.class);
    }
}
