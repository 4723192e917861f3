package dev.plumbline.wire;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.plumbline.core.Currency;
import dev.plumbline.core.Holding;
import dev.plumbline.core.Holding.Held;
import dev.plumbline.core.Holding.InCurrency;
import dev.plumbline.core.Holding.Stretch;
import dev.plumbline.core.Holding.Trade;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.Packed.Dictionary;
import dev.plumbline.wire.Packed.In;
import dev.plumbline.wire.Packed.Out;

/// A [Holding], packed. The trades of each stretch are bytes of their own, which come first: they stay so until somebody asks
/// for them, and are written again as they are.
final class HoldingForm {
    private final Dictionary dictionary;
    private final Out alone;

    /// @param dictionary of all that is written
    HoldingForm(Dictionary dictionary) {
        this.dictionary = dictionary;
        alone = new Out(dictionary);
    }

    private static final class Kept implements Holding.Trades {
        private final byte[] bytes;
        private final Dictionary dictionary;

        Kept(byte[] bytes, Dictionary dictionary) {
            this.bytes = bytes;
            this.dictionary = dictionary;
        }

        @Override
        public List<Trade> list() {
            var in = new In(bytes, dictionary);
            var trades = in.list(HoldingForm::trade);
            if (!in.isAtEnd()) throw new WireException("something follows the trades of a position");
            return trades;
        }
    }

    void write(Out out, Holding holding) {
        out.value(PackedValues.ACCOUNT, holding.account());
        out.value(PackedValues.SYMBOL, holding.symbol());
        out.number(holding.scale());
        out.number(holding.gross());
        out.list(List.copyOf(holding.named().entrySet()), (to, named) -> {
            to.value(PackedValues.CURRENCY, named.getKey());
            to.number(named.getValue());
        });
        out.list(List.copyOf(holding.owed().entrySet()), (to, owed) -> {
            to.value(PackedValues.CURRENCY, owed.getKey());
            to.list(List.copyOf(owed.getValue().entrySet()), (sums, sum) -> {
                sums.value(PackedValues.CURRENCY, sum.getKey());
                write(sums, sum.getValue());
            });
        });
        out.list(holding.parts(), this::write);
    }

    private void write(Out out, InCurrency part) {
        out.value(PackedValues.CURRENCY, part.currency());
        out.number(part.qty());
        write(out, part.cash());
        write(out, part.held());
        out.list(part.stretches(), this::write);
    }

    private void write(Out out, Stretch stretch) {
        out.number(stretch.size());
        out.number(stretch.bought());
        out.number(stretch.sold());
        write(out, stretch.paid());
        write(out, stretch.received());
        write(out, stretch.before());
        out.list(stretch.ends(), HoldingForm::write);
    }

    byte[] bytes(Holding.Trades trades) {
        if (trades instanceof Kept kept && dictionary.beginsAs(kept.dictionary)) return kept.bytes;
        alone.begin();
        alone.list(trades.list(), HoldingForm::write);
        return alone.bytes();
    }

    static List<Stretch> stretches(Holding holding) {
        return holding.parts().stream().flatMap(part -> part.stretches().stream()).toList();
    }

    private static void write(Out out, Trade trade) {
        out.text(trade.order().value());
        out.yes(trade.isBuy());
        PackedValues.write(out, trade.execution());
    }

    private static void write(Out out, Held held) {
        out.number(held.qty());
        out.number(held.wholeQty());
        write(out, held.wholeCost());
    }

    private static void write(Out out, Money money) {
        out.text(money.toString());
    }

    /// @param trades of its stretches, in their order
    static Holding read(In in, List<byte[]> trades, Dictionary dictionary) {
        var left = trades.stream().map(bytes -> new Kept(bytes, dictionary)).iterator();
        var holding = new Holding(
                in.value(PackedValues.ACCOUNT), in.value(PackedValues.SYMBOL), in.smallNumber(), in.number(), named(in), owed(in),
                in.list(from -> part(from, left)));
        if (left.hasNext()) throw new WireException("trades that no position has");
        return holding;
    }

    private static Map<Currency, Integer> named(In in) {
        var named = new TreeMap<Currency, Integer>();
        for (int left = in.length(); left > 0; left--) named.put(in.value(PackedValues.CURRENCY), in.smallNumber());
        return named;
    }

    private static Map<Currency, Map<Currency, Money>> owed(In in) {
        var owed = new TreeMap<Currency, Map<Currency, Money>>();
        for (int left = in.length(); left > 0; left--) {
            var sums = new TreeMap<Currency, Money>();
            owed.put(in.value(PackedValues.CURRENCY), sums);
            for (int more = in.length(); more > 0; more--) sums.put(in.value(PackedValues.CURRENCY), money(in));
        }
        return owed;
    }

    private static InCurrency part(In in, Iterator<Kept> trades) {
        return new InCurrency(
                in.value(PackedValues.CURRENCY), in.number(), money(in), held(in), in.list(from -> stretch(from, trades)));
    }

    private static Stretch stretch(In in, Iterator<Kept> trades) {
        return new Stretch(
                in.smallNumber(), in.number(), in.number(), money(in), money(in), held(in), in.list(HoldingForm::trade),
                trades.next());
    }

    private static Trade trade(In in) {
        var order = new OrderKey(in.text());
        boolean isBuy = in.yes();
        return new Trade(PackedValues.execution(in), order, isBuy);
    }

    private static Held held(In in) {
        return new Held(in.number(), in.number(), money(in));
    }

    private static Money money(In in) {
        return Money.of(in.text());
    }
}
