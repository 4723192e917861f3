package dev.plumbline.console.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.console.charts.FillsScene.Limit;
import dev.plumbline.console.charts.Shape.Ink;
import dev.plumbline.console.ui.Context;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

class FillsPictureTest {
    private static final long SECOND = 1_000_000_000;
    private static final Order ORDER = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.60");

    private final FillsInteractor fills =
            new FillsInteractor(key -> key.equals(ORDER.key()) ? Optional.of(ORDER) : Optional.empty(), () -> {});

    @Test
    void averagesWhatStands() {
        var scene = FillsScene.of("", List.of(
                fill("E1", 0, 200, "50", Execution.State.LIVE), fill("E2", 1, 200, "51", Execution.State.LIVE),
                fill("E3", 2, 600, "99", Execution.State.BUSTED), fill("E4", 3, 400, "49.5", Execution.State.CORRECTED)),
                List.of(), Px.NONE);
        assertThat(scene.average()).extracting(Px::toString).containsExactly("50", "50.5", "50.5", "50");
        assertThat(scene.summary()).isEqualTo(": 4 executions · bought 800 at 50.00 · 1 busted");
    }

    @Test
    void marksEachExecutionByItsSizeAndState() {
        fills.take(fill("E1", 0, 100, "187.40", Execution.State.LIVE));
        fills.take(fill("E2", 10, 400, "187.50", Execution.State.CORRECTED));
        fills.take(fill("E3", 20, 100, "187.45", Execution.State.BUSTED));
        fills.look(Context.of(ORDER));
        var markers = markers(fills.lay(600, 300));
        assertThat(markers).extracting(Shape.Marker::isUp).containsOnly(true);
        assertThat(markers).extracting(Shape.Marker::ink).containsOnly(Ink.BUY);
        assertThat(markers).extracting(Shape.Marker::radius).containsExactly(8.0, 12.0, 8.0);
        assertThat(markers).extracting(Shape.Marker::isRinged).containsExactly(false, true, false);
        assertThat(markers).extracting(Shape.Marker::isCrossed).containsExactly(false, false, true);
        assertThat(markers.get(1).y()).as("a higher price is further up").isLessThan(markers.get(0).y());
        assertThat(markers.get(1).x()).isEqualTo((markers.get(0).x() + markers.get(2).x()) / 2, within(0.01));
        fills.point(markers.get(1).x(), markers.get(1).y());
        assertThat(fills.says.get()).isEqualTo("14:31:17.412  ▲ BUY 400 @ 187.50  E2  order C1  ✎ corrected");
        fills.point(-50, -50);
        assertThat(fills.says.get()).startsWith("Order C1 NVDA: 3 executions · bought 500 at 187.48 · 1 busted");
    }

    @Test
    void drawsTheLimitWithItsAmendments() {
        var scene = FillsScene.of(
                "", List.of(fill("E1", 5, 100, "50", Execution.State.LIVE)),
                List.of(new Limit(Samples.AT, Px.of("50")), new Limit(Samples.AT + 10 * SECOND, Px.of("50.5"))), Px.of("50.2"));
        var picture = FillsPicture.of(scene, new Span(Samples.AT, Samples.AT + 20 * SECOND), 528, 300);
        var frame = picture.frame();
        var limit = lines(picture.shapes(), Ink.LIMIT);
        double middle = (frame.left() + frame.right()) / 2;
        assertThat(limit).containsExactly(
                new Shape.Line(frame.left(), frame.yAt(50), middle, frame.yAt(50), Ink.LIMIT, false),
                new Shape.Line(middle, frame.yAt(50), middle, frame.yAt(50.5), Ink.LIMIT, false),
                new Shape.Line(middle, frame.yAt(50.5), frame.right(), frame.yAt(50.5), Ink.LIMIT, false));
        assertThat(lines(picture.shapes(), Ink.REFERENCE)).containsExactly(
                new Shape.Line(frame.left(), frame.yAt(50.2), frame.right(), frame.yAt(50.2), Ink.REFERENCE, true));
        assertThat(texts(picture.shapes())).contains("Limit 50.50", "Ref 50.20", "Avg");
    }

