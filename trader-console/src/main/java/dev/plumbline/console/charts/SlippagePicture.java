package dev.plumbline.console.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.plumbline.console.charts.Bins.Bin;
import dev.plumbline.console.charts.Shape.Anchor;
import dev.plumbline.console.charts.Shape.Ink;
import dev.plumbline.console.ui.Show;

/// The classes of slippage as columns, laid out for a place of some size: better on the left and hollow, worse on the right
/// and filled.
///
/// @param bars from the best to the worst
/// @param shapes in the order in which they are drawn, the bars among them
record SlippagePicture(List<Shape.Bar> bars, List<Shape> shapes) {
    static final SlippagePicture EMPTY = new SlippagePicture(List.of(), List.of());
    static final int NONE = -1;

    private static final double LEFT = 10;
    private static final double RIGHT = 58;
    private static final double TOP = 52;
    private static final double BOTTOM = 42;
    private static final double Y_EVERY = 36;
    private static final double X_EVERY = 52;
    private static final double NAME_WIDTH = 110;
    private static final double LEAST_HEIGHT = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    SlippagePicture {
        bars = List.copyOf(bars);
        shapes = List.copyOf(shapes);
    }

    /// @param chosen which bar is marked, [#NONE] for none
    static SlippagePicture of(Slippage slippage, int chosen, double width, double height) {
        return slippage.isEmpty()
                ? empty(slippage, width, height)
                : new Laying(slippage, chosen, width, height).picture();
    }

    private static SlippagePicture empty(Slippage slippage, double width, double height) {
        double middle = width / 2;
        return new SlippagePicture(List.of(), List.of(
                new Shape.Text(
                        middle, height / 2 - 9, "Nothing to measure against " + slippage.against().words(), Ink.LABEL,
                        Anchor.MIDDLE),
                new Shape.Text(middle, height / 2 + 9, slippage.leftOut().words(), Ink.LABEL, Anchor.MIDDLE)));
    }

    /// The bar over `x`, [#NONE] where there is none.
    int at(double x) {
        for (int i = 0; i < bars.size(); i++) if (x >= bars.get(i).x() && x <= bars.get(i).x() + bars.get(i).width()) return i;
        return NONE;
    }

    private static final class Laying {
        private final Slippage slippage;
        private final int chosen;
        private final double width;
        private final double height;
        private final Bins bins;
        private final BigDecimal total;
        private final double slot;
        private final List<Shape> shapes = new ArrayList<>();
        private final List<Shape.Bar> bars = new ArrayList<>();

        Laying(Slippage slippage, int chosen, double width, double height) {
            this.slippage = slippage;
            this.chosen = chosen;
            this.width = width;
            this.height = height;
            bins = Bins.of(slippage);
            total = slippage.value().amount();
            slot = Math.max(1, (width - LEFT - RIGHT) / bins.list().size());
        }

        SlippagePicture picture() {
            double most = bins.list().stream().mapToDouble(this::percent).max().orElse(1);
            var scale = new Scale(0, most * 1.05, Math.max(TOP + 1, height - BOTTOM), TOP);
            grid(scale);
            for (var bin : bins.list()) bar(bin, scale);
            shapes.addAll(bars);
            labels();
            boolean isMedianLeft = slippage.median().compareTo(slippage.mean()) <= 0;
            level("median", slippage.median(), TOP - 26, true, isMedianLeft);
            level("mean", slippage.mean(), TOP - 12, false, !isMedianLeft);
            if (chosen >= 0 && chosen < bars.size())
                shapes.add(new Shape.Text(LEFT, 12, bars.get(chosen).says(), Ink.AVERAGE, Anchor.LEFT));
            return new SlippagePicture(bars, shapes);
        }

        private double percent(Bin bin) {
            return share(bin).doubleValue();
        }

        private BigDecimal share(Bin bin) {
            return bin.value().amount().multiply(HUNDRED).divide(total, 6, RoundingMode.HALF_EVEN);
        }

        private double bottom() {
            return Math.max(TOP + 1, height - BOTTOM);
        }

        private double right() {
            return LEFT + slot * bins.list().size();
        }

        private void grid(Scale scale) {
            int lines = (int) Math.max(1, (bottom() - TOP) / Y_EVERY);
            for (var tick : Ticks.ofValues(scale.from(), scale.to(), lines).list()) {
                double y = scale.at(tick.value());
                shapes.add(new Shape.Line(LEFT, y, right(), y, Ink.GRID, false));
                shapes.add(new Shape.Text(right() + 6, y, tick.label() + " %", Ink.LABEL, Anchor.LEFT));
            }
        }

