package dev.plumbline.server.history;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Recorded;
import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.JournalException;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.store.Filed;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;

/// Tells all that has happened to one order, and what each input did to it: what Postgres has, what is still on its way
/// there from the journal, and the core's explanation of the two.
///
/// It has threads of its own, which wait for Postgres and the disk; a few questions wait, more are turned away.
public final class OrderHistory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderHistory.class);

    /// Inputs of one order that are looked at.
    static final int INPUTS_MAX = 20_000;
    /// Records before the last that the store has surely got: what is on its way to it may be older than what has arrived.
    private static final long ON_THEIR_WAY = 20_000;
    /// So far back the journal is read where Postgres cannot be asked.
    private static final long WITHOUT_STORE = 500_000;
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(2);
    private static final int THREADS = 2;
    private static final int WAITING_MAX = 32;

    private final Filed store;
    private final Tail journal;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().name("history-", 0).daemon().factory());

    public OrderHistory(Filed store, Tail journal) {
        this.store = store;
        this.journal = journal;
    }

    /// Any thread; completes on a thread of this. Fails with words for a person where too many ask.
    public Future<History> of(HistoryRequest request) {
        Promise<History> answer = Promise.promise();
        try {
            threads.execute(() -> answer.handle(told(request)));
        } catch (RejectedExecutionException tooMany) {
            LOG.debug("turned away", tooMany);
            return Future.failedFuture("too many histories are being asked for; ask again");
        }
        return answer.future();
    }

    private Future<History> told(HistoryRequest request) {
        try {
            var gathered = new Gathering(request.order()).gather();
            return Future.succeededFuture(new Tale(request.order(), gathered.entries()).page(request.afterSeq(), gathered.lacks));
        } catch (RuntimeException fault) {
            LOG.error("no history of {}", request.order(), fault);
            return Future.failedFuture("a fault of the server, see its log: " + fault);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /// Brings together what is at hand about one order.
    private final class Gathering {
        private final OrderKey order;
        private final TreeMap<Long, Entry> found = new TreeMap<>();
        private final Set<String> lacks = new LinkedHashSet<>();
        private OptionalInt shard = OptionalInt.empty();
        private boolean hasStore = true;

        Gathering(OrderKey order) {
            this.order = order;
        }

        List<Entry> entries() {
            return List.copyOf(found.values());
        }

        /// The place in the journal is taken first: what the store gets later is found behind it.
        Gathering gather() {
            long released = journal.released() - ON_THEIR_WAY;
            stored(store.inputsOf(order, INPUTS_MAX), _ -> true);
            long from = hasStore ? released : journal.next() - WITHOUT_STORE;
            journal(from, kept -> kept.entry().order().equals(order.value()));
            if (shard.isEmpty()) return this;
            var mentions = Mentions.of(entries());
            if (hasStore)
                stored(store.inputsNaming(
                        new Filed.Named(
                                shard.getAsInt(), mentions.keys(order), mentions.clOrdIDs(), mentions.execIDs(),
                                List.copyOf(found.keySet())),
                        INPUTS_MAX),
                        entry -> !(entry.what() instanceof Recorded.Refused) || mentions.mayBeAbout(entry));
            journal(from, kept -> mentions.mayBeAbout(kept.entry()));
            return this;
        }

        private void stored(Future<List<Kept>> inputs, Predicate<Entry> isWanted) {
            try {
                for (var kept : Await.done(inputs, STORE_PATIENCE)) if (isWanted.test(kept.entry())) take(kept.entry());
            } catch (RuntimeException away) {
                LOG.info("no history of {} from the store: {}", order, away.getMessage());
                hasStore = false;
                lacks.add("the store does not answer (" + away.getMessage()
                        + "): only what the journal still has is here");
            }
        }

        private void journal(long from, Predicate<Kept> isWanted) {
            try {
                journal.find(from, place -> shard.isEmpty() || place.shard() == shard.getAsInt(), kept -> {
                    if (isWanted.test(kept)) take(kept.entry());
                    return true;
                });
            } catch (JournalException unreadable) {
                LOG.warn("no history of {} from the journal: {}", order, unreadable.getMessage());
                lacks.add("the journal cannot be read (" + unreadable.getMessage() + "): the newest inputs may be missing");
            }
        }

        /// An order lives in one shard: the one in which it was first found.
        private void take(Entry entry) {
            if (shard.isEmpty()) shard = OptionalInt.of(entry.shard());
            if (entry.shard() != shard.getAsInt() || found.containsKey(entry.seq())) return;
            if (found.size() < INPUTS_MAX) found.put(entry.seq(), entry);
            else lacks.add("it has more than " + INPUTS_MAX + " inputs: only so many are here");
        }
    }
}
