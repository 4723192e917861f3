package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Heard;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// [Heard] as fields. The lists keep their order, for an order that is restored goes on as it would have.
final class HeardForm {
    private static final long NEVER = Long.MIN_VALUE;
    private static final Life.End[] ENDS = Life.End.values();

    private HeardForm() {}

    static void writeField(Out out, String name, Heard heard) throws IOException {
        if (heard.equals(Heard.NOTHING)) return;
        out.field(name);
        out.object();
        if (!heard.names().isEmpty()) writeNames(out, heard.names());
        if (!heard.endings().isEmpty()) writeEndings(out, heard.endings());
        if (!heard.terms().isEmpty()) writeTerms(out, heard.terms());
        if (!heard.corrections().isEmpty()) writeCorrections(out, heard.corrections());
        if (!heard.points().isEmpty()) writePoints(out, heard.points());
        out.number("RestedAt", heard.times().restedAt(), NEVER);
        out.number("HeldAt", heard.times().heldAt(), NEVER);
        out.number("RenewedAt", heard.times().renewedAt(), NEVER);
        out.number("TradedAt", heard.times().tradedAt(), NEVER);
        out.end();
    }

    private static void writeNames(Out out, List<Heard.Name> names) throws IOException {
        out.list("Names");
        for (var name : names) {
            out.object();
            out.text("ClOrdID", name.clOrdID().value());
            out.text("OrderID", name.orderID().value());
            out.time("At", name.at());
            out.yes("Given", name.isGiven());
            out.end();
        }
        out.endList();
    }

    private static void writeEndings(Out out, List<Heard.Ending> endings) throws IOException {
        out.list("Endings");
        for (var ending : endings) {
            out.object();
            out.always("End", ending.cause().name());
            out.text("ClOrdID", ending.clOrdID().value());
            out.text("OrderID", ending.orderID().value());
            out.time("At", ending.at());
            out.yes("Answer", ending.isAnswer());
            out.end();
        }
        out.endList();
    }

    private static void writeTerms(Out out, List<Heard.Terms> terms) throws IOException {
        out.list("Terms");
        for (var told : terms) {
            out.object();
            out.text("ClOrdID", told.clOrdID().value());
            out.number("At", told.at(), NEVER);
            out.qty("OrderQty", told.orderQty());
            out.px("Price", told.price());
            out.yes("Restated", told.as() == Heard.Terms.Told.RESTATED);
            out.yes("CorporateAction", told.as() == Heard.Terms.Told.CORPORATE_ACTION);
            out.end();
        }
        out.endList();
    }

    private static void writePoints(Out out, List<Heard.Point> points) throws IOException {
        out.list("Points");
        for (var point : points) {
            out.object();
            out.qty("CumQty", point.cumQty());
            out.px("AvgPx", point.avgPx());
            out.end();
        }
        out.endList();
    }

    private static void writeCorrections(Out out, List<Heard.Correction> corrections) throws IOException {
        out.list("Corrections");
        for (var correction : corrections) {
            out.object();
            out.text("By", correction.by().value());
            out.text("ExecID", correction.execID().value());
            out.number("Depth", correction.depth(), 1);
            out.time("At", correction.at());
            out.end();
        }
        out.endList();
    }

    static Heard readField(In in) throws IOException {
        var endings = List.<Heard.Ending>of();
        var names = List.<Heard.Name>of();
        var terms = List.<Heard.Terms>of();
        var corrections = List.<Heard.Correction>of();
        long restedAt = NEVER;
        long heldAt = NEVER;
        long renewedAt = NEVER;
        long tradedAt = NEVER;
        var points = List.<Heard.Point>of();
        in.object();
        while (in.next()) {
            switch (in.name()) {
                case "Names" -> names = list(in, HeardForm::name);
                case "Endings" -> endings = list(in, HeardForm::ending);
                case "Terms" -> terms = list(in, HeardForm::terms);
                case "Corrections" -> corrections = list(in, HeardForm::correction);
                case "RestedAt" -> restedAt = in.number();
                case "HeldAt" -> heldAt = in.number();
                case "RenewedAt" -> renewedAt = in.number();
                case "TradedAt" -> tradedAt = in.number();
                case "Points" -> points = list(in, HeardForm::point);
                default -> in.skip();
            }
        }
        var times = new Heard.Times(restedAt, heldAt, renewedAt, tradedAt);
        return new Heard(
                endings, names, terms, corrections, points,
                times.equals(Heard.Times.NONE) ? Heard.Times.NONE : times);
    }

    private static <T> List<T> list(In in, Element<T> element) throws IOException {
        var list = new ArrayList<T>(1);
        in.list();
        while (in.element()) {
            in.object();
            list.add(element.read(in));
        }
        return List.copyOf(list);
    }

    private interface Element<T> {
        T read(In in) throws IOException;
    }

    private static Heard.Name name(In in) throws IOException {
        var clOrdID = ClOrdID.NONE;
        var orderID = OrderID.NONE;
        long at = 0;
        boolean isGiven = false;
        while (in.next()) {
            switch (in.name()) {
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "OrderID" -> orderID = new OrderID(in.text());
                case "At" -> at = in.number();
                case "Given" -> isGiven = in.yes();
                default -> in.skip();
            }
        }
        return new Heard.Name(clOrdID, orderID, at, isGiven);
    }

    private static Heard.Ending ending(In in) throws IOException {
        var cause = Life.End.NONE;
        var clOrdID = ClOrdID.NONE;
        var orderID = OrderID.NONE;
        long at = 0;
        boolean isAnswer = false;
        while (in.next()) {
            switch (in.name()) {
                case "End" -> cause = Codes.named(in, ENDS);
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "OrderID" -> orderID = new OrderID(in.text());
                case "At" -> at = in.number();
                case "Answer" -> isAnswer = in.yes();
                default -> in.skip();
            }
        }
        return new Heard.Ending(cause, clOrdID, orderID, at, isAnswer);
    }

    private static Heard.Terms terms(In in) throws IOException {
        var clOrdID = ClOrdID.NONE;
        long at = NEVER;
        var orderQty = Qty.NONE;
        var price = Px.NONE;
        var as = Heard.Terms.Told.ACCEPTED;
        while (in.next()) {
            switch (in.name()) {
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "At" -> at = in.number();
                case "OrderQty" -> orderQty = in.qty();
                case "Price" -> price = in.px();
                case "Restated" -> as = in.yes() ? Heard.Terms.Told.RESTATED : as;
                case "CorporateAction" -> as = in.yes() ? Heard.Terms.Told.CORPORATE_ACTION : as;
                default -> in.skip();
            }
        }
        return new Heard.Terms(clOrdID, at, orderQty, price, as);
    }

    private static Heard.Point point(In in) throws IOException {
        var cumQty = Qty.NONE;
        var avgPx = Px.NONE;
        while (in.next()) {
            switch (in.name()) {
                case "CumQty" -> cumQty = in.qty();
                case "AvgPx" -> avgPx = in.px();
                default -> in.skip();
            }
        }
        return new Heard.Point(cumQty, avgPx);
    }

    private static Heard.Correction correction(In in) throws IOException {
        var by = ExecID.NONE;
        var execID = ExecID.NONE;
        int depth = 1;
        long at = 0;
        while (in.next()) {
            switch (in.name()) {
                case "By" -> by = new ExecID(in.text());
                case "Depth" -> depth = in.smallNumber();
                case "ExecID" -> execID = new ExecID(in.text());
                case "At" -> at = in.number();
                default -> in.skip();
            }
        }
        return new Heard.Correction(by, execID, depth, at);
    }
}
