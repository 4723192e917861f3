package dev.plumbline.core;

/// What is held at average cost. A sale leaves the average as it is, so what is left is worked out from the quantity and
/// the cost before the first of a row of sales: nothing is divided, and so nothing rounded, until something is bought
/// again. Quantities are unscaled, all of one scale, negative when short.
///
/// @param wholeQty what `wholeCost` was paid for; at least `qty`
record Basis(long qty, long wholeQty, Notional wholeCost) {
    static final Basis FLAT = new Basis(0, 0, Notional.ZERO);

    static Basis of(Holding.Held held) {
        return new Basis(held.qty(), held.wholeQty(), Notional.of(held.wholeCost()));
    }

    Holding.Held state() {
        return new Holding.Held(qty, wholeQty, wholeCost.money());
    }

    /// What the open quantity cost, negative when short.
    Notional cost() {
        return qty == wholeQty ? wholeCost : wholeCost.share(qty, wholeQty);
    }

    /// After a trade of `signed`, negative for a sale, for `amount`, of the same sign but for negative prices. One that
    /// goes through zero closes the whole of the old position, and its rest opens the new one.
    Basis traded(long signed, Notional amount) {
        if (signed == 0) return this;
        long now = qty + signed;
        if (isAddedTo(signed)) return new Basis(now, now, cost().plus(amount));
        if (now == 0) return FLAT;
        if (isReducedBy(signed)) return new Basis(now, wholeQty, wholeCost);
        return new Basis(now, now, amount.share(now, signed));
    }

    boolean isAddedTo(long signed) {
        return qty == 0 || (qty > 0) == (signed > 0);
    }

    /// By less than all.
    boolean isReducedBy(long signed) {
        return !isAddedTo(signed) && Math.abs(signed) < Math.abs(qty);
    }
}
