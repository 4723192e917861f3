package dev.plumbline.server;

import java.util.List;

import dev.plumbline.core.Change;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.wire.DeskMessage.Item;

/// The desk gateway and whoever else follows, one after the other.
record Desks(Desk gateway, List<Desk> followers) implements Desk {
    @Override
    public void changed(List<Change> changes) {
        gateway.changed(changes);
        for (var follower : followers) follower.changed(changes);
    }

    @Override
    public void tell(Item item) {
        gateway.tell(item);
        for (var follower : followers) follower.tell(item);
    }
}
