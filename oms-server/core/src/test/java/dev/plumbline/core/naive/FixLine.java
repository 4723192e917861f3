package dev.plumbline.core.naive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import dev.plumbline.core.Command;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;

/// An input as the line of a scenario file, so that what failed can be read by a trader and given to `oms replay`.
final class FixLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final StringBuilder text;

    private FixLine(String begin) {
        text = new StringBuilder(begin);
    }

    static String of(Input input) {
        return switch (input) {
            case Input.Noise() -> "< 35=8|17=noise|";
            case Input.Ours(var command, var possResend) -> of(command) + (possResend ? "97=Y|" : "");
            case Input.Theirs(var report) -> of(report);
        };
    }

    private static String of(Command command) {
        return switch (command) {
            case Command.Enter enter -> new FixLine("> 35=D|")
                    .with(11, enter.clOrdID()).with(1, enter.account()).with(55, enter.symbol())
                    .with(54, code(enter.side())).with(38, enter.orderQty()).with(40, code(enter.ordType()))
                    .with(44, enter.price()).with(59, code(enter.timeInForce())).at(enter.at());
            case Command.Cancel(var id, var of, var at) ->
                new FixLine("> 35=F|").with(11, id).with(41, of).at(at);
            case Command.Replace(var id, var of, var qty, var px, var at) ->
                new FixLine("> 35=G|").with(11, id).with(41, of).with(38, qty).with(44, px).at(at);
            case Command.Status(var id, var at) -> new FixLine("> 35=H|").with(11, id).at(at);
        };
    }

    private static String of(Report report) {
        var told = report.told();
        return new FixLine(begin(report))
                .with(37, report.orderID()).with(11, report.clOrdID()).with(41, report.origClOrdID())
                .with(17, report.execID()).with(39, code(told.ordStatus())).with(1, told.account())
                .with(55, told.symbol()).with(54, code(told.side())).with(38, told.orderQty())
                .with(40, code(told.ordType())).with(44, told.price())
                .with(59, told.timeInForce() == TimeInForce.DAY ? "" : code(told.timeInForce()))
                .with(14, told.cumQty()).with(151, told.leavesQty()).with(58, report.text())
                .with(43, report.possDup() ? "Y" : "").with(97, report.possResend() ? "Y" : "")
                .at(report.transactTime());
    }

    private static String begin(Report report) {
        return switch (report.news()) {
            case News.CancelRejected() -> "< 35=9|";
            case News.RequestRejected(var refMsgType, var refSeqNum) -> "< 35=j|372=" + refMsgType + "|45=" + refSeqNum + "|";
            default -> "< 35=8|" + news(report.news());
        };
    }

    private static String news(News news) {
        return switch (news) {
            case News.New() -> "150=0|";
            case News.PendingNew() -> "150=A|";
            case News.Trade(var qty, var px) -> "150=F|32=" + qty + "|31=" + px + "|";
            case News.TradeCancel(var ref) -> "150=H|19=" + ref + "|";
            case News.TradeCorrect(var ref, var qty, var px) -> "150=G|19=" + ref + "|32=" + qty + "|31=" + px + "|";
            case News.PendingCancel() -> "150=6|";
            case News.PendingReplace() -> "150=E|";
            case News.Replaced() -> "150=5|";
            case News.Canceled() -> "150=4|";
            case News.Rejected() -> "150=8|";
            case News.Expired() -> "150=C|";
            case News.DoneForDay() -> "150=3|";
            case News.Suspended() -> "150=9|";
            case News.Stopped() -> "150=7|";
            case News.Calculated() -> "150=B|";
            case News.Restated(var reason) -> "150=D|378=" + reason + "|";
            case News.OrderStatus() -> "150=I|";
            case News.Triggered() -> "150=L|";
            case News.Remark() -> "150=F|32=0|";
            default -> news + "|";
        };
    }

    private FixLine with(int tag, Object value) {
        var shown = value.toString();
        if (!shown.isEmpty()) text.append(tag).append('=').append(shown).append('|');
        return this;
    }

    private String at(long nanoseconds) {
        return with(60, TIME.format(Instant.ofEpochSecond(0, nanoseconds))).text.toString();
    }

    private static String code(OrdStatus status) {
        return status == OrdStatus.NONE ? "" : String.valueOf(status.fix());
    }

    private static String code(Side side) {
        return side == Side.NONE ? "" : String.valueOf(side.fix());
    }

    private static String code(OrdType type) {
        return type == OrdType.NONE ? "" : type == OrdType.MARKET ? "1" : "2";
    }

    private static String code(TimeInForce timeInForce) {
        return String.valueOf(timeInForce.fix());
    }
}
