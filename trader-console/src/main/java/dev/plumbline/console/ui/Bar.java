package dev.plumbline.console.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;

/// The line of tools above a panel's content. Where they do not fit beside each other, even as narrow as they can be, it takes
/// further lines: a button that lies outside of its panel cannot be pressed, and one in a menu is not seen.
///
/// Children are laid out as in an [HBox], with its constraints. A line ends before a [Parts#space] first, then where it is
/// full.
final class Bar extends Pane {
    private static final double GAP_PX = 10;
    private static final double LINE_GAP_PX = 4;

    Bar(Node... tools) {
        super(tools);
        getStyleClass().add("panel-bar");
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        double widest = 0;
        for (var tool : getManagedChildren()) widest = Math.max(widest, tool.minWidth(-1));
        return widest + acrossInsets();
    }

    @Override
    protected double computePrefWidth(double height) {
        return sum(getManagedChildren(), tool -> tool.prefWidth(-1)) + acrossInsets();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        var lines = lines(width < 0 ? Double.MAX_VALUE : width - acrossInsets());
        double height = (lines.size() - 1) * LINE_GAP_PX;
        for (var line : lines) height += height(line);
        return snapSizeY(snappedTopInset() + height + snappedBottomInset());
    }

    private double acrossInsets() {
        return snappedLeftInset() + snappedRightInset();
    }

    private List<List<Node>> lines(double width) {
        var tools = getManagedChildren();
        if (sum(tools, tool -> tool.minWidth(-1)) <= width) return List.of(tools);
        var lines = new ArrayList<List<Node>>();
        var line = new ArrayList<Node>();
        for (var tool : tools) {
            boolean isFull = sum(line, each -> each.minWidth(-1)) + GAP_PX + tool.minWidth(-1) > width;
            if (!line.isEmpty() && (isFull || Parts.isSpace(tool))) {
                lines.add(line);
                line = new ArrayList<>();
            }
            line.add(tool);
        }
        lines.add(line);
        return lines;
    }

    private static double sum(List<Node> line, ToDoubleFunction<Node> width) {
        return line.stream().mapToDouble(width).sum() + GAP_PX * Math.max(0, line.size() - 1);
    }

    private static double height(List<Node> line) {
        return line.stream().mapToDouble(tool -> tool.prefHeight(-1)).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - acrossInsets();
        var lines = lines(width);
        double spare = getHeight() - computePrefHeight(getWidth());
        double y = snappedTopInset() + Math.max(0, spare) / 2;
        for (var line : lines) {
            double height = height(line);
            lay(line, y, width, height);
            y += height + LINE_GAP_PX;
        }
    }

    private void lay(List<Node> line, double y, double width, double height) {
        var widths = widths(line, width);
        double x = snappedLeftInset();
        for (int i = 0; i < widths.length; i++) {
            layoutInArea(line.get(i), x, y, widths[i], height, -1, null, true, false, HPos.LEFT, VPos.CENTER);
            x += widths[i] + GAP_PX;
        }
    }

    /// What is left over goes to those who grow. What is lacking is taken from those who could, for an empty field spares more
    /// than a text that is cut, then from the others; among themselves in the measure in which they can give.
    private double[] widths(List<Node> line, double width) {
        double over = width - sum(line, tool -> tool.prefWidth(-1));
        if (over < 0) return narrowed(line, -over);
        var grows = growing(line);
        return line.stream()
                .mapToDouble(tool -> tool.prefWidth(-1) + (grows.contains(tool) ? over / grows.size() : 0))
                .toArray();
    }

    private static double[] narrowed(List<Node> line, double lack) {
        double elastic = line.stream().filter(Bar::isElastic).mapToDouble(Bar::give).sum();
        double others = line.stream().mapToDouble(Bar::give).sum() - elastic;
        double ofElastic = share(lack, elastic);
        double ofOthers = share(lack - elastic, others);
        return line.stream()
                .mapToDouble(tool -> tool.prefWidth(-1) - give(tool) * (isElastic(tool) ? ofElastic : ofOthers))
                .toArray();
    }

    private static double share(double lack, double give) {
        return give == 0 ? 0 : Math.clamp(lack / give, 0, 1);
    }

    private static double give(Node tool) {
        return Math.max(0, tool.prefWidth(-1) - tool.minWidth(-1));
    }

    private static boolean isElastic(Node tool) {
        return HBox.getHgrow(tool) == Priority.ALWAYS || HBox.getHgrow(tool) == Priority.SOMETIMES;
    }

    private static List<Node> growing(List<Node> line) {
        var always = line.stream().filter(tool -> HBox.getHgrow(tool) == Priority.ALWAYS).toList();
        return always.isEmpty() ? line.stream().filter(tool -> HBox.getHgrow(tool) == Priority.SOMETIMES).toList() : always;
    }
}
