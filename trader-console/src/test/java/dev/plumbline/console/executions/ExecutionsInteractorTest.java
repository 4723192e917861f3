package dev.plumbline.console.executions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.Samples;
import dev.plumbline.console.filter.ExecutionFields;
import dev.plumbline.console.filter.Filter;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Execution.State;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;
import dev.plumbline.wire.DeskMessage.Item.GoneItem;

/// What the table of executions shows of what the desk tells.
class ExecutionsInteractorTest {
    private static final long PULSE_NANOS = 1_000_000_000;
    private static final Order BUY = Samples.order("C1", Side.BUY, 1000, "NVDA", "187.40");
    private static final Order SELL = Samples.order("C2", Side.SELL, 500, "SAP", "85.40");

    private final ExecutionsModel model = new ExecutionsModel();
    private final ExecutionsInteractor interactor = new ExecutionsInteractor(model);
    private long clock = Samples.AT;
    private long nanoTime;

    @Test
    void thatThereAreNoneIsSaidOnceTheDeskHasSaidSo() {
        filter("sym:SAP");
        assertThat(model.placeholder.get()).isEqualTo(Show.UNTOLD);
        interactor.snapshotBegins(true);
        interactor.snapshotEnds();
        tell();
        assertThat(model.placeholder.get()).isEqualTo("No executions");
    }

    @Test
    void theNewestIsOnTop() {
        tell(Samples.execution(BUY, "E1", 100, "187.40"), Samples.execution(SELL, "E2", 50, "85.40"));
        tell(Samples.execution(BUY, "E3", 200, "187.41"));
        assertThat(shown()).containsExactly("E3", "E2", "E1");
        assertThat(model.counts.get()).isEqualTo("3 executions");
    }

    @Test
    void aBustChangesItsRowAndAddsNone() {
        tell(Samples.execution(BUY, "E1", 100, "187.40"));
        tell(Samples.execution(BUY, "E1", 100, "187.40", State.BUSTED));
        assertThat(shown()).containsExactly("E1");
        assertThat(model.sorted.getFirst().item.get().execution().state()).isEqualTo(State.BUSTED);
        assertThat(model.counts.get()).isEqualTo("1 execution");
    }

    @Test
    void theSameExecIDOfAnotherOrderIsAnotherExecution() {
        tell(Samples.execution(BUY, "E1", 100, "187.40"), Samples.execution(SELL, "E1", 50, "85.40"));
        assertThat(model.sorted).hasSize(2);
    }

    @Test
    void theFilterLetsThroughWhatMatchesAndTheCountsSaySo() {
        tell(Samples.execution(BUY, "E1", 100, "187.40"), Samples.execution(SELL, "E2", 50, "85.40"));
        filter("sym:SAP");
        assertThat(shown()).containsExactly("E2");
        assertThat(model.counts.get()).isEqualTo("1 of 2 executions");
        tell(Samples.execution(BUY, "E3", 10, "187.40"), Samples.execution(SELL, "E4", 20, "85.50"));
        assertThat(shown()).containsExactly("E4", "E2");
        filter("sym:TSLA");
        assertThat(shown()).isEmpty();
        assertThat(model.placeholder.get()).isEqualTo("No execution matches the filter");
        filter("");
        assertThat(shown()).containsExactly("E4", "E3", "E2", "E1");
    }

    @Test
    void anExecutionThatIsBustedMovesIntoTheFilterForBustedOnes() {
        tell(Samples.execution(BUY, "E1", 100, "187.40"), Samples.execution(SELL, "E2", 50, "85.40"));
        filter("is:busted");
        assertThat(shown()).isEmpty();
        tell(Samples.execution(SELL, "E2", 50, "85.40", State.BUSTED));
        assertThat(shown()).containsExactly("E2");
    }

    @Test
    void aFilterByAgeLetsGoWhatHasGrownOld() {
        tell(Samples.execution(BUY, "E1", 100, "187.40"));
        filter("age<1m");
        assertThat(shown()).containsExactly("E1");
        clock += 61_000_000_000L;
        interactor.everySecond();
        assertThat(shown()).isEmpty();
    }

    @Test
    void theExecutionsOfAnOrderThatIsGoneGo() {
        tell(Samples.execution(BUY, "E1", 100, "187.40"), Samples.execution(SELL, "E2", 50, "85.40"));
        interactor.gone(new GoneItem(new OrderKey("C1")));
        pulse();
        assertThat(shown()).containsExactly("E2");
    }

    /// A snapshot has the last executions of the desk, whatever was told before.
    @Test
    void aSnapshotTellsThemAnew() {
        tell(Samples.execution(BUY, "E1", 100, "187.40"), Samples.execution(BUY, "", 7, "187.40"));
        var row = model.rows.getLast();
        interactor.snapshotBegins(false);
        interactor.show(Samples.execution(BUY, "E1", 100, "187.40", State.BUSTED));
        interactor.show(Samples.execution(BUY, "", 7, "187.40"));
        interactor.show(Samples.execution(SELL, "E2", 50, "85.40"));
        pulse();
        assertThat(shown()).as("as before until all are told").containsExactly("", "E1");
        interactor.snapshotEnds();
        pulse();
        assertThat(shown()).as("also what has no id is there once").containsExactly("E2", "", "E1");
        assertThat(model.rows.getLast()).as("a row that is selected stays so").isSameAs(row);
        assertThat(model.counts.get()).isEqualTo("3 executions");
    }

    @Test
    void theNewestStayTheNewestWhereASnapshotTellsMoreThanIsKept() {
        int many = ExecutionsModel.RETAINED + 500;
        for (int i = 0; i < many; i++) interactor.show(Samples.execution(BUY, "E" + i, 1, "187.40"));
        pulse();
        interactor.snapshotBegins(false);
        for (int i = 0; i < many; i++) interactor.show(Samples.execution(BUY, "E" + i, 1, "187.40"));
        interactor.snapshotEnds();
        pulse();
        assertThat(shown().getFirst()).isEqualTo("E" + (many - 1));
        assertThat(shown().getLast()).isEqualTo("E500");
        tell(Samples.execution(BUY, "E7000", 1, "187.40", State.BUSTED));
        assertThat(shown()).as("known by its new row").hasSize(ExecutionsModel.RETAINED).first().isEqualTo("E" + (many - 1));
    }

    @Test
    void onlyTheNewestAreKeptAndTheCountsSayOfHowMany() {
        int many = ExecutionsModel.RETAINED + 5;
        for (int i = 0; i < many; i++) interactor.show(Samples.execution(BUY, "E" + i, 1, "187.40"));
        pulse();
        assertThat(model.rows).hasSize(ExecutionsModel.RETAINED);
        assertThat(shown().getFirst()).isEqualTo("E" + (many - 1));
        assertThat(model.counts.get()).isEqualTo("newest 10,000 of 10,005 executions");
        tell(Samples.execution(BUY, "E0", 1, "187.40", State.BUSTED));
        assertThat(shown().getFirst()).as("forgotten, so told as a new one").isEqualTo("E0");
    }

    private void tell(ExecutionItem... items) {
        for (var item : items) interactor.show(item);
        pulse();
    }

    private void pulse() {
        interactor.everyPulse(nanoTime += PULSE_NANOS);
    }

    private void filter(String text) {
        if (Filter.parse(text, ExecutionFields.of(() -> clock)) instanceof Filter.Ready<ExecutionItem> ready) interactor.filter(ready);
        else throw new IllegalArgumentException(text);
    }

    private List<String> shown() {
        return model.sorted.stream().map(row -> row.item.get().execution().execID().value()).toList();
    }
}
