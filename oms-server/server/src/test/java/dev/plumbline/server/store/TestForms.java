package dev.plumbline.server.store;

import dev.plumbline.core.Command;
import dev.plumbline.core.Order;
import dev.plumbline.core.Report;
import dev.plumbline.wire.Wire;

final class TestForms implements Forms {
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
