package dev.plumbline.server.cluster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Vert.x's manager of a cluster, without two faults of its own that leave traces of who is gone.
///
/// What it does when a member goes can fail halfway where the machine is overloaded or another member hangs: it logs that and leaves
/// it, so that registrations of the dead stay, and its own may be missing. Here that is done again until it is done.
///
/// The bus remembers who consumes an address, and an event of Hazelcast's tells it of each change. Where those members are lost that
/// noted a registration, no event tells that it is gone. The manager then calls `registrationsLost`, which the bus of Vert.x 5.0.10
/// does not listen to (that of Vert.x 4 did): it would go on sending to who is gone, or was dropped and hears it still, for as long
/// as it runs. Here it reads anew what it needs next.
///
/// Of any thread, as the manager itself.
final class ForgetfulManager extends HazelcastClusterManager {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetfulManager.class);
    private static final long AGAIN_MS = 1_000;

    /// What the bus may remember. There are only so many: addresses are nouns, and answers go without.
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();
    private final AtomicLong losses = new AtomicLong();
    private RegistrationListener bus = new RegistrationListener() {};
    private Optional<Vertx> vertx = Optional.empty();

    ForgetfulManager(Config config) {
        super(config);
    }

    @Override
    public void init(Vertx of) {
        vertx = Optional.of(of);
        super.init(of);
    }

    /// To do it twice does no harm: no node has the name of one that is gone.
    @Override
    public synchronized void memberRemoved(MembershipEvent event) {
        long before = losses.get();
        super.memberRemoved(event);
        if (losses.get() != before || !isActive() || !getHazelcastInstance().getLifecycleService().isRunning()) return;
        LOG.warn("{} has gone, and what the bus keeps of it could not be removed: trying again", event.getMember());
        vertx.orElseThrow().setTimer(AGAIN_MS, _ -> again(event));
    }

    private void again(MembershipEvent event) {
        vertx.orElseThrow()
                .executeBlocking(() -> {
                    memberRemoved(event);
                    return event;
                }, false)
                .onFailure(stuck -> LOG.error("traces of {} stay", event.getMember(), stuck));
    }

    /// What is being read while a member goes may be what was before.
    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> told) {
        long before = losses.get();
        super.getRegistrations(address, (registrations, failure) -> {
            told.complete(registrations, failure);
            remembered.add(address);
            if (losses.get() != before) forget(address);
        });
    }

    @Override
    public void registrationListener(RegistrationListener listener) {
        bus = listener;
        super.registrationListener(new RegistrationListener() {
            @Override
            public boolean wantsUpdatesFor(String address) {
                return listener.wantsUpdatesFor(address);
            }

            @Override
            public void registrationsUpdated(RegistrationUpdateEvent event) {
                listener.registrationsUpdated(event);
            }

            @Override
            public void registrationsLost() {
                losses.incrementAndGet();
                for (var address : remembered) forget(address);
            }
        });
    }

    /// The bus does not keep an address that nobody consumes, and asks again. Not while it asks: it would never hear the answer. And it
    /// is not told here what is there now, which might undo an event that comes meanwhile.
    private void forget(String address) {
        if (remembered.remove(address)) bus.registrationsUpdated(new RegistrationUpdateEvent(address, List.of()));
    }
}
