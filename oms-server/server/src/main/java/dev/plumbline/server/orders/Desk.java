package dev.plumbline.server.orders;

import java.util.List;

import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Released;
import dev.plumbline.wire.DeskMessage.Item;

/// Who shows people what happened. Called from any shard's event loop; returns at once.
public interface Desk {
    void changed(List<Change> changes);

    /// Orders that are no more, for they turned out to be another; after all changes of theirs.
    default void gone(List<Gone> gone) {}

    /// Inputs of a shard that had been parked and were looked at again; each was told as a
    /// [dev.plumbline.wire.DeskMessage.Item.WaitingItem] before.
    default void released(int shard, List<Released> released) {}

    /// A shard halts, or goes on.
    default void switched(int shard, KillSwitch act) {}

    /// So much waits to be shown that no new orders should be taken on.
    default boolean isBehind() {
        return false;
    }

    /// Alerts, states of lines and services, and reports that wait or are quarantined, one by one.
    void tell(Item item);
}
