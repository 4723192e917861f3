package dev.plumbline.console;

import java.util.Map;
import javafx.application.Application;
import javafx.stage.Stage;

import dev.plumbline.console.feed.DeskFeed;

/// The JavaFX side of the console: opens the window on the desk's feed and closes both. Made by the toolkit.
public final class ConsoleApp extends Application {

    /// The settings as the toolkit hands them over.
    static String[] arguments(Settings settings) {
        return new String[] {
            "--host=" + settings.host(),
            "--port=" + settings.port(),
            "--desk=" + settings.desk(),
            "--user=" + settings.user(),
            "--environment=" + settings.environment()
        };
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
        var settings = settings(getParameters().getNamed());
        var feed = new DeskFeed(settings.host(), settings.port(), settings.desk(), settings.user());
        var window = new ConsoleWindow(feed, settings);
        stage.setOnHidden(_ -> window.close());
        window.open(stage);
    }
}
