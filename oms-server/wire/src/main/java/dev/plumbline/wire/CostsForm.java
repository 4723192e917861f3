package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Amount;
import dev.plumbline.core.Charge;
import dev.plumbline.core.Costs;
import dev.plumbline.core.Currency;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Money;

/// Currency, charges and fees as fields: [Costs] of an execution, [Charge]s of a report, [Amount]s of a position.
final class CostsForm {
    private static final long NEVER = Long.MIN_VALUE;
    private static final Charge.Basis[] BASES = Charge.Basis.values();

    private Currency currency = Currency.NONE;
    private long currencyAt = NEVER;
    private List<Costs.Stated> stated = List.of();
    private long bustedAt = NEVER;

    /// Among the fields of the execution.
    static void write(Out out, Costs costs) throws IOException {
        if (costs == Costs.NONE) return;
        out.text("Currency", costs.currency().value());
        out.number("CurrencyAt", costs.currencyAt(), NEVER);
        if (!costs.stated().isEmpty()) writeStated(out, costs.stated());
        out.number("BustedAt", costs.bustedAt(), NEVER);
    }

    private static void writeStated(Out out, List<Costs.Stated> stated) throws IOException {
        out.list("Charges");
        for (var told : stated) {
            out.object();
            writeFields(out, told.charge());
            out.time("At", told.at());
            out.text("By", told.by().value());
            out.end();
        }
        out.endList();
    }

    private static void writeFields(Out out, Charge charge) throws IOException {
        out.always("ChargeType", charge.type());
        if (charge.basis() != Charge.Basis.ABSOLUTE) out.always("Basis", charge.basis().name());
        out.money("Rate", charge.rate());
        out.text("Currency", charge.currency().value());
    }

    static void writeCharges(Out out, List<Charge> charges) throws IOException {
        if (charges.isEmpty()) return;
        out.list("Charges");
        for (var charge : charges) {
            out.object();
            writeFields(out, charge);
            out.end();
        }
        out.endList();
    }

    static void writeFees(Out out, List<Amount> fees) throws IOException {
        if (fees.isEmpty()) return;
        out.list("Fees");
        for (var fee : fees) {
            out.object();
            out.money("Amount", fee.money());
            out.text("Currency", fee.currency().value());
            out.end();
        }
        out.endList();
    }

    /// Takes the field that stands here, or passes over it.
    void read(In in) throws IOException {
        switch (in.name()) {
            case "Currency" -> currency = new Currency(in.text());
            case "CurrencyAt" -> currencyAt = in.number();
            case "Charges" -> stated = readStated(in);
            case "BustedAt" -> bustedAt = in.number();
            default -> in.skip();
        }
    }

    Costs costs() {
        var costs = new Costs(currency, currencyAt, stated, bustedAt);
        return costs.equals(Costs.NONE) ? Costs.NONE : costs;
    }

    static List<Charge> readCharges(In in) throws IOException {
        return readStated(in).stream().map(Costs.Stated::charge).toList();
    }

    private static List<Costs.Stated> readStated(In in) throws IOException {
        var list = new ArrayList<Costs.Stated>(1);
        in.list();
        while (in.element()) {
            in.object();
            list.add(readOne(in));
        }
        return List.copyOf(list);
    }

    private static Costs.Stated readOne(In in) throws IOException {
        var type = "";
        var basis = Charge.Basis.ABSOLUTE;
        var rate = Money.ZERO;
        var currency = Currency.NONE;
        long at = 0;
        var by = ExecID.NONE;
        while (in.next()) {
            switch (in.name()) {
                case "ChargeType" -> type = in.text();
                case "Basis" -> basis = Codes.named(in, BASES);
                case "Rate" -> rate = in.money();
                case "Currency" -> currency = new Currency(in.text());
                case "At" -> at = in.number();
                case "By" -> by = new ExecID(in.text());
                default -> in.skip();
            }
        }
        return new Costs.Stated(new Charge(type, basis, rate, currency), at, by);
    }

    static List<Amount> readFees(In in) throws IOException {
        var fees = new ArrayList<Amount>(1);
        in.list();
        while (in.element()) {
            in.object();
            var money = Money.ZERO;
            var currency = Currency.NONE;
            while (in.next()) {
                switch (in.name()) {
                    case "Amount" -> money = in.money();
                    case "Currency" -> currency = new Currency(in.text());
                    default -> in.skip();
                }
            }
            fees.add(new Amount(money, currency));
        }
        return List.copyOf(fees);
    }
}
