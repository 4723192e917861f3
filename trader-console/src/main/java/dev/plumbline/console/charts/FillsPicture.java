package dev.plumbline.console.charts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.console.charts.Shape.Anchor;
import dev.plumbline.console.charts.Shape.Ink;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// Fills over price, laid out for a place of some size.
///
/// @param shapes in the order in which they are drawn
record FillsPicture(Frame frame, List<Shape> shapes) {
    private static final double RADIUS_MIN = 4;
    private static final double RADIUS_MORE = 8;
    /// Executions of one kind that are nearer than that, in pixels, are drawn as one.
    private static final double NEAR = 3;
    private static final double POINTER_REACH = 4;

    static FillsPicture of(FillsScene scene, Span span, double width, double height) {
        return new Laying(scene, span, width, height).picture();
    }

    /// What the pointer is on: the nearest marker.
    Optional<Shape.Marker> at(double x, double y) {
        Shape.Marker nearest = null;
        double least = Double.MAX_VALUE;
        for (var shape : shapes) {
            if (!(shape instanceof Shape.Marker marker)) continue;
            double away = Math.hypot(marker.x() - x, marker.y() - y) - marker.radius();
            if (away > POINTER_REACH || away >= least) continue;
            nearest = marker;
            least = away;
        }
        return Optional.ofNullable(nearest);
    }

    private static final class Laying {
        private final FillsScene scene;
        private final Span span;
        private final List<Shape> shapes = new ArrayList<>();
        /// Drawn last: nothing may hide them.
        private final List<Shape> labels = new ArrayList<>();
        private final double width;
        private final double height;
        private double low = Double.MAX_VALUE;
        private double high = -Double.MAX_VALUE;

        Laying(FillsScene scene, Span span, double width, double height) {
            this.scene = scene;
            this.span = span;
            this.width = width;
            this.height = height;
        }

        FillsPicture picture() {
            range();
            var frame = Frame.of(width, height, span.from(), span.to(), low, high);
            shapes.addAll(frame.grid());
            reference(frame);
            limits(frame);
            average(frame);
            markers(frame);
            shapes.addAll(labels);
            return new FillsPicture(frame, List.copyOf(shapes));
        }

        /// The fills decide; a line is taken in where that does not flatten them.
        private void range() {
            for (var item : scene.fills()) if (span.has(item.execution().transactTime())) include(item.execution().px());
            for (var px : inForce()) includeNear(px);
            if (scene.reference().isStated()) includeNear(scene.reference());
            if (low <= high) return;
            low = 0;
            high = 1;
        }

        private List<Px> inForce() {
            var limits = scene.limits();
            var prices = new ArrayList<Px>();
            for (int i = 0; i < limits.size(); i++) {
                boolean isPast = i + 1 < limits.size() && limits.get(i + 1).from() < span.from();
                if (!isPast && limits.get(i).from() <= span.to()) prices.add(limits.get(i).px());
            }
            return prices;
        }

        private void include(Px px) {
            double value = FillsScene.number(px);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }

        private void includeNear(Px px) {
            double value = FillsScene.number(px);
            double reach = low > high ? Double.MAX_VALUE : Math.max((high - low) * 2, Math.abs(high) * 0.02);
            if (low > high || (value >= low - reach && value <= high + reach)) include(px);
        }

        private void reference(Frame frame) {
            if (scene.reference().isStated())
                level(frame, frame.left(), frame.right(), scene.reference(), Ink.REFERENCE, true, "Ref");
        }

        private void limits(Frame frame) {
            var limits = scene.limits();
            for (int i = 0; i < limits.size(); i++) {
                double from = Math.max(frame.left(), frame.xAt(limits.get(i).from()));
                boolean isLast = i + 1 == limits.size();
                double to = isLast ? frame.right() : Math.min(frame.right(), frame.xAt(limits.get(i + 1).from()));
                if (to <= frame.left() || from >= frame.right()) continue;
                level(frame, from, to, limits.get(i).px(), Ink.LIMIT, false, isLast ? "Limit" : "");
                if (!isLast && to < frame.right()) step(frame, to, limits.get(i).px(), limits.get(i + 1).px());
            }
        }

        private void step(Frame frame, double x, Px before, Px after) {
            double from = inside(frame, frame.yAt(FillsScene.number(before)));
            double to = inside(frame, frame.yAt(FillsScene.number(after)));
            shapes.add(new Shape.Line(x, from, x, to, Ink.LIMIT, false));
        }

        private static double inside(Frame frame, double y) {
            return Math.clamp(y, frame.y().pixelTo(), frame.y().pixelFrom());
        }

