package dev.plumbline.console.positions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.console.positions.PositionRow.Line;
import dev.plumbline.console.positions.PositionRow.Marked;
import dev.plumbline.console.positions.PositionRow.Sum;
import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Account;
import dev.plumbline.core.Amount;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;

class PositionsInteractorTest {
    private final PositionsModel model = new PositionsModel();
    private final PositionsInteractor positions = new PositionsInteractor(model);

    @BeforeEach
    void hold() {
        positions.mark(new Item.InstrumentItem(new Symbol("NVDA"), Px.of("187.40")));
        positions.mark(new Item.InstrumentItem(new Symbol("SAP"), Px.of("85")));
        positions.show(held("ALPHA", "NVDA", 100, "180"));
        positions.show(held("ALPHA", "SAP", -200, "80"));
        positions.show(held("MACRO", "SAP", 10, "80"));
        positions.show(held("MACRO", "XOM", 10, "117"));
        positions.pulseEnds();
    }

    @Test
    void valuesAtTheMarkAndAtCostWithoutOne() {
        assertThat(lines()).containsExactlyInAnyOrder(
                "ALPHA NVDA 740 740 18740", "ALPHA SAP -1000 -1000 17000", "MACRO SAP 50 50 850", "MACRO XOM 0 0 1170");
        assertThat(model.totals.get()).isEqualTo(
                "4 positions · realised 0.00 · unrealised −210.00 · fees 0.00 · net −210.00 · exposure 37,760");
    }

    @Test
    void sumsUpByAccount() {
        model.byAccount.set(true);
        positions.lay();
        assertThat(lines()).containsExactly("ALPHA Σ2 -260 -260 35740", "MACRO Σ2 50 50 2020");
        var row = model.rows.getFirst();
        positions.mark(new Item.InstrumentItem(new Symbol("NVDA"), Px.of("190")));
        positions.pulseEnds();
        assertThat(model.rows.getFirst()).as("the same row").isSameAs(row);
        assertThat(lines()).containsExactly("ALPHA Σ2 0 0 36000", "MACRO Σ2 50 50 2020");
    }

    @Test
    void filtersAndKeepsTheFilterWhileTheNextIsWrong() {
        type("is:short");
        assertThat(lines()).containsExactly("ALPHA SAP -1000 -1000 17000");
        type("sym:(");
        assertThat(model.mistake.get()).isNotEmpty();
        assertThat(lines()).hasSize(1);
        type("unrealised>0");
        assertThat(model.mistake.get()).isEmpty();
        assertThat(lines()).containsExactlyInAnyOrder("ALPHA NVDA 740 740 18740", "MACRO SAP 50 50 850");
        assertThat(model.totals.get()).startsWith("2 positions · realised 0.00 · unrealised +790.00");
    }

    @Test
    void thatThereAreNoneIsSaidOnceTheDeskHasSaidSo() {
        var empty = new PositionsModel();
        var interactor = new PositionsInteractor(empty);
        interactor.lay();
        assertThat(empty.placeholder.get()).isEqualTo(Show.UNTOLD);
        interactor.snapshotBegins(true);
        interactor.snapshotEnds();
        interactor.pulseEnds();
        assertThat(empty.placeholder.get()).isEqualTo("No positions");
        type("sym:TSLA");
        assertThat(model.placeholder.get()).isEqualTo("No position matches the filter");
    }

    @Test
    void forgetsWhatIsNotToldAgain() {
        positions.snapshotBegins(false);
        positions.show(held("MACRO", "SAP", 10, "80"));
        positions.snapshotEnds();
        positions.pulseEnds();
        assertThat(lines()).containsExactly("MACRO SAP 50 50 850");
    }

