package dev.plumbline.wire;

import java.io.IOException;
import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.Amount;
import dev.plumbline.core.Currency;
import dev.plumbline.core.Money;
import dev.plumbline.core.Position;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Symbol;

/// A [Position] as fields.
final class PositionForm {
    private PositionForm() {}

    static void write(Out out, Position position) throws IOException {
        out.text("Account", position.account().value());
        out.text("Symbol", position.symbol().value());
        out.sum("Qty", position.qty());
        out.money("Cost", position.cost());
        out.money("Cash", position.cash());
        out.text("Currency", position.currency().value());
        CostsForm.writeFees(out, position.fees());
    }

    static Position read(In in) throws IOException {
        var account = Account.NONE;
        var symbol = Symbol.NONE;
        var qty = Qty.ZERO;
        var cost = Money.ZERO;
        var cash = Money.ZERO;
        var currency = Currency.NONE;
        var fees = List.<Amount>of();
        while (in.next()) {
            switch (in.name()) {
                case "Account" -> account = new Account(in.text());
                case "Symbol" -> symbol = new Symbol(in.text());
                case "Qty" -> qty = in.qty();
                case "Cost" -> cost = in.money();
                case "Cash" -> cash = in.money();
                case "Currency" -> currency = new Currency(in.text());
                case "Fees" -> fees = CostsForm.readFees(in);
                default -> in.skip();
            }
        }
        return new Position(account, symbol, qty, cost, cash, currency, fees);
    }
}
