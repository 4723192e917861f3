package dev.plumbline.server.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.plumbline.server.users.Reach;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Item;

/// Whom a desk tells what: an [Audience] for each set of accounts that somebody sees, made when the first of them comes. No Vert.x, one thread.
final class Audiences {
    /// Items in one batch: after a stall there may be more news than one message should hold.
    private static final int BATCH_MAX = 2_000;
    private static final long HEARTBEAT_NANOS = 1_000_000_000L;
    private static final long GREETING_NANOS = 100_000_000L;
    /// So long somebody is told who has not said again that it is there, and shown that it still may: three times, and some.
    private static final long SEAT_NANOS = 10_000_000_000L;
    /// Who was away for so long gets the whole picture.
    private static final long EMPTY_NANOS = 60_000_000_000L;

    private final String epoch;
    private final Audience.Accounts of;
    private final BiConsumer<List<String>, Batch> telling;
    private final Audience everybody;
    private final Map<Reach, Audience> byAccounts = new HashMap<>();
    private int made;

    /// @param epoch of this desk in this life
    /// @param of whose an order is, or was until a moment ago
    /// @param telling sends a batch to some addresses
    Audiences(String epoch, Audience.Accounts of, BiConsumer<List<String>, Batch> telling) {
        this.epoch = epoch;
        this.of = of;
        this.telling = telling;
        everybody = new Audience(Reach.EVERYWHERE, of, epoch);
        byAccounts.put(Reach.EVERYWHERE, everybody);
    }

    /// Who sees all accounts.
    Audience all() {
        return everybody;
    }

    /// Whoever is told at this address is told all, as long as the desk is there.
    void always(String address) {
        everybody.sit(address, Long.MAX_VALUE);
    }

    /// Somebody is there, and may see these accounts, whatever that was before.
    Audience sit(Reach accounts, String address, long now) {
        var its = byAccounts.computeIfAbsent(accounts, _ -> new Audience(accounts, of, epoch + "/" + ++made));
        for (var other : byAccounts.values()) if (other != its) other.leave(address);
        // At once: whose picture is another server's takes a new one. Of many who come together most wait for the next heartbeat: to tell all of
        // them of each would be as many messages as their number, squared.
        if (its.sit(address, now + SEAT_NANOS) && now - its.toldAt() >= GREETING_NANOS) tell(its, List.of(), now);
        return its;
    }

    void news(List<Item> items, List<Moved> moved, long now) {
        for (var audience : byAccounts.values()) {
            var theirs = audience.of(items, moved);
            for (int from = 0; from < theirs.size(); from += BATCH_MAX)
                tell(audience, theirs.subList(from, Math.min(from + BATCH_MAX, theirs.size())), now);
        }
    }

    private void tell(Audience audience, List<Item> theirs, long now) {
        var batch = audience.next(theirs, now);
        var addresses = audience.addresses();
        if (!addresses.isEmpty()) telling.accept(addresses, batch);
    }

    /// To be called about once a second.
    void heartbeat(long now) {
        for (var audience : byAccounts.values()) {
            audience.look(now);
            if (now - audience.toldAt() >= HEARTBEAT_NANOS) tell(audience, List.of(), now);
        }
        byAccounts.values().removeIf(audience -> audience != everybody && now - audience.emptySince() > EMPTY_NANOS);
    }
}
