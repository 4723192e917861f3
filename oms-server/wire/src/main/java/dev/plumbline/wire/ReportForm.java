package dev.plumbline.wire;

import java.io.IOException;
import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Charge;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;

/// A [Report] as fields, flat like the FIX message that it was.
final class ReportForm {
    private ReportForm() {}

    static void write(Out out, Report report) throws IOException {
        out.text("Session", report.session().value());
        out.text("ClOrdID", report.clOrdID().value());
        out.text("OrigClOrdID", report.origClOrdID().value());
        out.text("OrderID", report.orderID().value());
        out.text("ExecID", report.execID().value());
        NewsForm.write(out, report.news());
        writeTold(out, report.told());
        out.time("TransactTime", report.transactTime());
        out.yes("PossDupFlag", report.possDup());
        out.yes("PossResend", report.possResend());
        out.text("Text", report.text());
        out.text("Currency", report.currency().value());
        CostsForm.writeCharges(out, report.charges());
    }

    private static void writeTold(Out out, Report.Told told) throws IOException {
        Codes.write(out, told.ordStatus());
        out.text("Account", told.account().value());
        out.text("Symbol", told.symbol().value());
        Codes.write(out, told.side());
        Codes.write(out, told.ordType());
        Codes.write(out, told.timeInForce());
        out.qty("OrderQty", told.orderQty());
        out.px("Price", told.price());
        out.qty("CumQty", told.cumQty());
        out.qty("LeavesQty", told.leavesQty());
    }

    static Report read(In in) throws IOException {
        var session = BrokerSession.NONE;
        var clOrdID = ClOrdID.NONE;
        var origClOrdID = ClOrdID.NONE;
        var orderID = OrderID.NONE;
        var execID = ExecID.NONE;
        var news = new NewsForm();
        var ordStatus = OrdStatus.NONE;
        var account = Account.NONE;
        var symbol = Symbol.NONE;
        var side = Side.NONE;
        var ordType = OrdType.NONE;
        var timeInForce = TimeInForce.DAY;
        var orderQty = Qty.NONE;
        var price = Px.NONE;
        var cumQty = Qty.NONE;
        var leavesQty = Qty.NONE;
        long transactTime = 0;
        boolean possDup = false;
        boolean possResend = false;
        var text = "";
        var currency = Currency.NONE;
        var charges = List.<Charge>of();
        while (in.next()) {
            switch (in.name()) {
                case "Session" -> session = new BrokerSession(in.text());
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "OrigClOrdID" -> origClOrdID = new ClOrdID(in.text());
                case "OrderID" -> orderID = new OrderID(in.text());
                case "ExecID" -> execID = new ExecID(in.text());
                case "OrdStatus" -> ordStatus = Codes.ordStatus(in);
                case "Account" -> account = new Account(in.text());
                case "Symbol" -> symbol = new Symbol(in.text());
                case "Side" -> side = Codes.side(in);
                case "OrdType" -> ordType = Codes.ordType(in);
                case "TimeInForce" -> timeInForce = Codes.timeInForce(in);
                case "OrderQty" -> orderQty = in.qty();
                case "Price" -> price = in.px();
                case "CumQty" -> cumQty = in.qty();
                case "LeavesQty" -> leavesQty = in.qty();
                case "TransactTime" -> transactTime = in.number();
                case "PossDupFlag" -> possDup = in.yes();
                case "PossResend" -> possResend = in.yes();
                case "Text" -> text = in.text();
                case "Currency" -> currency = new Currency(in.text());
                case "Charges" -> charges = CostsForm.readCharges(in);
                default -> news.read(in);
            }
        }
        var told = new Report.Told(
                ordStatus, account, symbol, side, ordType, timeInForce, orderQty, price, cumQty, leavesQty);
        return new Report(
                session, clOrdID, origClOrdID, orderID, execID, news.news(), told, transactTime, possDup, possResend,
                text, currency, charges);
    }
}
