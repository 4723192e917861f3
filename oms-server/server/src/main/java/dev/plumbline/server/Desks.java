package dev.plumbline.server;

import java.util.List;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.Change;
import dev.plumbline.core.Gone;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Released;
import dev.plumbline.server.orders.Desk;
import dev.plumbline.wire.DeskMessage.Item;

/// The desk gateway and whoever else follows, one after the other.
record Desks(Desk gateway, List<Desk> followers) implements Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desks.class);

    @Override
    public void changed(List<Change> changes) {
        gateway.changed(changes);
        for (var follower : followers) each(follower, desk -> desk.changed(changes));
    }

    @Override
    public void gone(List<Gone> gone) {
        gateway.gone(gone);
        for (var follower : followers) each(follower, desk -> desk.gone(gone));
    }

    @Override
    public void released(int shard, List<Released> released) {
        gateway.released(shard, released);
        for (var follower : followers) each(follower, desk -> desk.released(shard, released));
    }

    @Override
    public void switched(int shard, KillSwitch act) {
        gateway.switched(shard, act);
        for (var follower : followers) each(follower, desk -> desk.switched(shard, act));
    }

    @Override
    public void tell(Item item) {
        gateway.tell(item);
        for (var follower : followers) each(follower, desk -> desk.tell(item));
    }

    @Override
    public boolean isBehind() {
        return gateway.isBehind();
    }

    /// A follower that fails is its own trouble.
    private static void each(Desk follower, Consumer<Desk> what) {
        try {
            what.accept(follower);
        } catch (RuntimeException failed) {
            LOG.error("{} failed on what it was told", follower, failed);
        }
    }
}
