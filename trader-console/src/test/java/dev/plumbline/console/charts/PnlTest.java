package dev.plumbline.console.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.charts.Curve.Point;
import dev.plumbline.console.charts.PnlInteractor.Breadth;
import dev.plumbline.console.ui.Context;
import dev.plumbline.core.Account;
import dev.plumbline.core.Amount;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

class PnlTest {
    private static final long SECOND = 1_000_000_000;

    private final PnlInteractor pnl = new PnlInteractor(() -> {});

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2 3         | 1 2 3
            1 5 2 3       | 1 5 3
            3 1 9 2       | 1 9 2
            4 4 4 4       | 4 4
            9 8 7 6 5 1   | 9 1
            """)
    void keepsLowestHighestAndLast(String totals, String kept) {
        var points = new ArrayList<Point>();
        for (var total : totals.split(" ")) points.add(new Point(points.size(), Long.parseLong(total), 0));
        assertThat(Curve.reduced(points).stream().map(point -> Long.toString(point.total())).collect(Collectors.joining(" ")))
                .isEqualTo(kept);
    }

    /// A day of one sample a second.
    @Test
    void isBoundedAndForgetsNoExtreme() {
        var curve = new Curve();
        int day = 86_400;
        for (int i = 0; i < day; i++) curve.add(new Point(i * SECOND, i == 5_000 ? 999 : i == 70_000 ? -999 : i % 7, 0));
        var points = curve.points();
        assertThat(points).hasSizeLessThanOrEqualTo(Curve.FINE + Curve.COARSE + 15).isSortedAccordingTo(
                (a, b) -> Long.compare(a.at(), b.at()));
        assertThat(points.getFirst().at()).isLessThan(15 * SECOND);
        assertThat(points.subList(points.size() - Curve.FINE, points.size())).as("the last 15 minutes, each").allMatch(
                point -> point.at() >= (day - Curve.FINE) * SECOND);
        assertThat(points).extracting(Point::total).contains(999L, -999L);
        assertThat(curve.high()).isEqualTo(new Point(5_000 * SECOND, 999, 0));
        assertThat(curve.low()).isEqualTo(new Point(70_000 * SECOND, -999, 0));
        curve.add(new Point(3, 77_777, 0));
        assertThat(curve.high().total()).as("the clock went back").isEqualTo(999);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 1 2 3           | 5 6 7 8       | 0 1 2 3
            0.1 0.2 0.3 0.9   | 5 6 7 8       | 0 3
            0.1 0.2 0.3 0.9   | 5 1 9 8       | 0 1 2 3
            0.1 0.2 1.3 1.9   | 5 1 9 8       | 0 1 2 3
            """)
    void drawsPerPixelWhatCanBeSeen(String xs, String ys, String kept) {
        assertThat(IntStream.of(PnlPicture.perPixel(numbers(xs), numbers(ys))).mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(kept);
    }

    @Test
    void leavesAGapWhereNothingWasHeard() {
        var points = List.of(new Point(0, 1, 0), new Point(SECOND, 2, 0), new Point(100 * SECOND, 3, 0));
        assertThat(PnlPicture.pieces(points)).extracting(List::size).containsExactly(2, 1);
        assertThat(PnlPicture.of(points, 600, 300).stream().filter(Shape.Path.class::isInstance)).hasSize(4);
        assertThat(PnlPicture.of(List.of(), 600, 300)).isEmpty();
    }

    @Test
    void valuesAtTheReferencePriceAndSaysNowHighAndLow() {
        live();
        pnl.take(new Item.InstrumentItem(new Symbol("NVDA"), Px.of("187.40")));
        pnl.take(position("ALPHA", "NVDA", 100, "180"));
        pnl.take(position("MACRO", "NVDA", -100, "180"));
        pnl.take(position("MACRO", "SAP", 10, "80"));
        pnl.sample(Samples.AT);
        assertThat(pnl.summary.get()).startsWith("All accounts: now 0.00 (realised 0.00 after fees)");
        pnl.breadth.set(Breadth.ACCOUNT);
        pnl.look(Context.of(new Account("ALPHA"), new Symbol("NVDA")));
        assertThat(pnl.summary.get()).startsWith("Account ALPHA: now +740.00 (realised 0.00 after fees)");
        pnl.take(new Item.InstrumentItem(new Symbol("NVDA"), Px.of("179")));
        pnl.sample(Samples.AT + SECOND);
        pnl.take(position("ALPHA", "NVDA", 0, "180"));
        pnl.sample(Samples.AT + 2 * SECOND);
        assertThat(pnl.summary.get()).isEqualTo(
                "Account ALPHA: now 0.00 (realised 0.00 after fees) · high +740.00 at 14:31:07 · low −100.00 at 14:31:08 · since 14:31:07");
    }

    @Test
    void beginsTheCurveOfAPositionWhenItIsLookedAt() {
        live();
        pnl.take(new Item.InstrumentItem(new Symbol("NVDA"), Px.of("187.40")));
        pnl.take(position("ALPHA", "NVDA", 100, "180"));
        pnl.sample(Samples.AT);
        pnl.breadth.set(Breadth.POSITION);
        pnl.look(Context.of(new Account("ALPHA"), new Symbol("NVDA")));
        assertThat(pnl.summary.get()).isEqualTo("ALPHA NVDA: no result yet");
        pnl.sample(Samples.AT + SECOND);
        assertThat(pnl.summary.get()).contains("now +740.00").endsWith("since 14:31:08");
    }

    @Test
    void samplesNothingWhileTheDeskIsNotHeardAndForgetsWhatIsNotToldAgain() {
        live();
        pnl.take(new Item.InstrumentItem(new Symbol("NVDA"), Px.of("187.40")));
        pnl.take(position("ALPHA", "NVDA", 100, "180"));
        pnl.sample(Samples.AT);
        pnl.heard(new FeedStatus(Phase.STALE, "no word", 1, 0));
        pnl.sample(Samples.AT + SECOND);
        assertThat(pnl.summary.get()).contains("now +740.00");
        live();
        pnl.snapshotBegins(false);
        pnl.snapshotEnds();
        pnl.sample(Samples.AT + 2 * SECOND);
        assertThat(pnl.summary.get()).contains("now 0.00").contains("low 0.00 at 14:31:09");
    }

    @Test
    void addsUpNoCurrenciesAndTakesFeesOff() {
        live();
        pnl.take(new Item.InstrumentItem(new Symbol("NVDA"), Px.of("187.40")));
        pnl.take(paid("ALPHA", "NVDA", "USD", new Amount(Money.of("5"), new Currency("USD"))));
        pnl.breadth.set(Breadth.ALL);
        pnl.show();
        pnl.sample(Samples.AT);
        assertThat(pnl.summary.get()).startsWith("All accounts in USD: now +735.00 (realised −5.00 after fees)");
        pnl.take(paid("ALPHA", "SAP", "EUR", new Amount(Money.of("5"), new Currency("GBP"))));
        pnl.sample(Samples.AT + SECOND);
        assertThat(pnl.summary.get())
                .startsWith("All accounts in EUR: now 0.00")
                .endsWith("since 14:31:08 · without fees in GBP · positions in USD have their own");
        assertThat(pnl.choice.get()).isEqualTo("EUR");
        pnl.turn();
        assertThat(pnl.choice.get()).isEqualTo("USD");
        assertThat(pnl.summary.get())
                .startsWith("All accounts in USD: now +735.00 (realised −5.00 after fees)")
                .endsWith("since 14:31:07 · positions in EUR have their own");
        assertThat(pnl.lay(600, 300)).isNotEmpty();
        pnl.turn();
        assertThat(pnl.choice.get()).as("from the last to the first").isEqualTo("EUR");
        pnl.breadth.set(Breadth.POSITION);
        pnl.look(Context.of(new Account("ALPHA"), new Symbol("SAP")));
        pnl.sample(Samples.AT + 2 * SECOND);
        assertThat(pnl.summary.get()).startsWith("ALPHA SAP in EUR: now 0.00").endsWith(" · without fees in GBP");
        pnl.take(paid("ALPHA", "SAP", "USD"));
        pnl.breadth.set(Breadth.ALL);
        pnl.show();
        assertThat(pnl.summary.get()).as("the currency was corrected").startsWith("All accounts in USD: now +735.00");
        assertThat(pnl.choice.get()).as("nothing to choose").isEmpty();
    }

    @Test
    void whatWasSampledBeforeTheCurrencyWasToldGoesOn() {
        live();
        pnl.breadth.set(Breadth.ALL);
        pnl.show();
        pnl.sample(Samples.AT);
        pnl.take(new Item.InstrumentItem(new Symbol("NVDA"), Px.of("187.40")));
        pnl.take(paid("ALPHA", "NVDA", "USD"));
        pnl.sample(Samples.AT + SECOND);
        assertThat(pnl.summary.get()).startsWith("All accounts in USD: now +740.00").endsWith("since 14:31:07");
    }

    private static Item.PositionItem paid(String account, String symbol, String currency, Amount... fees) {
        var bought = position(account, symbol, 100, "180").position();
        return new Item.PositionItem(new Position(
                bought.account(), bought.symbol(), bought.qty(), bought.cost(), bought.cash(), new Currency(currency),
                List.of(fees)));
    }

    private void live() {
        pnl.heard(new FeedStatus(Phase.LIVE, "", 1, 0));
    }

    private static Item.PositionItem position(String account, String symbol, int qty, String px) {
        return new Item.PositionItem(
                Position.flat(new Account(account), new Symbol(symbol)).traded(Qty.of(qty), Px.of(px)));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
