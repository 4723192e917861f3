package dev.plumbline.console.halt;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Order;
import dev.plumbline.core.Symbol;

/// What a person can choose to halt.
enum Kind {
    EVERYTHING("All trading", ""),
    SYMBOL("One symbol", "symbol"),
    ACCOUNT("One account", "account"),
    BROKER("One broker", "broker");

    final String label;

    /// What has to be named; empty for nothing.
    final String what;

    Kind(String label, String what) {
        this.label = label;
        this.what = what;
    }

    /// @param name of what is halted; nothing to everything
    Halt.Scope scope(String name) {
        return switch (this) {
            case EVERYTHING -> Halt.EVERYTHING;
            case SYMBOL -> new Halt.Scope.OfSymbol(new Symbol(name));
            case ACCOUNT -> new Halt.Scope.OfAccount(new Account(name));
            case BROKER -> new Halt.Scope.OfSession(new BrokerSession(name));
        };
    }

    /// What of `order` this is.
    String nameIn(Order order) {
        return switch (this) {
            case EVERYTHING -> "";
            case SYMBOL -> order.symbol().value();
            case ACCOUNT -> order.account().value();
            case BROKER -> order.session().value();
        };
    }
}
