package dev.plumbline.console.charts;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import dev.plumbline.console.charts.Shape.Ink;

/// Draws shapes on a canvas, in colours that the style sheet gives: `-chart-buy` is the ink [Ink#BUY]. It draws only what
/// has changed and can be seen, ten times a second at most.
final class Chart extends Region {
    static final long DRAW_EVERY_NANOS = 100_000_000;
    private static final StyleablePropertyFactory<Chart> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private final Source source;
    private final Canvas canvas = new Canvas();
    /// Not to be seen: it takes the font that the style sheet gives.
    private final Label letters = new Label();
    private final Map<Ink, StyleableProperty<Color>> inks = new EnumMap<>(Ink.class);
    private boolean isStale = true;
    private long drawnAt;

    /// Says what is to be drawn.
    interface Source {
        List<Shape> lay(double width, double height);
    }

    Chart(String id, Source source, ObservableValue<String> summary) {
        this.source = source;
        setId(id);
        getStyleClass().add("chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        accessibleTextProperty().bind(summary);
        letters.getStyleClass().add("chart-letters");
        letters.setVisible(false);
        letters.setManaged(false);
        getChildren().addAll(canvas, letters);
        for (var ink : Ink.values()) inks.put(ink, ink(ink));
        letters.fontProperty().subscribe(this::change);
        setMinSize(60, 60);
    }

    private StyleableProperty<Color> ink(Ink ink) {
        var name = "-chart-" + ink.name().toLowerCase(Locale.ROOT);
        var property = FACTORY.createStyleableColorProperty(this, name, name, chart -> chart.inks.get(ink), Color.TRANSPARENT);
        ((ObservableValue<?>) property).subscribe(this::change);
        return property;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }

    /// The whole of a text for which there may be no room.
    static Tooltip whole(ObservableValue<String> text) {
        var tip = new Tooltip();
        tip.textProperty().bind(text);
        tip.setWrapText(true);
        tip.setMaxWidth(480);
        return tip;
    }

    /// There is something else to be drawn.
    void change() {
        isStale = true;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        letters.resize(0, 0);
        change();
    }

    /// Draws, if that is due. To be called at every pulse: it costs nothing where nothing has changed.
    ///
    /// @param nanos of the pulse
    void pulse(long nanos) {
        if (!isStale || getScene() == null || nanos - drawnAt < DRAW_EVERY_NANOS || getWidth() < 1 || getHeight() < 1) return;
        isStale = false;
        drawnAt = nanos;
        draw();
    }

    private void draw() {
        var pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, getWidth(), getHeight());
        pen.setFont(letters.getFont());
        pen.setTextBaseline(VPos.CENTER);
        for (var shape : source.lay(getWidth(), getHeight())) draw(pen, shape);
    }

    private void draw(GraphicsContext pen, Shape shape) {
        switch (shape) {
            case Shape.Line line -> {
                stroke(pen, line.ink(), line.ink() == Ink.GRID ? 1 : 1.5, line.isDashed());
                pen.strokeLine(crisp(line.x1()), crisp(line.y1()), crisp(line.x2()), crisp(line.y2()));
            }
            case Shape.Path path -> {
                stroke(pen, path.ink(), 1.5, path.isDashed());
                pen.strokePolyline(path.xs(), path.ys(), path.xs().length);
            }
            case Shape.Marker marker -> draw(pen, marker);
            case Shape.Bar bar -> draw(pen, bar);
            case Shape.Text text -> {
                pen.setFill(colour(text.ink()));
                pen.setTextAlign(switch (text.anchor()) {
                    case LEFT -> TextAlignment.LEFT;
                    case MIDDLE -> TextAlignment.CENTER;
                    case RIGHT -> TextAlignment.RIGHT;
                });
                pen.fillText(text.text(), text.x(), text.y());
            }
        }
    }

    private void draw(GraphicsContext pen, Shape.Marker marker) {
        double r = marker.radius();
        double tip = marker.isUp() ? -r : r;
        double[] xs = {marker.x(), marker.x() - r, marker.x() + r};
        double[] ys = {marker.y() + tip, marker.y() - tip, marker.y() - tip};
        pen.setFill(colour(marker.ink()));
        stroke(pen, marker.ink(), 1.5, false);
        if (marker.isCrossed()) {
            pen.strokePolygon(xs, ys, xs.length);
            pen.strokeLine(marker.x() - r, marker.y() - r, marker.x() + r, marker.y() + r);
            pen.strokeLine(marker.x() - r, marker.y() + r, marker.x() + r, marker.y() - r);
        } else {
            pen.fillPolygon(xs, ys, xs.length);
        }
        if (marker.isRinged()) pen.strokeOval(marker.x() - r - 3, marker.y() - r - 3, 2 * r + 6, 2 * r + 6);
    }

    private void draw(GraphicsContext pen, Shape.Bar bar) {
        double x = crisp(bar.x());
        double y = crisp(bar.y());
        stroke(pen, bar.ink(), 1.5, false);
        if (bar.isHollow()) {
            pen.strokeRect(x, y, bar.width(), bar.height());
        } else {
            pen.setFill(colour(bar.ink()));
            pen.fillRect(x, y, bar.width(), bar.height());
        }
        if (!bar.isChosen()) return;
        stroke(pen, Ink.AVERAGE, 1.5, false);
        pen.strokeRect(x - 3, y - 3, bar.width() + 6, bar.height() + 6);
    }

    private void stroke(GraphicsContext pen, Ink ink, double width, boolean isDashed) {
        pen.setStroke(colour(ink));
        pen.setLineWidth(width);
        if (isDashed) pen.setLineDashes(6, 4);
        else pen.setLineDashes();
    }

    private Color colour(Ink ink) {
        var property = inks.get(ink);
        return property == null ? Color.TRANSPARENT : property.getValue();
    }

    /// In the middle of a pixel of the screen, so that a thin line does not smear over two.
    private double crisp(double place) {
        var window = getScene() == null ? null : getScene().getWindow();
        double scale = window == null ? 1 : window.getOutputScaleX();
        return (Math.floor(place * scale) + 0.5) / scale;
    }
}
