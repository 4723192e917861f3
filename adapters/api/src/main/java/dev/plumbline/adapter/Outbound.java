package dev.plumbline.adapter;

import dev.plumbline.core.Command;
import dev.plumbline.core.Order;

/// A command on its way to the broker.
///
/// @param order the order as the command left it: messages must repeat its Symbol, Side, OrderID and terms
public record Outbound(Command command, Order order) {}
