package dev.plumbline.console.filter;

import java.util.List;
import java.util.function.LongSupplier;

import dev.plumbline.console.filter.Fields.Choice;
import dev.plumbline.core.Execution.State;
import dev.plumbline.wire.DeskMessage.Item.ExecutionItem;

/// What can be asked of executions.
public final class ExecutionFields {
    private ExecutionFields() {}

    /// @param now nanoseconds since the epoch, for ages
    public static Fields<ExecutionItem> of(LongSupplier now) {
        return Fields.<ExecutionItem>builder()
                .text("sym", "Symbol", item -> item.symbol().value(), "symbol")
                .choice("side", "Side", item -> OrderFields.bit(item.side()), OrderFields.sides())
                .quantity("qty", "quantity of today's shares", item -> item.execution().qty(), "lastqty")
                .price("px", "price", item -> item.execution().px(), "lastpx", "price")
                .money("value", "quantity times price", item -> item.execution().notional(), "notional")
                .text("acct", "Account", item -> item.account().value(), "account")
                .part("id", "ExecID, ClOrdID or order", List.of(
                        item -> item.execution().execID().value(),
                        item -> item.execution().clOrdID().value(),
                        item -> item.order().value()), "execid", "clordid", "order")
                .choice("state", "whether it stands", item -> OrderFields.bit(item.execution().state()), states(), "st")
                .time("time", "when it traded, UTC", item -> item.execution().transactTime(), "transacttime")
                .age("age", "since it traded", item -> item.execution().transactTime(), now)
                .is("busted", "never happened", item -> item.execution().state() == State.BUSTED)
                .is("corrected", "stands changed", item -> item.execution().state() == State.CORRECTED)
                .build();
    }

    private static List<Choice> states() {
        long stands = OrderFields.bit(State.LIVE) | OrderFields.bit(State.CORRECTED);
        return List.of(
                Choice.of("live", OrderFields.bit(State.LIVE), ""),
                Choice.of("corrected", OrderFields.bit(State.CORRECTED), "CORR"),
                Choice.of("busted", OrderFields.bit(State.BUSTED), "BUST"),
                Choice.of("stands", stands, ""));
    }
}