    @Test
    void addsUpPerCurrencyAndCountsAFeeInItsOwn() {
        positions.snapshotBegins(false);
        positions.show(paid("ALPHA", "NVDA", 100, "180", "USD", new Amount(Money.of("5"), new Currency("USD"))));
        positions.show(paid("ALPHA", "SAP", 200, "80", "EUR", new Amount(Money.of("3"), new Currency("USD")),
                new Amount(Money.of("2"), Currency.NONE)));
        positions.show(paid("MACRO", "NVDA", 10, "180", "USD"));
        positions.snapshotEnds();
        positions.pulseEnds();
        assertThat(model.totals.get()).isEqualTo("3 positions"
                + " · EUR: realised 0.00 · unrealised +1,000.00 · fees −2.00 · net +998.00 · exposure 17,000"
                + " · USD: realised 0.00 · unrealised +814.00 · fees −8.00 · net +806.00 · exposure 20,614");
        assertThat(lines()).containsExactlyInAnyOrder("ALPHA NVDA 740 735 18740", "ALPHA SAP 1000 998 17000", "MACRO NVDA 74 74 1874");
        model.byAccount.set(true);
        positions.lay();
        assertThat(model.rows.stream().map(row -> row.line.get().currency() + " " + text(row.line.get()))).containsExactly(
                "EUR ALPHA Σ1 1000 998 17000", "USD ALPHA Σ1 740 732 18740", "USD MACRO Σ1 74 74 1874");
    }

    @Test
    void saysWhereACurrencyWasNotTold() {
        positions.show(paid("ALPHA", "NVDA", 100, "180", "USD"));
        positions.pulseEnds();
        assertThat(model.totals.get()).startsWith("4 positions · currency not told: realised").contains(" · USD: realised");
    }

    /// What a person types is what the columns show: fees with their sign.
    @Test
    void filtersByCurrencyFeesAndNet() {
        positions.show(paid("P1", "SAP", 100, "84", "EUR", new Amount(Money.of("12.50"), new Currency("EUR"))));
        positions.show(paid("P1", "NVDA", 100, "187.40", "USD", new Amount(Money.of("3"), new Currency("GBP"))));
        positions.show(paid("P1", "XOM", 10, "117", "USD"));
        positions.pulseEnds();
        assertThat(symbols("ccy:usd")).containsExactlyInAnyOrder("NVDA", "XOM");
        assertThat(symbols("fees<0")).as("those of another currency are in none of its sums").containsExactly("SAP");
        assertThat(symbols("fees:-12.5 acct:P1")).containsExactly("SAP");
        assertThat(symbols("net:87.5")).as("100 of unrealised PnL, less the fees").containsExactly("SAP");
        assertThat(symbols("acct:P1 (net>0 ccy:EUR or fees:0 qty<50)")).containsExactlyInAnyOrder("SAP", "XOM");
    }

    private List<String> symbols(String filter) {
        type(filter);
        assertThat(model.mistake.get()).isEmpty();
        return model.rows.stream()
                .map(row -> row.line.get() instanceof PositionRow.Marked marked ? marked.position().symbol().value() : "").toList();
    }

    private static Item.PositionItem paid(
            String account, String symbol, int qty, String px, String currency, Amount... fees) {
        var bought = Position.flat(new Account(account), new Symbol(symbol)).traded(Qty.of(qty), Px.of(px));
        return new Item.PositionItem(new Position(
                bought.account(), bought.symbol(), bought.qty(), bought.cost(), bought.cash(), new Currency(currency),
                List.of(fees)));
    }

    private void type(String filter) {
        model.filter.set(filter);
        positions.filter();
    }

    private List<String> lines() {
        return model.rows.stream().map(row -> text(row.line.get())).toList();
    }

    private static String text(Line line) {
        var what = switch (line) {
            case Marked marked -> marked.position().symbol().value();
            case Sum sum -> "Σ" + sum.count();
        };
        return line.account() + " " + what + " " + line.unrealised() + " " + line.net() + " " + line.exposure();
    }

    private static Item.PositionItem held(String account, String symbol, int qty, String px) {
        return new Item.PositionItem(
                Position.flat(new Account(account), new Symbol(symbol)).traded(Qty.of(qty), Px.of(px)));
    }
}
