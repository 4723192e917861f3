package dev.plumbline.wire;

import java.io.IOException;

import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// The [News] of a report, as fields of that report: `News` names its kind, the others are FIX's.
final class NewsForm {
    private String kind = "";
    private Qty lastQty = Qty.NONE;
    private Px lastPx = Px.NONE;
    private Px avgPx = Px.NONE;
    private int version;
    private ExecID execRefID = ExecID.NONE;
    private int execRestatementReason = -1;
    private String refMsgType = "";
    private long refSeqNum;

    static void write(Out out, News news) throws IOException {
        out.always("News", kind(news));
        switch (news) {
            case News.Trade(var lastQty, var lastPx) -> writeTrade(out, lastQty, lastPx);
            case News.TradeVersion(var lastQty, var lastPx, int version) -> {
                writeTrade(out, lastQty, lastPx);
                out.number("Version", version, 0);
            }
            case News.Executed(var avgPx) -> out.px("AvgPx", avgPx);
            case News.TradeCancel(var execRefID) -> out.text("ExecRefID", execRefID.value());
            case News.Charged(var execRefID) -> out.text("ExecRefID", execRefID.value());
            case News.TradeCorrect(var execRefID, var lastQty, var lastPx) -> {
                out.text("ExecRefID", execRefID.value());
                writeTrade(out, lastQty, lastPx);
            }
            case News.Restated(int reason) -> out.number("ExecRestatementReason", reason, -1);
            case News.RequestRejected(var refMsgType, long refSeqNum) -> {
                out.text("RefMsgType", refMsgType);
                out.number("RefSeqNum", refSeqNum, 0);
            }
            case News.New _, News.PendingNew _, News.PendingCancel _, News.PendingReplace _, News.Replaced _,
                    News.Canceled _, News.Rejected _, News.Expired _, News.DoneForDay _, News.Suspended _,
                    News.Stopped _, News.Calculated _, News.OrderStatus _, News.Triggered _, News.Remark _,
                    News.CancelRejected _ -> {}
        }
    }

    private static void writeTrade(Out out, Qty lastQty, Px lastPx) throws IOException {
        out.qty("LastQty", lastQty);
        out.px("LastPx", lastPx);
    }

    private static String kind(News news) {
        return switch (news) {
            case News.New _ -> "New";
            case News.PendingNew _ -> "PendingNew";
            case News.Trade _ -> "Trade";
            case News.TradeVersion _ -> "TradeVersion";
            case News.Executed _ -> "Executed";
            case News.TradeCancel _ -> "TradeCancel";
            case News.TradeCorrect _ -> "TradeCorrect";
            case News.Charged _ -> "Charged";
            case News.PendingCancel _ -> "PendingCancel";
            case News.PendingReplace _ -> "PendingReplace";
            case News.Replaced _ -> "Replaced";
            case News.Canceled _ -> "Canceled";
            case News.Rejected _ -> "Rejected";
            case News.Expired _ -> "Expired";
            case News.DoneForDay _ -> "DoneForDay";
            case News.Suspended _ -> "Suspended";
            case News.Stopped _ -> "Stopped";
            case News.Calculated _ -> "Calculated";
            case News.Restated _ -> "Restated";
            case News.OrderStatus _ -> "OrderStatus";
            case News.Triggered _ -> "Triggered";
            case News.Remark _ -> "Remark";
            case News.CancelRejected _ -> "CancelRejected";
            case News.RequestRejected _ -> "RequestRejected";
        };
    }

    /// Takes the field that stands here, or passes over it.
    void read(In in) throws IOException {
        switch (in.name()) {
            case "News" -> kind = in.text();
            case "LastQty" -> lastQty = in.qty();
            case "LastPx" -> lastPx = in.px();
            case "AvgPx" -> avgPx = in.px();
            case "Version" -> version = in.smallNumber();
            case "ExecRefID" -> execRefID = new ExecID(in.text());
            case "ExecRestatementReason" -> execRestatementReason = in.smallNumber();
            case "RefMsgType" -> refMsgType = in.text();
            case "RefSeqNum" -> refSeqNum = in.number();
            default -> in.skip();
        }
    }

    /// What the fields read so far make.
    News news() {
        return switch (kind) {
            case "New" -> new News.New();
            case "PendingNew" -> new News.PendingNew();
            case "Trade" -> new News.Trade(lastQty, lastPx);
            case "TradeVersion" -> new News.TradeVersion(lastQty, lastPx, version);
            case "Executed" -> new News.Executed(avgPx);
            case "TradeCancel" -> new News.TradeCancel(execRefID);
            case "TradeCorrect" -> new News.TradeCorrect(execRefID, lastQty, lastPx);
            case "Charged" -> new News.Charged(execRefID);
            case "PendingCancel" -> new News.PendingCancel();
            case "PendingReplace" -> new News.PendingReplace();
            case "Replaced" -> new News.Replaced();
            case "Canceled" -> new News.Canceled();
            case "Rejected" -> new News.Rejected();
            case "Expired" -> new News.Expired();
            case "DoneForDay" -> new News.DoneForDay();
            case "Suspended" -> new News.Suspended();
            case "Stopped" -> new News.Stopped();
            case "Calculated" -> new News.Calculated();
            case "Restated" -> new News.Restated(execRestatementReason);
            case "OrderStatus" -> new News.OrderStatus();
            case "Triggered" -> new News.Triggered();
            case "Remark" -> new News.Remark();
            case "CancelRejected" -> new News.CancelRejected();
            case "RequestRejected" -> new News.RequestRejected(refMsgType, refSeqNum);
            default -> throw new WireException("unknown News '" + kind + "'");
        };
    }
}
