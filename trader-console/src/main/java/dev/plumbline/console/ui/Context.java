package dev.plumbline.console.ui;

import dev.plumbline.core.Account;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Symbol;

/// What a person is looking at: an order, or only a symbol or an account. Panels of one link colour share it.
///
/// @param order with an empty value where it is no order
/// @param symbol with an empty value where it is none
/// @param account with an empty value where it is none
public record Context(OrderKey order, Symbol symbol, Account account) {
    private static final OrderKey NO_ORDER = new OrderKey("");
    private static final Symbol NO_SYMBOL = new Symbol("");
    private static final Account NO_ACCOUNT = new Account("");

    public static final Context NOTHING = new Context(NO_ORDER, NO_SYMBOL, NO_ACCOUNT);

    public static Context of(Order order) {
        return new Context(order.key(), order.symbol(), order.account());
    }

    public static Context of(Account account, Symbol symbol) {
        return new Context(NO_ORDER, symbol, account);
    }

    public boolean hasOrder() {
        return !order.equals(NO_ORDER);
    }

    public boolean hasAccount() {
        return !account.equals(NO_ACCOUNT);
    }

    public boolean hasSymbol() {
        return !symbol.equals(NO_SYMBOL);
    }
}
