package dev.plumbline.console.charts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Context;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;

/// Measures the executions of what is looked at, once a second at most and only where it is seen: taking one costs nothing.
final class SlippageInteractor implements Inbox.PictureReader {

    /// What is measured. Where nothing is looked at, all is.
    enum Breadth {
        ALL("All"),
        SYMBOL("Symbol"),
        ORDER("Order");

        private final String label;

        Breadth(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    final ObjectProperty<Benchmark> against = new SimpleObjectProperty<>(Benchmark.FIRST);
    final ObjectProperty<Breadth> breadth = new SimpleObjectProperty<>(Breadth.SYMBOL);
    /// What there is to see, in words.
    final StringProperty summary = new SimpleStringProperty("");
    /// What is heard in place of the picture: the summary, or the bar that is chosen.
    final StringProperty says = new SimpleStringProperty("");

    private final Fills fills;
    private final Function<OrderKey, Optional<Order>> orders;
    private final Runnable onChange;
    private Context context = Context.NOTHING;
    private Slippage slippage = Slippage.NOTHING;
    private boolean isStale = true;
    private boolean isDue = true;
    private int chosen = SlippagePicture.NONE;
    private SlippagePicture picture = SlippagePicture.EMPTY;

    /// @param fills kept by another
    /// @param orders finds an order by its key
    /// @param onChange something else is to be seen
    SlippageInteractor(Fills fills, Function<OrderKey, Optional<Order>> orders, Runnable onChange) {
        this.fills = fills;
        this.orders = orders;
        this.onChange = onChange;
    }

    void look(Context at) {
        if (at.equals(context)) return;
        context = at;
        show();
    }

    /// At once: a person asked for it.
    void show() {
        chosen = SlippagePicture.NONE;
        isStale = true;
        everySecond();
    }

    void take(Item.ExecutionItem item) {
        isStale = true;
    }

    /// Its limit may have changed, or how much of it was executed.
    void take(Item.OrderItem item) {
        isStale = true;
    }

    void gone(Item.GoneItem item) {
        isStale = true;
    }

    @Override
    public void snapshotBegins(boolean anew) {
        isStale = true;
    }

    void everySecond() {
        if (!isStale) return;
        isDue = true;
        onChange.run();
    }

    /// What is to be drawn now.
    List<Shape> lay(double width, double height) {
        if (isDue) measure();
        picture = SlippagePicture.of(slippage, chosen, width, height);
        say();
        return picture.shapes();
    }

    private void measure() {
        isStale = false;
        isDue = false;
        slippage = Slippage.of(against.get(), executions(), orders);
        summary.set(slippage.summary(title()));
    }

    private List<Item.ExecutionItem> executions() {
        return switch (seen()) {
            case ALL -> fills.that(_ -> true);
            case SYMBOL -> fills.that(item -> item.symbol().equals(context.symbol()));
            case ORDER -> fills.that(item -> item.order().equals(context.order()));
        };
    }

    private Breadth seen() {
        return switch (breadth.get()) {
            case ALL -> Breadth.ALL;
            case SYMBOL -> context.hasSymbol() ? Breadth.SYMBOL : Breadth.ALL;
            case ORDER -> context.hasOrder() ? Breadth.ORDER : context.hasSymbol() ? Breadth.SYMBOL : Breadth.ALL;
        };
    }

    private String title() {
        return switch (seen()) {
            case ALL -> "All";
            case SYMBOL -> context.symbol().value();
            case ORDER -> "Order " + context.order() + " " + context.symbol();
        };
    }

    /// Goes to the next bar; to the first or last one from none.
    ///
    /// @param by 1 for a worse one, -1 for a better one
    void step(int by) {
        int last = picture.bars().size() - 1;
        if (last < 0) return;
        choose(chosen == SlippagePicture.NONE ? by > 0 ? 0 : last : Math.clamp((long) chosen + by, 0, last));
    }

    /// @param by 1 for less, from all to the symbol and to the order; -1 for more
    void narrow(int by) {
        var all = Breadth.values();
        breadth.set(all[Math.clamp((long) breadth.get().ordinal() + by, 0, all.length - 1)]);
    }

    void point(double x) {
        choose(picture.at(x));
    }

    /// Nothing in particular.
    void reset() {
        choose(SlippagePicture.NONE);
    }

    private void choose(int bar) {
        if (bar == chosen) return;
        chosen = bar;
        say();
        onChange.run();
    }

    private void say() {
        boolean isBar = chosen >= 0 && chosen < picture.bars().size();
        says.set(isBar ? picture.bars().get(chosen).says() : summary.get());
    }
}
