package dev.plumbline.console.charts;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import dev.plumbline.console.charts.PnlInteractor.Breadth;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Choice;
import dev.plumbline.console.ui.Link;
import dev.plumbline.console.ui.Links;
import dev.plumbline.console.ui.Panel;
import dev.plumbline.console.ui.PanelMemory;
import dev.plumbline.console.ui.Parts;
import dev.plumbline.wire.DeskMessage.Item;

/// The curve of realised and unrealised PnL, of the position or account that is looked at or of all.
public final class PnlController {
    private static final String BREADTH = "breadth";
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
                "pnl", "PnL", Feather.TRENDING_UP, region(), chart::requestFocus, List.of(), link,
                Panel.Memory.of(this::remember, this::recall));
    }

    private PanelMemory remember() {
        return ChartMemory.remember(link, Map.of(BREADTH, interactor.breadth.get().name().toLowerCase(Locale.ROOT)));
    }

    private void recall(PanelMemory memory) {
        ChartMemory.recall(link, memory);
        var kept = memory.more(BREADTH, "position");
        for (var each : Breadth.values()) if (each.name().equalsIgnoreCase(kept)) interactor.breadth.set(each);
    }

    private Region region() {
        var says = Parts.quiet(interactor.summary);
        says.setId("pnl-says");
        says.setMinWidth(60);
        says.setTooltip(Chart.whole(interactor.summary));
        return Parts.panel(chart, link.chip(), breadth(), says);
    }

    private Node breadth() {
        var choice = Choice.of("pnl-breadth", "What the curve is of", Breadth.values(), Breadth::label);
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setFocusTraversable(false);
        choice.valueProperty().bindBidirectional(interactor.breadth);
        return choice;
    }
}
