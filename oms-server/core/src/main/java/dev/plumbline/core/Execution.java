package dev.plumbline.core;

/// A trade that was reported for an order. Keyed by session, order and ExecID together: brokers use one ExecID for
/// two orders (both legs of a self-trade, a UAT log of 2020).
///
/// @param clOrdID the id of the chain that the report carried
/// @param qty as it stands now: a correction replaces it
/// @param px as it stands now
/// @param lastExecID the report that last spoke of it: the trade itself, or its latest correction
/// @param transactTime when it traded, nanoseconds since the epoch, UTC
public record Execution(
        ExecID execID, ClOrdID clOrdID, Qty qty, Px px, State state, ExecID lastExecID, long transactTime) {

    public enum State {
        /// Stands as it was reported.
        LIVE,
        /// Stands with another quantity or price than first reported.
        CORRECTED,
        /// Never happened.
        BUSTED
    }

    public boolean stands() {
        return state != State.BUSTED;
    }

    Execution busted(ExecID by) {
        return new Execution(execID, clOrdID, qty, px, State.BUSTED, by, transactTime);
    }

    /// What was busted stays so, whatever it is corrected to.
    Execution corrected(Qty to, Px at, ExecID by) {
        return new Execution(execID, clOrdID, to, at, stands() ? State.CORRECTED : state, by, transactTime);
    }

    public Money notional() {
        return qty.times(px);
    }
}
