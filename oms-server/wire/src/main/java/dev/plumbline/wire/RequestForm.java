package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;

/// A [Request] as fields.
final class RequestForm {
    private static final Request.Kind[] KINDS = Request.Kind.values();
    private static final Request.Stage[] STAGES = Request.Stage.values();

    private RequestForm() {}

    static void writeList(Out out, String name, List<Request> requests) throws IOException {
        out.list(name);
        for (var request : requests) write(out, request);
        out.endList();
    }

    private static void write(Out out, Request request) throws IOException {
        out.object();
        out.text("ClOrdID", request.clOrdID().value());
        out.text("OrigClOrdID", request.origClOrdID().value());
        out.always("Kind", request.kind().name());
        out.qty("OrderQty", request.orderQty());
        out.px("Price", request.price());
        out.always("Stage", request.stage().name());
        out.time("SentAt", request.sentAt());
        out.end();
    }

    static List<Request> readList(In in) throws IOException {
        var requests = new ArrayList<Request>(1);
        in.list();
        while (in.element()) requests.add(read(in));
        return List.copyOf(requests);
    }

    private static Request read(In in) throws IOException {
        var clOrdID = ClOrdID.NONE;
        var origClOrdID = ClOrdID.NONE;
        var kind = Request.Kind.NEW;
        var orderQty = Qty.NONE;
        var price = Px.NONE;
        var stage = Request.Stage.SENT;
        long sentAt = 0;
        in.object();
        while (in.next()) {
            switch (in.name()) {
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "OrigClOrdID" -> origClOrdID = new ClOrdID(in.text());
                case "Kind" -> kind = Codes.named(in, KINDS);
                case "OrderQty" -> orderQty = in.qty();
                case "Price" -> price = in.px();
                case "Stage" -> stage = Codes.named(in, STAGES);
                case "SentAt" -> sentAt = in.number();
                default -> in.skip();
            }
        }
        return new Request(clOrdID, origClOrdID, kind, orderQty, price, stage, sentAt);
    }
}
