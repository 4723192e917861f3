package dev.plumbline.adapter;

import dev.plumbline.core.Command;
import dev.plumbline.core.Order;

/// A command on its way to the broker.
///
/// @param order the order as the command left it: messages must repeat its Symbol, Side, OrderID and terms
/// @param maybeSent after a restart: an earlier run kept the command and may have sent it. It goes out only where the
///     adapter knows for certain that it never left; where it has been given a MsgSeqNum, the session's own resending
///     takes care of it, and nothing is done
/// @param isHalted a halt that was pulled since forbids it: where it never left, it shall not leave now
public record Outbound(Command command, Order order, boolean maybeSent, boolean isHalted) {

    public Outbound(Command command, Order order) {
        this(command, order, false);
    }

    public Outbound(Command command, Order order, boolean maybeSent) {
        this(command, order, maybeSent, false);
    }
}
