package dev.plumbline.server.orders;

import dev.plumbline.core.Change;
import dev.plumbline.wire.DeskMessage.Item;

import java.util.List;

/// Who shows people what happened. Called from any shard's event loop; returns at once.
public interface Desk {
    void changed(List<Change> changes);

    /// Alerts and states of lines and services, one by one.
    void tell(Item item);
}
