package dev.plumbline.console.ticket;

import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// An order in one line, as a trader types it: `buy 500 AAPL @187.42 day acct:ALPHA-1 broker:BRAVO`.
///
/// The side comes first. The first number is the quantity (`5k`, `1.5m`), a second one or one after `@` the price, the
/// first word that means nothing else the symbol; types, times in force, `acct:` and `broker:` stand anywhere. What is
/// not said stays as the ticket has it. Whether the desk knows the symbol is not asked here.
public sealed interface OrderLine {
    /// A longer line is no order.
    int LENGTH_MAX = 200;

    /// It says an order.
    ///
    /// @param price [Px#NONE] for a market order
    /// @param account empty where the line does not say
    /// @param session the broker, empty where the line does not say
    record Ready(
            Side side,
            Qty orderQty,
            Symbol symbol,
            OrdType ordType,
            Px price,
            TimeInForce timeInForce,
            String account,
            String session)
            implements OrderLine {}

    /// So far it is right, and not done.
    ///
    /// @param missing what may come next, as a hint to show behind the cursor: `… symbol @ price`
    record NotYet(String missing) implements OrderLine {}

    /// It cannot become an order by typing on.
    ///
    /// @param at where the word begins that is wrong, from 0
    /// @param why with the mend
    record Wrong(int at, String why) implements OrderLine {}

    /// Whether it begins as an order does, with a side: then it is meant for one, even where it is wrong.
    static boolean isMeant(String line) {
        return line.length() <= LENGTH_MAX && new LineReading(line).hasSide();
    }

    /// Never throws, whatever is typed.
    static OrderLine parse(String line) {
        if (line.length() > LENGTH_MAX)
            return new Wrong(LENGTH_MAX, "too long: an order has " + LENGTH_MAX + " letters at most");
        return new LineReading(line).read();
    }
}
