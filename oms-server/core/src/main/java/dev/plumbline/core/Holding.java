package dev.plumbline.core;

import java.util.List;
import java.util.Map;

/// What one account does in one symbol, as a [BookState] has it: sums, and behind them the trades, for those that come late
/// or are busted.
///
/// @param scale decimals of all quantities here that are plain numbers
/// @param gross the sum of the quantities that stand, bought and sold alike
/// @param named how many executions that stand name a currency
/// @param owed by the currency of the trade and then that of the charge
public record Holding(
        Account account, Symbol symbol, int scale, long gross, Map<Currency, Integer> named,
        Map<Currency, Map<Currency, Money>> owed, List<InCurrency> parts) {

    /// @param currency none where all are together
    /// @param cash received minus paid
    public record InCurrency(Currency currency, long qty, Money cash, Held held, List<Stretch> stretches) {}

    /// @param wholeQty what `wholeCost` was paid for; at least `qty`
    public record Held(long qty, long wholeQty, Money wholeCost) {}

    /// Trades that follow each other.
    ///
    /// @param before what was held before the first of them
    /// @param ends the first and the last of them; of one that is alone, twice the same; nothing where there is none
    public record Stretch(
            int size, long bought, long sold, Money paid, Money received, Held before, List<Trade> ends, Trades trades) {}

    public record Trade(Execution execution, OrderKey order, boolean isBuy) {}

    /// The trades of a stretch, in the order in which they count. Never change. Any thread.
    public interface Trades {
        /// Made anew each time.
        List<Trade> list();
    }
}
