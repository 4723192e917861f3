package dev.plumbline.adapter.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.core.Charge;
import dev.plumbline.core.Currency;
import dev.plumbline.core.News;
import dev.plumbline.core.Report;

/// What an ExecutionReport says of the money beside quantity and price: Currency(15), Commission(12) and the MiscFees
/// group(136). Only with a trade or a correction: on another report Commission is what was agreed for the order, and on a
/// bust that of the trade that never was, which goes with it. A charge that cannot be read, or in a basis that is not
/// known (the CommTypes of funds and bonds), is left out: the trade counts all the same.
final class Charges {
    private static final int MISC_FEE_AMT = 137;
    private static final int MISC_FEE_CURR = 138;
    private static final int MISC_FEE_TYPE = 139;
    private static final int MISC_FEE_BASIS = 891;

    private Charges() {}

    static Report in(FixMessage message, Report report) {
        if (!isOfExecution(report.news())) return report;
        boolean saysNothing = !message.has(15) && !message.has(12) && !message.has(MISC_FEE_AMT);
        return saysNothing ? report : report.with(new Currency(message.text(15)), charges(message));
    }

    private static boolean isOfExecution(News news) {
        return news instanceof News.Trade
                || news instanceof News.TradeVersion
                || news instanceof News.TradeCorrect
                || news instanceof News.Executed;
    }

    private static List<Charge> charges(FixMessage message) {
        var charges = new ArrayList<Charge>();
        commission(message).ifPresent(charges::add);
        for (var fee : message.group(MISC_FEE_AMT, MISC_FEE_CURR, MISC_FEE_TYPE, MISC_FEE_BASIS))
            miscFee(fee).ifPresent(charges::add);
        return List.copyOf(charges);
    }

    /// CommType(13): 1 per unit, 2 a part of the value (5 % is .05: FIX 4.2 on field 12), 3 an amount.
    private static Optional<Charge> commission(FixMessage message) {
        var basis = switch (message.text(13)) {
            case "1" -> Optional.of(Charge.Basis.PER_UNIT);
            case "2" -> Optional.of(Charge.Basis.PERCENTAGE);
            case "", "3" -> Optional.of(Charge.Basis.ABSOLUTE);
            default -> Optional.<Charge.Basis>empty();
        };
        return basis.flatMap(known -> charge(Charge.COMMISSION, known, message.text(12), message.text(479)));
    }

    /// MiscFeeBasis(891): 0 an amount, 1 per unit, 2 a part of the value.
    private static Optional<Charge> miscFee(FixMessage.Entry fee) {
        var basis = switch (fee.text(MISC_FEE_BASIS)) {
            case "", "0" -> Optional.of(Charge.Basis.ABSOLUTE);
            case "1" -> Optional.of(Charge.Basis.PER_UNIT);
            case "2" -> Optional.of(Charge.Basis.PERCENTAGE);
            default -> Optional.<Charge.Basis>empty();
        };
        return basis.flatMap(
                known -> charge(fee.text(MISC_FEE_TYPE), known, fee.text(MISC_FEE_AMT), fee.text(MISC_FEE_CURR)));
    }

    private static Optional<Charge> charge(String type, Charge.Basis basis, String amount, String currency) {
        try {
            var rate = Fields.money(amount);
            return Optional.of(new Charge(type, basis, rate, new Currency(currency)));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
