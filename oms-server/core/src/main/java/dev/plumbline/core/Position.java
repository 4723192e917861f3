package dev.plumbline.core;

import java.util.List;

/// What an account holds in a symbol, at average cost. Realised PnL is the cash that flowed plus the cost of what is
/// still held, so it is exact whenever the position is flat and cannot drift.
///
/// @param qty positive for long, negative for short
/// @param cost what the open quantity cost: positive for long, negative for short
/// @param cash money received minus money paid, over all executions that stand
/// @param currency of `cost` and `cash`; none where no report said
/// @param fees what was charged for its executions, each currency once, in the order of their names, none of them zero.
///     Not in `cash`
public record Position(
        Account account, Symbol symbol, Qty qty, Money cost, Money cash, Currency currency, List<Amount> fees) {

    /// One of which no currency and no charge is known.
    public Position(Account account, Symbol symbol, Qty qty, Money cost, Money cash) {
        this(account, symbol, qty, cost, cash, Currency.NONE, List.of());
    }

    public static Position flat(Account account, Symbol symbol) {
        return new Position(account, symbol, Qty.ZERO, Money.ZERO, Money.ZERO);
    }

    /// Average price of what is held, to 8 decimals; zero when flat.
    public Px avgPx() {
        return cost.per(qty);
    }

    /// Gross: before fees.
    public Money realizedPnl() {
        return cash.plus(cost);
    }

    /// After the fees that are in the currency of the position, or in none; for those in others see [Totals].
    public Money netPnl() {
        var net = realizedPnl();
        for (var fee : fees) if (fee.currency().equals(currency) || fee.currency().isNone()) net = net.minus(fee.money());
        return net;
    }

    /// What closing at `mark` would add to the realised PnL.
    public Money unrealizedPnl(Px mark) {
        return qty.times(mark).minus(cost);
    }

    /// The position after a trade of `signed` (negative for a sale) at `px`. A trade that goes through zero closes the
    /// whole of the old position and opens the rest at `px`.
    public Position traded(Qty signed, Px px) {
        var newQty = qty.plus(signed);
        var newCash = cash.minus(signed.times(px));
        Money newCost;
        if (qty.isZero() || qty.signum() == signed.signum()) newCost = cost.plus(signed.times(px));
        else if (newQty.isZero()) newCost = Money.ZERO;
        else if (newQty.signum() == qty.signum()) newCost = cost.share(newQty, qty);
        else newCost = newQty.times(px);
        return new Position(account, symbol, newQty, newCost, newCash, currency, fees);
    }
}
