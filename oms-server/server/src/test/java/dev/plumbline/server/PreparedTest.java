package dev.plumbline.server;

import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import io.vertx.core.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BookState;
import dev.plumbline.core.CostMethod;
import dev.plumbline.core.OrderID;
import dev.plumbline.core.Outcome;
import dev.plumbline.server.brokers.ShardOf;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.desk.DeskGateway;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.Restart;
import dev.plumbline.server.store.StoredInput;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.Wire;

/// What was followed input by input is what is put together from scratch, whatever came. jqwik prints the seed of a failure.
class PreparedTest {
    private static final int SHARDS = 3;
    private static final Restart.Settings SETTINGS =
            new Restart.Settings(RULES, Handling.USUAL, () -> NOON, NOON / 1_000_000, () -> "");
    private static final Loops LOOPS = new Loops();

    @AfterContainer
    static void close() {
        LOOPS.close();
    }

    /// Some of it is in snapshots when the server begins to stand by, some in the journal behind them, and the rest it follows.
    @Property(tries = 300)
    void whatWasFollowedIsWhatIsPutTogetherFromScratch(
            @ForAll long seed, @ForAll @IntRange(max = 150) int inSnapshots, @ForAll @IntRange(max = 100) int behind,
            @ForAll @IntRange(max = 250) int followed) {
        var day = new Followed(new Random(seed));
        day.happen(inSnapshots);
        day.putAway();
        day.happen(behind);
        var prepared = day.prepared(day.gateway);
        day.follow(prepared, followed);
        prepared.complete();

        var anew = DeskPictures.gateway(SHARDS);
        var scratch = day.prepared(anew);
        scratch.complete();
        assertThat(differences(day.known(DeskPictures.of(day.gateway, LOOPS.vertx())), day.known(DeskPictures.of(anew, LOOPS.vertx()))))
                .isEmpty();
        for (var broker : OddShard.BROKERS) {
            var ids = prepared.orderIDs(broker);
            var fromScratch = scratch.orderIDs(broker);
            assertThat(day.orderIDs()).allSatisfy(id -> assertThat(ShardOf.orderID(ids, id)).isEqualTo(ShardOf.orderID(fromScratch, id)));
        }
    }

    private static List<String> differences(List<Item> followed, List<Item> fromScratch) {
        return Stream.concat(
                without(followed, fromScratch).map(item -> "only followed: " + item),
                without(fromScratch, followed).map(item -> "only from scratch: " + item)).toList();
    }

    private static Stream<Item> without(List<Item> items, List<Item> others) {
        var left = new ArrayList<>(items);
        others.forEach(left::remove);
        return left.stream();
    }

    /// Nobody could reach it. Said when it is followed, and not only at a take-over.
    @Test
    void anOrderInAShardThatIsNotItsAccountsIsRefused() {
        var day = new Followed(new Random(1));
        day.happen(50);
        ToIntFunction<Account> otherwise = account -> (OddShard.shardOf(account) + 1) % SHARDS;
        assertThatThrownBy(() -> day.prepared(day.gateway, otherwise)).isInstanceOf(ConfigException.class)
                .hasMessage("shards: is 3, but the database was written with another number; set it back, or name another database");
        var later = new Followed(new Random(1));
        var prepared = later.prepared(later.gateway, otherwise);
        assertThatThrownBy(() -> later.follow(prepared, 50)).isInstanceOf(ConfigException.class);
    }

    /// All shards of a server that stands by.
    private static final class Followed {
        final DeskGateway gateway = DeskPictures.gateway(SHARDS);
        private final Random random;
        private final List<OddShard> inputs = new ArrayList<>();
        private final List<Restart> restarts = new ArrayList<>();
        private final List<StoredInput> parked = new ArrayList<>();
        private long now;

        Followed(Random random) {
            this.random = random;
            for (int shard = 0; shard < SHARDS; shard++) {
                inputs.add(new OddShard(shard, random));
                restarts.add(Restart.empty(shard, new Book(Recovery.PARKED_MAX), SETTINGS));
            }
        }

        private Kept next() {
            var kept = inputs.get(random.nextInt(SHARDS)).next(++now);
            var entry = kept.entry();
            if (entry.outcome() == Outcome.PARKED)
                parked.add(new StoredInput(
                        entry.shard(), entry.seq(), entry.session().value(), "", "", entry.reason(), entry.receivedAt(), entry.raw(), 0, "", 0));
            return kept;
        }

        void happen(int count) {
            for (int i = 0; i < count; i++) {
                var kept = next();
                restarts.get(kept.entry().shard()).again(kept);
            }
        }

        void follow(Prepared prepared, int count) {
            for (int i = 0; i < count; i++) {
                var kept = next();
                prepared.took(restarts.get(kept.entry().shard()).again(kept));
                if (random.nextInt(10) == 0) prepared.settle();
            }
        }

        void putAway() {
            restarts.replaceAll(restart -> {
                var state = restart.state();
                var book = Book.of(CostMethod.AVERAGE_COST, Recovery.PARKED_MAX, again(state.book()));
                return new Restart(restart.number(), book, restart.lastSeq(), state.inFlight(), state.answers(), SETTINGS);
            });
        }

        private static BookState again(BookState state) {
            try {
                var bytes = new ByteArrayOutputStream();
                Wire.write(bytes, state);
                return Wire.bookState(new ByteArrayInputStream(bytes.toByteArray()));
            } catch (IOException impossible) {
                throw new UncheckedIOException("memory failed", impossible);
            }
        }

        Prepared prepared(DeskGateway its) {
            return prepared(its, OddShard::shardOf);
        }

        Prepared prepared(DeskGateway its, ToIntFunction<Account> shardOf) {
            return Prepared.of(restarts, OddShard.BROKERS, shardOf, (_, _) -> Future.succeededFuture(parked), its);
        }

        /// From scratch nobody knows what was quarantined before the snapshots, or waited then and was quarantined since.
        List<Item> known(List<Item> picture) {
            return picture.stream()
                    .filter(item -> !(item instanceof Item.WaitingItem report && report.outcome().equals(Item.WaitingItem.QUARANTINED)
                            && report.seq() <= restarts.get(report.shard()).begunAt()))
                    .toList();
        }

        /// All that orders have been given.
        Set<OrderID> orderIDs() {
            var ids = new HashSet<OrderID>();
            for (var restart : restarts)
                for (var order : restart.book().orders()) for (var name : order.heard().names()) ids.add(name.orderID());
            return ids;
        }
    }
}
