package dev.plumbline.console.group;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;

/// What orders may be grouped by.
public enum GroupBy {
    SYMBOL("Symbol") {
        @Override
        String of(Order order) {
            return order.symbol().value();
        }
    },
    SIDE("Side") {
        @Override
        String of(Order order) {
            return Show.side(order.side());
        }
    },
    ACCOUNT("Account") {
        @Override
        String of(Order order) {
            return order.account().value();
        }
    },
    BROKER("Broker") {
        @Override
        String of(Order order) {
            return order.session().value();
        }
    },
    /// FIX's OrdStatus, or that the outcome is unknown, which a person must see first.
    STATUS("Status") {
        @Override
        String of(Order order) {
            return order.has(Flag.UNKNOWN_OUTCOME) ? "Unknown" : order.ordStatus().label();
        }
    };

    private final String label;

    GroupBy(String label) {
        this.label = label;
    }

    /// As the screen says it.
    public String label() {
        return label;
    }

    /// The name of the group that an order is in; empty where the order does not say.
    abstract String of(Order order);
}
