package dev.plumbline.bench;

import java.nio.charset.StandardCharsets;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.News;
import dev.plumbline.core.Report;

/// The bytes that a report of the load would have come in, for whoever keeps them.
final class FixText {
    private FixText() {}

    static Buffer fill(Report report) {
        var told = report.told();
        var body = new StringBuilder(260)
                .append("35=8\00149=BROKER\00156=DESK\00134=123456\00152=20261122-09:00:00.123456\001")
                .append("37=").append(report.orderID())
                .append("\00111=").append(report.clOrdID())
                .append("\00117=").append(report.execID());
        if (report.news() instanceof News.Trade(var lastQty, var lastPx))
            body.append("\001150=F\00132=").append(lastQty).append("\00131=").append(lastPx);
        else body.append("\001150=0");
        body.append("\00139=").append(told.ordStatus().fix())
                .append("\0011=").append(told.account())
                .append("\00155=").append(told.symbol())
                .append("\00154=").append(told.side().fix())
                .append("\00138=").append(told.orderQty())
                .append("\00144=").append(told.price())
                .append("\00114=").append(told.cumQty())
                .append("\001151=").append(told.leavesQty())
                .append("\00160=20261122-09:00:00.123456\001");
        var text = "8=FIX.4.4\0019=" + body.length() + "\001" + body + "10=000\001";
        return Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
