package dev.plumbline.server;

import dev.plumbline.core.Command;
import dev.plumbline.core.Order;
import dev.plumbline.core.Report;
import dev.plumbline.server.store.Forms;
import dev.plumbline.wire.Wire;

/// What is stored has the same form as what crosses the bus.
public final class WireForms implements Forms {
    @Override
    public byte[] of(Order order) {
        return Wire.encode(order);
    }

    @Override
    public byte[] of(Command command) {
        return Wire.encode(command);
    }

    @Override
    public byte[] of(Report report) {
        return Wire.encode(report);
    }

    @Override
    public Order order(byte[] form) {
        return Wire.order(form);
    }
}
