package dev.plumbline.core;

/// A trade that was reported for an order. Keyed by session, order and ExecID together: brokers use one ExecID for
/// two orders (both legs of a self-trade, a UAT log of 2020).
///
/// @param clOrdID the id of the chain that the report carried
/// @param lastQty LastQty(32) as it was told, last by a correction
/// @param lastPx LastPx(31) as it was told, last by a correction
/// @param lastExecID the report that last spoke of it: the trade itself, its latest correction, or its bust
/// @param transactTime when it traded, nanoseconds since the epoch, UTC
/// @param ratio of the corporate actions since it was told
/// @param costs the currency of it, and what was charged
public record Execution(
        ExecID execID,
        ClOrdID clOrdID,
        Qty lastQty,
        Px lastPx,
        State state,
        ExecID lastExecID,
        long transactTime,
        Ratio ratio,
        Costs costs) {

    public enum State {
        /// Stands as it was reported.
        LIVE,
        /// Stands with another quantity or price than first reported.
        CORRECTED,
        /// Never happened.
        BUSTED
    }

    /// One that no corporate action has touched.
    public Execution(
            ExecID execID, ClOrdID clOrdID, Qty lastQty, Px lastPx, State state, ExecID lastExecID, long transactTime) {
        this(execID, clOrdID, lastQty, lastPx, state, lastExecID, transactTime, Ratio.ONE);
    }

    /// One of which no currency and no charge is known.
    public Execution(
            ExecID execID,
            ClOrdID clOrdID,
            Qty lastQty,
            Px lastPx,
            State state,
            ExecID lastExecID,
            long transactTime,
            Ratio ratio) {
        this(execID, clOrdID, lastQty, lastPx, state, lastExecID, transactTime, ratio, Costs.NONE);
    }

    /// In shares of today.
    public Qty qty() {
        return ratio.scaled(lastQty);
    }

    /// For a share of today, to 8 decimals after a corporate action. For showing: what was paid is [#notional()].
    public Px px() {
        return ratio.isOne() ? lastPx : notional().per(qty());
    }

    /// What was paid: exact, and the same before and after a corporate action.
    public Money notional() {
        return lastQty.times(lastPx);
    }

    public boolean stands() {
        return state != State.BUSTED;
    }

    /// @param when the bust was reported
    Execution busted(ExecID by, long when) {
        return new Execution(
                execID, clOrdID, lastQty, lastPx, State.BUSTED, by, transactTime, ratio, costs.busted(when));
    }

    /// What was busted stays so, whatever it is corrected to.
    Execution corrected(Qty to, Px at, ExecID by, Ratio since) {
        return new Execution(
                execID, clOrdID, to, at, stands() ? State.CORRECTED : state, by, transactTime, since, costs);
    }

    Execution at(Ratio since) {
        return ratio.equals(since)
                ? this
                : new Execution(execID, clOrdID, lastQty, lastPx, state, lastExecID, transactTime, since, costs);
    }

    /// The same trade with what an earlier telling of it said.
    Execution told(Qty qty, Px px, long at) {
        return new Execution(execID, clOrdID, qty, px, state, lastExecID, at, ratio, costs);
    }

    Execution with(Costs known) {
        return known == costs
                ? this
                : new Execution(execID, clOrdID, lastQty, lastPx, state, lastExecID, transactTime, ratio, known);
    }
}
