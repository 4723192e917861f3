package dev.plumbline.console.charts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.charts.SlippageInteractor.Breadth;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Choice;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;

/// How the executions of what is looked at are spread around a benchmark.
public final class SlippageController {
    private static final String AGAINST = "against";
    private static final String BREADTH = "breadth";

    private final SlippageInteractor interactor;
    private final Chart chart;
    private final Inbox inbox;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;

    /// @param orders finds an order by its key, for its limits
    /// @param fills keeps the executions, while it is active
    public SlippageController(
            Inbox inbox, Links links, Function<OrderKey, Optional<Order>> orders, FillsController fills) {
        this.inbox = inbox;
        link = links.link();
        interactor = new SlippageInteractor(fills.kept(), orders, this::change);
        chart = new Chart("slippage-chart", interactor::lay, interactor.says);
        chart.setOnKeyPressed(this::key);
        chart.setOnMousePressed(_ -> chart.requestFocus());
        chart.setOnMouseMoved(event -> interactor.point(event.getX()));
        chart.setOnMouseExited(_ -> interactor.reset());
    }

    private void change() {
        chart.change();
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.ExecutionItem.class, interactor::take),
                inbox.on(Item.OrderItem.class, interactor::take),
                inbox.on(Item.GoneItem.class, interactor::gone),
                inbox.onPicture(interactor),
                interactor.against.subscribe(_ -> interactor.show()),
                interactor.breadth.subscribe(_ -> interactor.show()),
                link.heard().subscribe(interactor::look));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called once a second: what has come since is measured.
    public void everySecond() {
        interactor.everySecond();
    }

    /// To be called at every pulse.
    public void pulse(long nanos) {
        chart.pulse(nanos);
    }

    public Panel panel() {
        return new Panel(
                "slippage", "Slippage", Feather.BAR_CHART, region(), chart::requestFocus,
                List.of(Act.always("Slippage: first execution or limit", "Space", Feather.REPEAT, this::switchBenchmark)), link,
                Panel.Memory.of(this::remember, this::recall));
    }

    private void switchBenchmark() {
        interactor.against.set(interactor.against.get().other());
    }

    private PanelMemory remember() {
        return ChartMemory.remember(
                link, Map.of(AGAINST, interactor.against.get().name(), BREADTH, interactor.breadth.get().name()));
    }

    private void recall(PanelMemory memory) {
        ChartMemory.recall(link, memory);
        var against = memory.more(AGAINST, Benchmark.FIRST.name());
        for (var each : Benchmark.values()) if (each.name().equals(against)) interactor.against.set(each);
        var breadth = memory.more(BREADTH, Breadth.SYMBOL.name());
        for (var each : Breadth.values()) if (each.name().equals(breadth)) interactor.breadth.set(each);
    }

    private Region region() {
        var words = Parts.quiet(interactor.summary);
        words.setId("slippage-words");
        words.setWrapText(true);
        words.setMinWidth(60);
        var breadth = choice("slippage-breadth", "What is measured", interactor.breadth, Breadth.values(), Breadth::label);
        var against = choice("slippage-against", "What it is measured against", interactor.against, Benchmark.values(), Benchmark::label);
        var panel = Parts.panel(chart, link.chip(), breadth, against);
        panel.setBottom(words);
        return panel;
    }

    private static <T> Region choice(
            String id, String what, ObjectProperty<T> chosen, T[] values, Function<T, String> label) {
        var choice = Choice.of(id, what, values, label);
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setFocusTraversable(false);
        choice.valueProperty().bindBidirectional(chosen);
        return choice;
    }

    private void key(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown()) return;
        if (event.getCode() == KeyCode.LEFT) interactor.step(-1);
        else if (event.getCode() == KeyCode.RIGHT) interactor.step(1);
        else if (event.getCode() == KeyCode.UP) interactor.narrow(-1);
        else if (event.getCode() == KeyCode.DOWN) interactor.narrow(1);
        else return;
        event.consume();
    }
}
