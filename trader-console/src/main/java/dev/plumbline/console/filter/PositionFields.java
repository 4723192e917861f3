package dev.plumbline.console.filter;

import java.util.function.Function;

import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;

/// What can be asked of positions.
public final class PositionFields {
    private PositionFields() {}

    /// @param position of a row
    /// @param mark the price at which a row is valued, [Px#NONE] for none: it then has no unrealised PnL
    public static <T> Fields<T> of(Function<T, Position> position, Function<T, Px> mark) {
        return Fields.<T>builder()
                .text("acct", "Account", row -> position.apply(row).account().value(), "account")
                .text("sym", "Symbol", row -> position.apply(row).symbol().value(), "symbol")
                .quantity("qty", "held, negative for short", row -> position.apply(row).qty())
                .price("avg", "average price of what is held", row -> avgPx(position.apply(row)), "avgpx")
                .price("ref", "price that values it", mark, "mark")
                .money("realised", "realised PnL", row -> position.apply(row).realizedPnl(), "realized")
                .money("unrealised", "unrealised PnL", row -> unrealized(position.apply(row), mark.apply(row)),
                        "unrealized")
                .money("fees", "fees in its currency, as shown: negative where they were charged", row -> fees(position.apply(row)), "fee")
                .money("net", "realised and unrealised PnL after fees", row -> net(position.apply(row), mark.apply(row)))
                .text("ccy", "currency", row -> position.apply(row).currency().value(), "currency")
                .is("long", "more bought than sold", row -> position.apply(row).qty().signum() > 0)
                .is("short", "more sold than bought", row -> position.apply(row).qty().signum() < 0)
                .is("flat", "nothing is held", row -> position.apply(row).qty().isZero())
                .build();
    }

    private static Px avgPx(Position position) {
        return position.qty().isZero() ? Px.NONE : position.avgPx();
    }

    private static Money unrealized(Position position, Px mark) {
        return mark.isStated() ? position.unrealizedPnl(mark) : Money.ZERO;
    }

    /// Those without a currency are in that of the position.
    private static Money fees(Position position) {
        return position.netPnl().minus(position.realizedPnl());
    }

    private static Money net(Position position, Px mark) {
        return position.netPnl().plus(unrealized(position, mark));
    }
}
