package dev.plumbline.server.store;

import dev.plumbline.core.Account;
import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;

/// A position as the columns of the store tell it, for comparing with other ledgers.
public record StoredPosition(Account account, Symbol symbol, Qty qty, Px avgPx, Money realizedPnl) {}
