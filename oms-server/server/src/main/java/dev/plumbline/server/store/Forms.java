package dev.plumbline.server.store;

import dev.plumbline.core.Command;
import dev.plumbline.core.Order;
import dev.plumbline.core.Report;

/// The serial form in which events and orders are stored. Called on the store's own thread.
public interface Forms {
    byte[] of(Order order);

    byte[] of(Command command);

    byte[] of(Report report);

    /// @throws RuntimeException where `form` is none, or of a version that is not known
    Order order(byte[] form);
}
