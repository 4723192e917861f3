package dev.plumbline.core;

import java.util.List;
import java.util.function.Function;

/// One rule of the door. The lists below are the rules, in the order in which a command is held against them; each is
/// written once, in [Proposal], and serves the decision and the dry run alike.
///
/// @param decides whether it may refuse; else it only warns, and the decision need not ask it
record Rule(String name, boolean decides, Function<Proposal, Finding> test) {
    private static final Rule CLORDID = decides("ClOrdID", Proposal::clOrdID);
    private static final Rule ORDER = decides("Order", Proposal::order);
    private static final Rule QTY = decides("Quantity", Proposal::quantity);
    private static final Rule PRICE = decides("Price", Proposal::price);
    private static final Rule HALT = decides("Halt", Proposal::halt);
    private static final Rule MAX_QTY = decides("Max qty", Proposal::maxQty);
    private static final Rule MAX_NOTIONAL = decides("Max notional", Proposal::maxNotional);
    private static final Rule CONNECTION = decides("Connection", Proposal::connection);
    private static final Rule PRICE_AWAY = warns("Price away", Proposal::priceAway);
    private static final Rule POSITION = warns("Position", Proposal::position);
    private static final Rule PENDING = warns("Pending", Proposal::pending);

    private static final List<Rule> ENTER = List.of(
            CLORDID,
            decides("Broker", Proposal::broker),
            decides("Account", Proposal::account),
            decides("Symbol", Proposal::symbol),
            decides("Order type", Proposal::orderType),
            QTY, PRICE, HALT, MAX_QTY, MAX_NOTIONAL,
            decides("Server", Proposal::server),
            CONNECTION, PRICE_AWAY,
            warns("Same order", Proposal::sameOrder),
            POSITION);
    private static final List<Rule> REPLACE = List.of(
            CLORDID, ORDER, QTY, PRICE, HALT, MAX_QTY, MAX_NOTIONAL, CONNECTION, PRICE_AWAY,
            warns("Executed", Proposal::executed),
            warns("Change", Proposal::change),
            PENDING, POSITION);
    private static final List<Rule> CANCEL = List.of(CLORDID, ORDER, CONNECTION, PENDING);
    private static final List<Rule> STATUS = List.of(ORDER, CONNECTION);

    private static Rule decides(String name, Function<Proposal, Finding> test) {
        return new Rule(name, true, test);
    }

    private static Rule warns(String name, Function<Proposal, Finding> test) {
        return new Rule(name, false, test);
    }

    static List<Rule> of(Command command) {
        return switch (command) {
            case Command.Enter _ -> ENTER;
            case Command.Replace _ -> REPLACE;
            case Command.Cancel _ -> CANCEL;
            case Command.Status _ -> STATUS;
        };
    }

    Finding on(Proposal proposal) {
        try {
            return test.apply(proposal);
        } catch (ArithmeticException overflow) {
            var words = "figures out of range: " + overflow.getMessage();
            return decides ? Finding.block(Refusal.BAD_QUANTITY, words) : Finding.warn(words);
        }
    }
}