    /// Else the fills would be one flat line.
    @Test
    void pointsToALineThatIsFarAway() {
        var scene = FillsScene.of(
                "", List.of(fill("E1", 5, 100, "50", Execution.State.LIVE)), List.of(new Limit(Samples.AT, Px.of("80"))),
                Px.of("20"));
        var picture = FillsPicture.of(scene, scene.whole(), 600, 300);
        assertThat(lines(picture.shapes(), Ink.LIMIT)).isEmpty();
        assertThat(texts(picture.shapes())).contains("↑ Limit 80.00", "↓ Ref 20.00");
    }

    @Test
    void drawsNoMoreMarkersThanHaveRoom() {
        var many = new ArrayList<ExecutionItem>();
        for (int i = 0; i < 20_000; i++) many.add(fill("E" + i, 0, 1, "50", Execution.State.LIVE));
        var picture = FillsPicture.of(FillsScene.of("", many, List.of(), Px.NONE), Span.around(Samples.AT, Samples.AT), 600, 300);
        assertThat(markers(picture.shapes())).singleElement().extracting(Shape.Marker::says).asString()
                .isEqualTo("14:31:07.412  ▲ BUY 20,000 executions, 20,000 near 50.00");
    }

    @Test
    void keepsTheNewestAndReplacesWhatIsToldAgain() {
        var kept = new Fills();
        for (int i = 0; i < Fills.KEPT + 5; i++) kept.take(fill("E" + i, i, 1, "50", Execution.State.LIVE));
        kept.take(fill("E9", 9, 1, "50", Execution.State.BUSTED));
        assertThat(kept.size()).isEqualTo(Fills.KEPT);
        assertThat(kept.that(item -> !item.execution().stands())).hasSize(1);
        assertThat(kept.that(_ -> true).getFirst().execution().execID()).isEqualTo(new ExecID("E5"));
        kept.gone(new Item.GoneItem(ORDER.key()).order());
        assertThat(kept.size()).isZero();
    }

    @Test
    void zoomsAndComesBack() {
        for (int i = 0; i <= 10; i++) fills.take(fill("E" + i, i * 10, 100, "50." + i, Execution.State.LIVE));
        fills.look(Context.of(ORDER));
        int all = markers(fills.lay(600, 300)).size();
        fills.zoom(5, fills.middle());
        assertThat(markers(fills.lay(600, 300)).size()).isBetween(2, all - 2);
        fills.reset();
        assertThat(markers(fills.lay(600, 300))).hasSize(all);
        fills.pan(10_000);
        assertThat(markers(fills.lay(600, 300))).isEmpty();
    }

    private static List<Shape.Marker> markers(List<Shape> shapes) {
        return shapes.stream().filter(Shape.Marker.class::isInstance).map(Shape.Marker.class::cast).toList();
    }

    private static List<Shape.Line> lines(List<Shape> shapes, Ink ink) {
        return shapes.stream().filter(Shape.Line.class::isInstance).map(Shape.Line.class::cast)
                .filter(line -> line.ink() == ink).toList();
    }

    private static List<String> texts(List<Shape> shapes) {
        return shapes.stream().filter(Shape.Text.class::isInstance).map(shape -> ((Shape.Text) shape).text()).toList();
    }

    private static ExecutionItem fill(String execID, int second, int qty, String px, Execution.State state) {
        var execution = new Execution(
                new ExecID(execID), ORDER.clOrdID(), Qty.of(qty), Px.of(px), state, new ExecID(execID),
                Samples.AT + second * SECOND);
        return new ExecutionItem(ORDER.key(), ORDER.account(), ORDER.symbol(), ORDER.side(), execution);
    }
}
