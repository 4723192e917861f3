package dev.plumbline.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Rules;
import dev.plumbline.core.Symbol;

/// Who trades what, in every history.
final class Terms {
    static final int SHARDS = 2;
    static final BrokerSession SESSION = new BrokerSession("ALPHA");
    static final List<Account> ACCOUNTS = List.of(new Account("A-0"), new Account("A-1"));
    static final List<Symbol> SYMBOLS = List.of(new Symbol("ACME"), new Symbol("ZINC"));
    static final Qty MOST = Qty.of(2_000);
    static final Rules RULES = new Rules(
            Set.of(SESSION), Set.copyOf(ACCOUNTS), Map.of(SYMBOLS.get(0), Px.of("100.00"), SYMBOLS.get(1), Px.of("12.345")),
            MOST, Money.of("10000000"));

    private Terms() {}

    static int shardOf(Account account) {
        return ACCOUNTS.indexOf(account);
    }
}