        private void bar(Bin bin, Scale scale) {
            int place = bars.size();
            double top = bin.count() == 0 ? bottom() : Math.min(scale.at(percent(bin)), bottom() - LEAST_HEIGHT);
            double gap = Math.min(2, slot / 6);
            bars.add(new Shape.Bar(
                    LEFT + slot * place + gap, top, slot - 2 * gap, bottom() - top, ink(bin), bin.index() < 0,
                    place == chosen, says(bin)));
        }

        private static Ink ink(Bin bin) {
            return bin.index() > 0 ? Ink.WORSE : bin.index() < 0 ? Ink.BETTER : Ink.EVEN;
        }

        private String says(Bin bin) {
            return range(bin) + ": " + FillsScene.count(bin.count(), "execution") + " · "
                    + share(bin).setScale(1, RoundingMode.HALF_EVEN) + " % of the notional · " + Show.amount(bin.value());
        }

        private String range(Bin bin) {
            if (bin.index() == 0) return "Exactly " + slippage.against().words();
            var side = bin.index() > 0 ? " bp worse" : " bp better";
            int far = Math.abs(bin.index());
            return bin.isBeyond()
                    ? "More than " + edge(far - 1) + side
                    : "Over " + edge(far - 1) + " to " + edge(far) + side;
        }

        /// Where so many classes end, in basis points.
        private String edge(int classes) {
            return Show.total(bins.width().multiply(BigDecimal.valueOf(classes)));
        }

        private void labels() {
            int every = IntStream.of(1, 2, 5, 10).filter(each -> each * slot >= X_EVERY).findFirst().orElse(20);
            double y = bottom() + 12;
            for (int i = 0; i < bins.list().size(); i++) {
                var bin = bins.list().get(i);
                if (bin.isBeyond()) text(LEFT + slot * (i + 0.5), y, "…");
                else if (bin.index() == 0) text(LEFT + slot * (i + 0.5), y, "0");
                else if (bin.index() % every == 0 && !isBesideBeyond(i))
                    text(LEFT + slot * (bin.index() > 0 ? i + 1 : i), y, (bin.index() > 0 ? "+" : "−") + edge(Math.abs(bin.index())));
            }
            text((LEFT + right()) / 2, height - 12, "Basis points against " + slippage.against().words());
            shapes.add(new Shape.Text(LEFT, height - 12, "← better for us", Ink.BETTER, Anchor.LEFT));
            shapes.add(new Shape.Text(right(), height - 12, "worse for us →", Ink.WORSE, Anchor.RIGHT));
            shapes.add(new Shape.Text(width - 4, TOP - 12, "of notional", Ink.LABEL, Anchor.RIGHT));
        }

        /// Its label would lie on the dots of the one without an end.
        private boolean isBesideBeyond(int i) {
            int further = bins.list().get(i).index() > 0 ? i + 1 : i - 1;
            return further >= 0 && further < bins.list().size() && bins.list().get(further).isBeyond();
        }

        private void text(double x, double y, String text) {
            shapes.add(new Shape.Text(x, y, text, Ink.LABEL, Anchor.MIDDLE));
        }

        /// A line across at a figure, with its name above: away from the other one, where there is room.
        private void level(String name, BigDecimal bp, double y, boolean isDashed, boolean isLeft) {
            double x = xAt(bp);
            boolean goesLeft = isLeft ? x > LEFT + NAME_WIDTH : x > right() - NAME_WIDTH;
            shapes.add(new Shape.Line(x, y, x, bottom(), Ink.AVERAGE, isDashed));
            shapes.add(new Shape.Text(
                    goesLeft ? x - 4 : x + 4, y, name + " " + Slippage.bp(bp), Ink.AVERAGE,
                    goesLeft ? Anchor.RIGHT : Anchor.LEFT));
        }

        /// Within its class by its size; in the middle of one without a size.
        private double xAt(BigDecimal bp) {
            double widths = bp.doubleValue() / bins.width().doubleValue();
            int index = (int) Math.clamp(
                    widths > 0 ? Math.ceil(widths) : Math.floor(widths), bins.list().getFirst().index(),
                    bins.list().getLast().index());
            int place = index - bins.list().getFirst().index();
            boolean isSized = index != 0 && !bins.list().get(place).isBeyond();
            double within = !isSized ? 0.5 : index > 0 ? widths - index + 1 : widths - index;
            return LEFT + slot * (place + Math.clamp(within, 0.0, 1.0));
        }
    }
}
