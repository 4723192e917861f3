package dev.plumbline.adapter.fix.client;

import dev.plumbline.adapter.fix.FixVersion;

/// FIX's codes for what the server refuses. 4.2 knows fewer: what it has no code for is broker option there.
final class Refusals {
    private Refusals() {}

    /// OrdRejReason(103): 0 broker option, 1 unknown symbol, 3 order exceeds limit, 6 duplicate order; since 4.3 and 4.4
    /// 11 unsupported order characteristic, 13 incorrect quantity, 15 unknown account, 99 other.
    ///
    /// @param refusal the name of a [dev.plumbline.core.Refusal], or of one that this program does not know
    static int ordRejReason(String refusal, FixVersion version) {
        boolean is42 = version == FixVersion.FIX_4_2;
        return switch (refusal) {
            case "DUPLICATE_CLORDID" -> 6;
            case "UNKNOWN_SYMBOL" -> 1;
            case "MAX_ORDER_QTY", "MAX_NOTIONAL" -> 3;
            case "UNKNOWN_ACCOUNT" -> is42 ? 0 : 15;
            case "UNSUPPORTED_ORDER" -> is42 ? 0 : 11;
            case "BAD_QUANTITY" -> is42 ? 0 : 13;
            case "HALTED", "NOT_CONNECTED", "UNKNOWN_SESSION" -> 0;
            default -> is42 ? 0 : 99;
        };
    }

    /// CxlRejReason(102): 0 too late, 1 unknown order, 2 broker option, 3 pending already; since 4.3 and 4.4 6 duplicate
    /// ClOrdID, 99 other.
    static int cxlRejReason(String refusal, FixVersion version) {
        boolean is42 = version == FixVersion.FIX_4_2;
        return switch (refusal) {
            case "ORDER_OVER" -> 0;
            case "UNKNOWN_ORDER" -> 1;
            case "DUPLICATE_CLORDID" -> is42 ? 2 : 6;
            case "HALTED", "NOT_CONNECTED" -> 2;
            default -> is42 ? 2 : 99;
        };
    }
}
