package dev.plumbline.console.halt;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Builder;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import dev.plumbline.console.ui.Act;
import dev.plumbline.wire.DeskMessage.Item.HaltItem;

/// A line for each halt in force, over everything else: while it is there, it is why orders are refused.
final class HaltBanner implements Builder<Region> {
    /// More than so many are scrolled to: the desk must stay in sight.
    private static final int ROWS_MAX = 4;
    private static final double ROW_EM = 2.6;

    private final HaltModel model;
    private final HaltInteractor interactor;
    private final ObservableValue<String> sendLock;
    private final Consumer<HaltItem> release;
    private final VBox rows = new VBox();
    private final VBox banner = new VBox();

    /// @param sendLock that which a release waits for
    /// @param release asks whether it is really meant
    HaltBanner(
            HaltModel model, HaltInteractor interactor, ObservableValue<String> sendLock, Consumer<HaltItem> release) {
        this.model = model;
        this.interactor = interactor;
        this.sendLock = sendLock;
        this.release = release;
    }

    @Override
    public Region build() {
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("halt-rows");
        var notice = new Label();
        notice.setId("halt-notice");
        notice.setWrapText(true);
        notice.setMinHeight(Region.USE_PREF_SIZE);
        notice.textProperty().bind(model.notice);
        notice.visibleProperty().bind(model.notice.isNotEmpty());
        notice.managedProperty().bind(model.notice.isNotEmpty());
        banner.getChildren().setAll(scroll, notice);
        banner.setId("halt-banner");
        model.inForce.addListener((ListChangeListener<HaltItem>) _ -> show(scroll));
        sendLock.subscribe(_ -> show(scroll));
        show(scroll);
        return banner;
    }

    private void show(ScrollPane scroll) {
        boolean isHalted = !model.inForce.isEmpty();
        rows.getChildren().setAll(model.inForce.stream().map(this::row).toList());
        scroll.setStyle("-fx-pref-height: " + ROW_EM * Math.min(model.inForce.size(), ROWS_MAX) + "em;");
        banner.setVisible(isHalted);
        banner.setManaged(isHalted);
    }

    private Node row(HaltItem item) {
        var text = new Label(HaltInteractor.words(item), new FontIcon(Feather.POWER));
        text.getStyleClass().add("halt-words");
        text.setTooltip(new Tooltip(text.getText()));
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var why = new Label(interactor.releaseObstacle(item));
        why.getStyleClass().add("halt-why");
        boolean isPossible = why.getText().isEmpty();
        why.setVisible(!isPossible);
        why.setManaged(!isPossible);
        why.setTooltip(new Tooltip(why.getText()));
        var act = new Act(
                "Release …", "", Feather.PLAY, new ReadOnlyStringWrapper(why.getText()), () -> release.accept(item));
        var row = new HBox(10, text, why, act.button("release-halt"));
        row.getStyleClass().add("halt-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(text.getText());
        return row;
    }
}
