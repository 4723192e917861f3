package dev.plumbline.console.charts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Item;

/// The executions of the order or symbol that is looked at, over price.
public final class FillsController {
    private static final double PAN_BY_KEY = 60;
    private static final double WHEEL_NOTCH = 40;

    private final FillsInteractor interactor;
    private final Chart chart;
    private final Inbox inbox;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;
    private double draggedFrom;

    /// @param orders finds an order by its key, for its limits
    public FillsController(Inbox inbox, Links links, Function<OrderKey, Optional<Order>> orders) {
        this.inbox = inbox;
        link = links.link();
        interactor = new FillsInteractor(orders, this::change);
        chart = new Chart("fills-chart", interactor::lay, interactor.summary);
        hear();
    }

    private void change() {
        chart.change();
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.ExecutionItem.class, interactor::take),
                inbox.on(Item.OrderItem.class, interactor::take),
                inbox.on(Item.InstrumentItem.class, interactor::take),
                inbox.on(Item.GoneItem.class, interactor::gone),
                inbox.onPicture(interactor),
                link.heard().subscribe(interactor::look));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called at every pulse.
    public void pulse(long nanos) {
        chart.pulse(nanos);
    }

    /// The executions that it has been told, for whoever reads them on the FX thread.
    Fills kept() {
        return interactor.fills;
    }

    /// The order that is shown; with an empty value for none.
    public OrderKey shown() {
        return link.now().order();
    }

    /// @param amend of the order that is shown
    public Panel panel(Act amend) {
        return new Panel(
                "fills", "Fills", Feather.BAR_CHART_2, region(), chart::requestFocus,
                List.of(amend, Act.always("Fills: show all", "Home", Feather.MAXIMIZE, interactor::reset)), link,
                ChartMemory.of(link));
    }

    private Region region() {
        var says = Parts.quiet(interactor.says);
        says.setId("fills-says");
        says.setMinWidth(60);
        says.setTooltip(Chart.whole(interactor.says));
        return Parts.panel(chart, link.chip(), says);
    }

    private void hear() {
        chart.setOnScroll(event -> {
            interactor.zoom(event.getDeltaY() / WHEEL_NOTCH, event.getX());
            event.consume();
        });
        chart.setOnMousePressed(event -> {
            chart.requestFocus();
            draggedFrom = event.getX();
            if (event.getClickCount() == 2) interactor.reset();
        });
        chart.setOnMouseDragged(this::drag);
        chart.setOnMouseMoved(event -> interactor.point(event.getX(), event.getY()));
        chart.setOnMouseExited(_ -> interactor.point(-100, -100));
        chart.setOnKeyPressed(this::key);
    }

    private void drag(MouseEvent event) {
        interactor.pan(event.getX() - draggedFrom);
        draggedFrom = event.getX();
    }

    private void key(KeyEvent event) {
        boolean isPlain = !event.isControlDown() && !event.isAltDown();
        if (!isPlain) return;
        var code = event.getCode();
        if (code == KeyCode.PLUS || code == KeyCode.EQUALS || code == KeyCode.ADD) interactor.zoom(1, interactor.middle());
        else if (code == KeyCode.MINUS || code == KeyCode.SUBTRACT) interactor.zoom(-1, interactor.middle());
        else if (code == KeyCode.LEFT) interactor.pan(PAN_BY_KEY);
        else if (code == KeyCode.RIGHT) interactor.pan(-PAN_BY_KEY);
        else return;
        event.consume();
    }
}
