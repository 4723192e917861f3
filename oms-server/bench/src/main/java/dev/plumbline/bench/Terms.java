package dev.plumbline.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// The terms of one order of the load: 500 at a limit, of one of 20 accounts and 100 symbols.
record Terms(ClOrdID clOrdID, Account account, Symbol symbol, Side side) {
    static final BrokerSession SESSION = new BrokerSession("BENCH");
    static final Qty ORDER_QTY = Qty.of(500);
    static final Px PRICE = Px.of("100.25");
    static final List<Account> ACCOUNTS =
            IntStream.range(0, 20).mapToObj(i -> new Account("ACC" + (100 + i))).toList();
    static final List<Symbol> SYMBOLS =
            IntStream.range(0, 100).mapToObj(i -> new Symbol("SYM" + (100 + i))).toList();
    static final Map<Symbol, Px> REFERENCE_PX = SYMBOLS.stream().collect(Collectors.toMap(symbol -> symbol, _ -> PRICE));

    /// Of the order `number`: accounts, symbols and sides take turns.
    static Terms of(ClOrdID clOrdID, int number) {
        return new Terms(
                clOrdID,
                ACCOUNTS.get(number % ACCOUNTS.size()),
                SYMBOLS.get(number / ACCOUNTS.size() % SYMBOLS.size()),
                number / 7 % 2 == 0 ? Side.BUY : Side.SELL);
    }

    Command.Enter enter(long at) {
        return new Command.Enter(
                clOrdID, SESSION, account, symbol, side, ORDER_QTY, OrdType.LIMIT, PRICE, TimeInForce.DAY, at);
    }
}