        /// A line at a price; where that lies outside, an arrow at the edge says so.
        private void level(Frame frame, double from, double to, Px px, Ink ink, boolean isDashed, String name) {
            double y = frame.yAt(FillsScene.number(px));
            double shown = inside(frame, y);
            if (y == shown) shapes.add(new Shape.Line(from, y, to, y, ink, isDashed));
            if (name.isEmpty()) return;
            var arrow = y < shown ? "↑ " : y > shown ? "↓ " : "";
            double at = y < shown ? shown + 7 : y > shown ? shown - 7 : y - 7;
            labels.add(new Shape.Text(from + 4, at, arrow + name + " " + Show.px(px), ink, Anchor.LEFT));
        }

        /// In steps: an average stays until the next execution. The last before the span comes in from the left.
        private void average(Frame frame) {
            var xs = new ArrayList<Double>();
            var ys = new ArrayList<Double>();
            double last = Double.NaN;
            for (int i = 0; i < scene.fills().size(); i++) {
                var px = scene.average().get(i);
                long time = scene.fills().get(i).execution().transactTime();
                if (time > span.to()) break;
                double y = px.isStated() ? inside(frame, frame.yAt(FillsScene.number(px))) : Double.NaN;
                if (time >= span.from()) {
                    if (!Double.isNaN(last)) add(xs, ys, Math.max(frame.left(), frame.xAt(time)), last);
                    if (xs.isEmpty() && !Double.isNaN(last)) add(xs, ys, frame.left(), last);
                    if (!Double.isNaN(y)) add(xs, ys, frame.xAt(time), y);
                }
                last = y;
            }
            if (!Double.isNaN(last)) {
                if (xs.isEmpty()) add(xs, ys, frame.left(), last);
                add(xs, ys, frame.right(), last);
            }
            if (xs.isEmpty()) return;
            shapes.add(new Shape.Path(array(xs), array(ys), Ink.AVERAGE, false));
            labels.add(new Shape.Text(frame.right() - 4, ys.getLast() - 7, "Avg", Ink.AVERAGE, Anchor.RIGHT));
        }

        private static void add(List<Double> xs, List<Double> ys, double x, double y) {
            xs.add(x);
            ys.add(y);
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private record Spot(long column, long row, Side side, Execution.State state) {}

        /// However many executions there are, no more markers than fit beside each other.
        private void markers(Frame frame) {
            Map<Spot, List<ExecutionItem>> spots = new LinkedHashMap<>();
            for (var item : scene.fills()) {
                var execution = item.execution();
                if (!span.has(execution.transactTime())) continue;
                long column = Math.round(frame.xAt(execution.transactTime()) / NEAR);
                long row = Math.round(frame.yAt(FillsScene.number(execution.px())) / NEAR);
                spots.computeIfAbsent(new Spot(column, row, item.side(), execution.state()), _ -> new ArrayList<>()).add(item);
            }
            double most = spots.values().stream().mapToDouble(each -> FillsScene.number(qty(each))).max().orElse(1);
            spots.values().forEach(each -> shapes.add(marker(frame, each, most)));
        }

        private static Qty qty(Collection<ExecutionItem> items) {
            var sum = Qty.ZERO;
            for (var item : items) sum = sum.plus(item.execution().qty().abs());
            return sum;
        }

        private static Shape.Marker marker(Frame frame, List<ExecutionItem> items, double most) {
            var first = items.getFirst();
            var execution = first.execution();
            double share = most > 0 ? FillsScene.number(qty(items)) / most : 0;
            return new Shape.Marker(
                    frame.xAt(execution.transactTime()), frame.yAt(FillsScene.number(execution.px())),
                    RADIUS_MIN + RADIUS_MORE * Math.sqrt(share), first.side().isBuy(), ink(first.side()), !execution.stands(),
                    execution.state() == Execution.State.CORRECTED, says(items));
        }

        private static Ink ink(Side side) {
            return switch (side) {
                case BUY -> Ink.BUY;
                case SELL_SHORT, SELL_SHORT_EXEMPT -> Ink.SHORT;
                case SELL, NONE -> Ink.SELL;
            };
        }

        private static String says(List<ExecutionItem> items) {
            var first = items.getFirst();
            var execution = first.execution();
            var state = switch (execution.state()) {
                case LIVE -> "";
                case CORRECTED -> "  ✎ corrected";
                case BUSTED -> "  ✖ busted";
            };
            var what = Show.time(execution.transactTime()) + "  " + Show.side(first.side()) + " ";
            if (items.size() > 1)
                return what + FillsScene.count(items.size(), "execution") + ", " + Show.qty(qty(items)) + " near "
                        + Show.px(execution.px()) + state;
            return what + Show.qty(execution.qty()) + " @ " + Show.px(execution.px()) + "  " + execution.execID() + "  order "
                    + first.order() + state;
        }
    }
}
