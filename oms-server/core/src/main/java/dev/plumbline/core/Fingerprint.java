package dev.plumbline.core;

/// 64 bits of a report: two with the same are the same report. All that counts is in it; when it arrived, whether it
/// was marked as sent again, and its words are not. Nor is TransactTime where there is an ExecID: some brokers stamp
/// what they send again.
final class Fingerprint {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Fingerprint() {}

    static long of(Report report) {
        var told = report.told();
        long time = report.execID().isNone() ? report.transactTime() : 0;
        long hash = mixed(time, report.execID().value());
        hash = mixed(hash, report.clOrdID().value());
        hash = mixed(hash, report.origClOrdID().value());
        hash = mixed(hash, report.orderID().value());
        hash = mixed(hash, told.ordStatus().ordinal());
        hash = mixed(hash, told.orderQty());
        hash = mixed(hash, told.price());
        hash = mixed(hash, told.cumQty());
        hash = mixed(hash, told.leavesQty());
        if (!report.currency().isNone()) hash = mixed(hash, report.currency().value());
        for (var charge : report.charges()) hash = mixed(hash, charge);
        return mixed(hash, of(report.news()));
    }

    private static long mixed(long hash, Charge charge) {
        long mixed = mixed(mixed(hash, charge.type()), charge.basis().ordinal());
        return mixed(mixed(mixed, charge.rate().toString()), charge.currency().value());
    }

    private static long of(News news) {
        return switch (news) {
            case News.Trade(var qty, var px) -> mixed(mixed(1, qty), px);
            case News.TradeVersion(var qty, var px, int version) -> mixed(mixed(mixed(22, qty), px), version);
            case News.Executed(var avgPx) -> mixed(23, avgPx);
            case News.Charged(var execRefID) -> mixed(24, execRefID.value());
            case News.TradeCancel(var execRefID) -> mixed(2, execRefID.value());
            case News.TradeCorrect(var execRefID, var qty, var px) -> mixed(
                    mixed(mixed(3, qty), px), execRefID.value());
            case News.Restated(int reason) -> mixed(4, reason);
            case News.RequestRejected(var refMsgType, long refSeqNum) -> mixed(mixed(5, refSeqNum), refMsgType);
            case News.New() -> 6;
            case News.PendingNew() -> 7;
            case News.PendingCancel() -> 8;
            case News.PendingReplace() -> 9;
            case News.Replaced() -> 10;
            case News.Canceled() -> 11;
            case News.Rejected() -> 12;
            case News.Expired() -> 13;
            case News.DoneForDay() -> 14;
            case News.Suspended() -> 15;
            case News.Stopped() -> 16;
            case News.Calculated() -> 17;
            case News.OrderStatus() -> 18;
            case News.Triggered() -> 19;
            case News.Remark() -> 20;
            case News.CancelRejected() -> 21;
        };
    }

    private static long mixed(long hash, Qty qty) {
        return mixed(hash, qty.unscaled() * 31 + qty.scale());
    }

    private static long mixed(long hash, Px px) {
        return mixed(hash, px.unscaled() * 31 + px.scale());
    }

    private static long mixed(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) mixed = (mixed ^ text.charAt(i)) * PRIME;
        return mixed(mixed, text.length());
    }

    private static long mixed(long hash, long value) {
        long mixed = (hash ^ value) * PRIME;
        return mixed ^ (mixed >>> 29);
    }
}
