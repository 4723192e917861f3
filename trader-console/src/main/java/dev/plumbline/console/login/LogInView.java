package dev.plumbline.console.login;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import atlantafx.base.theme.Styles;
import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.ui.Parts;

/// The card on which a person logs in. What was typed is gone as soon as it is sent.
final class LogInView {
    private final Label why = new Label();
    private final PasswordField password = new PasswordField();
    private final Button enter = new Button("Log in");
    private final Consumer<String> logIn;
    private final StackPane layer;

    /// @param logIn takes a password
    LogInView(String user, String desk, Consumer<String> logIn) {
        this.logIn = logIn;
        layer = new StackPane(card(user, desk));
        layer.setId("log-in-layer");
        layer.setVisible(false);
    }

    Region layer() {
        return layer;
    }

    private Region card(String user, String desk) {
        password.setId("password");
        password.setPromptText("password");
        password.setOnAction(_ -> send());
        HBox.setHgrow(password, Priority.ALWAYS);
        enter.setId("log-in");
        enter.getStyleClass().add(Styles.ACCENT);
        enter.setMinWidth(Region.USE_PREF_SIZE);
        enter.setOnAction(_ -> send());
        why.setId("log-in-why");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        var other = Parts.quiet("Somebody else? Start the console with --user NAME.");
        var line = new HBox(8, Parts.label("_Password", password), password, enter);
        line.setAlignment(Pos.CENTER_LEFT);
        var card = new VBox(10, Parts.title("Log in to desk " + desk + " as " + user, Feather.LOCK), why, line, other);
        card.setId("log-in-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return card;
    }

    private void send() {
        var typed = password.getText();
        password.clear();
        if (typed.isEmpty()) return;
        enter.setDisable(true);
        why.setText("…");
        logIn.accept(typed);
    }

    /// @param reason why it is asked, for the person
    void ask(String reason) {
        boolean wasHidden = !layer.isVisible();
        why.setText(reason);
        enter.setDisable(false);
        layer.setVisible(true);
        // Where somebody is typing already, the cursor is theirs.
        if (wasHidden || !password.isFocused()) password.requestFocus();
    }

    void hide() {
        password.clear();
        layer.setVisible(false);
    }
}
