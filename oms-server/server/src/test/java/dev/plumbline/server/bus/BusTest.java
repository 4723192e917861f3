package dev.plumbline.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.Account;
import dev.plumbline.core.Verdict;
import dev.plumbline.server.Await;
import dev.plumbline.server.Loops;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;

class BusTest {
    private final Loops loops = new Loops();
    private final Bus bus = Bus.of(loops.vertx(), 4);

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void deliversInTheOrderOfSending() {
        var seen = new ConcurrentLinkedQueue<String>();
        listen(2, seen, Future.succeededFuture(new Answer("r", "id", "", "")));
        for (int i = 0; i < 1_000; i++) bus.reports(2, List.of(Trade.unreadable("" + i)));
        await().untilAsserted(() -> assertThat(seen).containsExactlyElementsOf(
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList()));
    }

    @Test
    void tellsAllShardsOfASession() {
        var seen = new ConcurrentLinkedQueue<String>();
        for (int shard = 0; shard < 4; shard++) listen(shard, seen, Future.failedFuture("unused"));
        bus.session(new SessionEvent.Up(Trade.ALPHA, 1));
        await().untilAsserted(() -> assertThat(seen).hasSize(4).containsOnly("ALPHA"));
    }

    @Test
    void asksAShard() {
        listen(1, new ConcurrentLinkedQueue<>(), Future.succeededFuture(new Answer("r1", "id", "", "")));
        assertThat(Await.done(bus.ask(1, Trade.enter("r1", 1))).clOrdID()).isEqualTo("id");
    }

    @Test
    void failsWhereTheOutcomeIsUnknownAndRefusesWhereNobodyHadIt() {
        listen(1, new ConcurrentLinkedQueue<>(), Future.failedFuture("lost"));
        assertThatThrownBy(() -> Await.done(bus.ask(1, Trade.enter("r1", 1)))).hasMessageContaining("lost");
        assertThat(Await.done(bus.ask(3, Trade.enter("r1", 1))).refusal()).isEqualTo("NOT_CONNECTED");
    }

    @Test
    void asksAShardWhatItWouldSay() {
        listen(1, new ConcurrentLinkedQueue<>(), Future.failedFuture("unused"));
        var check = new Check("q1", "ann", Trade.enter("r1", 1).wish());
        assertThat(Await.done(bus.check(1, check))).isEqualTo(new Checked("q1", List.of()));
        assertThat(Await.done(bus.check(3, check)).lines())
                .containsExactly(new CheckLine("Server", Verdict.BLOCK, "the server is not open for orders"));
    }

    private void listen(int shard, Queue<String> seen, Future<Answer> answer) {
        bus.shard(
                shard,
                batch -> batch.forEach(inbound -> seen.add(inbound.decoded().toString().replaceAll("\\D", ""))),
                _ -> answer,
                check -> new Checked(check.requestId(), List.of()),
                event -> seen.add(event.session().value()));
    }

    /// Whatever the names look like, no shard of 16 has more than twice its share of 1,600 accounts.
    @ParameterizedTest
    @CsvSource({"ACC%d", "ACC%04d", "DESK-%d-EU", "%d00", "%d0000", "A%d.B%1$d"})
    void spreadsAccountsOverTheShards(String pattern) {
        var sixteen = new int[16];
        var wide = new Loops();
        try {
            var spread = Bus.of(wide.vertx(), 16);
            for (int i = 0; i < 1_600; i++) sixteen[spread.shardOf(new Account(pattern.formatted(i)))]++;
        } finally {
            wide.close();
        }
        assertThat(IntStream.of(sixteen).boxed()).allMatch(share -> share > 50 && share < 200);
    }
}
