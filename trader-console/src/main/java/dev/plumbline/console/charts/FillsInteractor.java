package dev.plumbline.console.charts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import dev.plumbline.console.charts.FillsScene.Limit;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Context;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

/// Keeps the executions and says what there is to see of the order or symbol that is looked at.
final class FillsInteractor implements Inbox.PictureReader {
    private static final double NEARER = 0.8;

    /// What is shown in words: the summary, or what the pointer is on.
    final StringProperty says = new SimpleStringProperty("");
    final StringProperty summary = new SimpleStringProperty("");

    final Fills fills = new Fills();

    private final Function<OrderKey, Optional<Order>> orders;
    private final Runnable onChange;
    private final Map<Symbol, Px> references = new HashMap<>();
    private Context context = Context.NOTHING;
    private FillsScene scene = FillsScene.EMPTY;
    private boolean isStale = true;
    private Optional<Span> zoom = Optional.empty();
    private FillsPicture picture = FillsPicture.of(FillsScene.EMPTY, Span.around(0, 0), 100, 100);

    /// @param onChange something else is to be seen
    FillsInteractor(Function<OrderKey, Optional<Order>> orders, Runnable onChange) {
        this.orders = orders;
        this.onChange = onChange;
    }

    void look(Context at) {
        if (at.equals(context)) return;
        context = at;
        zoom = Optional.empty();
        changed();
    }

    void take(Item.ExecutionItem item) {
        fills.take(item);
        boolean isShown = context.hasOrder() ? item.order().equals(context.order()) : item.symbol().equals(context.symbol());
        if (isShown) changed();
    }

    void take(Item.OrderItem item) {
        if (item.order().key().equals(context.order())) changed();
    }

    void take(Item.InstrumentItem item) {
        references.put(item.symbol(), item.referencePx());
        if (item.symbol().equals(context.symbol())) changed();
    }

    void gone(Item.GoneItem item) {
        fills.gone(item.order());
        changed();
    }

    /// The last executions are told again, also those without an id, which would count twice.
    @Override
    public void snapshotBegins(boolean anew) {
        fills.clear();
        changed();
    }

    private void changed() {
        isStale = true;
        onChange.run();
    }

    /// What is to be drawn now.
    List<Shape> lay(double width, double height) {
        if (isStale) look();
        picture = FillsPicture.of(scene, zoom.orElseGet(scene::whole), width, height);
        return picture.shapes();
    }

    private void look() {
        isStale = false;
        scene = scene();
        summary.set(scene.summary());
        says.set(scene.summary());
    }

    private FillsScene scene() {
        var reference = references.getOrDefault(context.symbol(), Px.NONE);
        if (context.hasOrder()) {
            var limits = orders.apply(context.order()).map(FillsScene::limits).orElse(List.<Limit>of());
            var ofOrder = fills.that(item -> item.order().equals(context.order()));
            return FillsScene.of("Order " + context.order() + " " + context.symbol(), ofOrder, limits, reference);
        }
        if (!context.hasSymbol()) return FillsScene.EMPTY;
        var ofSymbol = fills.that(item -> item.symbol().equals(context.symbol()));
        return FillsScene.of(context.symbol().value(), ofSymbol, List.of(), reference);
    }

    /// @param notches of the wheel, positive to come nearer
    void zoom(double notches, double x) {
        var now = zoom.orElseGet(scene::whole);
        zoom = Optional.of(now.zoomed(Math.pow(NEARER, notches), picture.frame().timeAt(x)));
        onChange.run();
    }

    /// @param pixels by which the picture is drawn to the right
    void pan(double pixels) {
        var frame = picture.frame();
        zoom = Optional.of(zoom.orElseGet(scene::whole).moved(frame.timeAt(0) - frame.timeAt(pixels)));
        onChange.run();
    }

    /// All there is, again.
    void reset() {
        zoom = Optional.empty();
        onChange.run();
    }

    double middle() {
        return (picture.frame().left() + picture.frame().right()) / 2;
    }

    void point(double x, double y) {
        says.set(picture.at(x, y).map(Shape.Marker::says).orElseGet(summary::get));
    }
}
