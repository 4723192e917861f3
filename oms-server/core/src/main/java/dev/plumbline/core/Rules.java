package dev.plumbline.core;

import java.util.Map;
import java.util.Set;

/// What an order is checked against before it leaves: who may trade what, and the limits. [Rule] has what is done
/// with it.
///
/// @param accounts the accounts there are
/// @param referencePx each symbol with the price at which a market order is valued
/// @param maxOrderQty the largest OrderQty of one order
/// @param maxNotional the largest OrderQty times price of one order
/// @param warnings from where on a person is warned
/// @param releaseBy who may release a halt
public record Rules(
        Set<BrokerSession> sessions,
        Set<Account> accounts,
        Map<Symbol, Px> referencePx,
        Qty maxOrderQty,
        Money maxNotional,
        Warnings warnings,
        ReleaseBy releaseBy) {

    /// With the usual warnings, and a second person to release a halt.
    public Rules(
            Set<BrokerSession> sessions, Set<Account> accounts, Map<Symbol, Px> referencePx, Qty maxOrderQty,
            Money maxNotional) {
        this(sessions, accounts, referencePx, maxOrderQty, maxNotional, Warnings.USUAL, ReleaseBy.SECOND_PERSON);
    }
}
