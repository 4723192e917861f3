package dev.plumbline.console.charts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.charts.PnlInteractor.Breadth;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Act;
import dev.plumbline.console.ui.Choice;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.core.Currency;
import dev.plumbline.wire.DeskMessage.Item;

/// The curve of realised and unrealised PnL, of the position or account that is looked at or of all.
public final class PnlController {
    private static final String BREADTH = "breadth";
    private static final String CURRENCY = "currency";
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final PnlInteractor interactor;
    private final Chart chart;
    private final Inbox inbox;
    private final InstantSource clock;
    private final Link link;
    private Subscription subscription = Subscription.EMPTY;

    public PnlController(Inbox inbox, InstantSource clock, Links links) {
        this.inbox = inbox;
        this.clock = clock;
        link = links.link();
        interactor = new PnlInteractor(this::change);
        chart = new Chart("pnl-chart", interactor::lay, interactor.summary);
    }

    private void change() {
        chart.change();
    }

    public void activate() {
        subscription = Subscription.combine(
                inbox.on(Item.PositionItem.class, interactor::take),
                inbox.on(Item.InstrumentItem.class, interactor::take),
                inbox.onStatus(interactor::heard),
                inbox.onPicture(interactor),
                interactor.breadth.subscribe(_ -> interactor.show()),
                link.heard().subscribe(interactor::look));
    }

    public void deactivate() {
        subscription.unsubscribe();
        subscription = Subscription.EMPTY;
    }

    /// To be called once a second: takes a sample.
    public void everySecond() {
        Instant now = clock.instant();
        interactor.sample(now.getEpochSecond() * NANOS_PER_SECOND + now.getNano());
    }

    /// To be called at every pulse.
    public void pulse(long nanos) {
        chart.pulse(nanos);
    }

    public Panel panel() {
        return new Panel(
                "pnl", "PnL", Feather.TRENDING_UP, region(), chart::requestFocus, acts(), link,
                Panel.Memory.of(this::remember, this::recall));
    }

    private List<Act> acts() {
        var lacking = interactor.choice.map(shown -> shown.isEmpty() ? "all these positions are in one currency" : "");
        return List.of(
                Act.always("PnL: of all, of the account or of the position", "", Feather.MAXIMIZE_2, this::turnBreadth),
                new Act("PnL: next currency", "", Feather.REPEAT, lacking, interactor::turn));
    }

    private void turnBreadth() {
        var all = Breadth.values();
        interactor.breadth.set(all[(interactor.breadth.get().ordinal() + 1) % all.length]);
    }

    private PanelMemory remember() {
        return ChartMemory.remember(link, Map.of(
                BREADTH, interactor.breadth.get().name().toLowerCase(Locale.ROOT), CURRENCY, interactor.preferred().value()));
    }

    private void recall(PanelMemory memory) {
        ChartMemory.recall(link, memory);
        var kept = memory.more(BREADTH, "position");
        for (var each : Breadth.values()) if (each.name().equalsIgnoreCase(kept)) interactor.breadth.set(each);
        interactor.prefer(new Currency(memory.more(CURRENCY, "")));
    }

    private Region region() {
        var says = Parts.quiet(interactor.summary);
        says.setId("pnl-says");
        says.setMinWidth(60);
        says.setTooltip(Chart.whole(interactor.summary));
        return Parts.panel(chart, link.chip(), breadth(), currency(), says);
    }

    private Node breadth() {
        var choice = Choice.of("pnl-breadth", "What the curve is of", Breadth.values(), Breadth::label);
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setFocusTraversable(false);
        choice.valueProperty().bindBidirectional(interactor.breadth);
        return choice;
    }

    /// There only where there is something to choose.
    private Node currency() {
        var button = new Button();
        button.setId("pnl-currency");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.textProperty().bind(interactor.choice);
        button.accessibleTextProperty().bind(interactor.choice.map(shown -> "Result in " + shown + ", press for the next currency"));
        button.setTooltip(new Tooltip("The next currency: amounts of several are never added up"));
        button.visibleProperty().bind(interactor.choice.isNotEmpty());
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(_ -> interactor.turn());
        return button;
    }
}
