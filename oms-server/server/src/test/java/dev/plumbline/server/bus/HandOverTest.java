package dev.plumbline.server.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Halt;
import dev.plumbline.server.Await;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Wish;

/// One server goes, another comes, and whoever asks the first meanwhile gets the answer of the second. On one bus; over two of
/// Hazelcast's the chaos run does it.
class HandOverTest {
    private static final Account DESK = new Account("DESK-1");
    private static final Duration SOON = Duration.ofMillis(200);

    private final Vertx vertx = Vertx.vertx();
    private final HandOver goes = new HandOver(vertx);
    private final HandOver comes = new HandOver(vertx);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        Await.done(vertx.close());
    }

    private static Ask ask(String id) {
        return new Ask(id, "trader", new Wish.Pull(new Halt.Scope.OfAccount(DESK), ""));
    }

    private Future<Answer> accepted(Optional<Account> account, Ask ask) {
        asked.add(account.map(Account::value).orElse("all") + " " + ask.requestId());
        return Future.succeededFuture(new Answer(ask.requestId(), "0A1", "", ""));
    }

    @Test
    void whatIsAskedMeanwhileIsAskedOfTheNextOneInItsOrder() {
        Await.done(goes.answer(() -> true, (_, _) -> Future.failedFuture("it has gone")));
        Await.done(goes.begin(() -> asked.add("it is there")));
        var answers = IntStream.range(0, 50).mapToObj(i -> goes.ask(i % 2 == 0 ? Optional.of(DESK) : Optional.empty(), ask("r" + i))).toList();
        assertThat(answers).noneMatch(Future::isComplete);
        Await.done(comes.answer(() -> true, this::accepted));
        goes.await(Duration.ofSeconds(10));
        for (int i = 0; i < 50; i++)
            assertThat(Await.done(answers.get(i))).isEqualTo(new Answer("r" + i, "0A1", "", ""));
        assertThat(asked).startsWith("it is there").containsExactlyElementsOf(Stream.concat(
                Stream.of("it is there"), IntStream.range(0, 50).mapToObj(i -> (i % 2 == 0 ? "DESK-1 r" : "all r") + i)).toList());
        assertThat(Await.done(goes.ask(Optional.of(DESK), ask("late")))).as("as long as it is there").isEqualTo(new Answer("late", "0A1", "", ""));
    }

    /// Whoever is cut off is not asked, and one that has not begun to act before it is told to stop does not ask itself.
    @Test
    void whoMayNotActIsNotAsked() {
        Await.done(goes.begin(() -> {}));
        Await.done(goes.answer(() -> true, this::accepted));
        Await.done(comes.answer(() -> false, this::accepted));
        var held = goes.ask(Optional.of(DESK), ask("r1"));
        goes.await(SOON);
        assertThat(Await.done(held).refusal()).isEqualTo("NOT_CONNECTED");
        assertThat(asked).isEmpty();
    }

    @Test
    void whereNobodyComesItIsRefused() {
        Await.done(goes.begin(() -> asked.add("it is there")));
        var held = goes.ask(Optional.of(DESK), ask("r1"));
        goes.await(SOON);
        var refused = new Answer("r1", "", "NOT_CONNECTED", "the server is stopping");
        assertThat(Await.done(held)).isEqualTo(refused);
        assertThat(Await.done(goes.ask(Optional.of(DESK), ask("r1")))).isEqualTo(refused);
    }

    /// The next one has it and says nothing of it: whoever asked must not believe that nothing was done.
    @Test
    void whatMayHaveBeenDoneIsNotRefused() {
        Await.done(goes.begin(() -> asked.add("it is there")));
        var taken = Promise.<Answer>promise();
        Await.done(comes.answer(() -> true, (_, _) -> taken.future()));
        var answer = goes.ask(Optional.of(DESK), ask("r1"));
        await().until(() -> !answer.isComplete());
        taken.fail("it does not know");
        assertThatThrownBy(() -> Await.done(answer)).hasMessageContaining("another server has it, and has not answered");
    }

    @Test
    void thereIsABoundToWhatIsHeld() {
        Await.done(goes.begin(() -> asked.add("it is there")));
        var all = IntStream.range(0, 10_001).mapToObj(i -> goes.ask(Optional.of(DESK), ask("r" + i))).toList();
        assertThat(Await.done(all.getLast()).refusal()).isEqualTo("NOT_CONNECTED");
        assertThat(all.subList(0, 10_000)).noneMatch(Future::isComplete);
        goes.await(SOON);
        assertThat(Await.done(Future.join(all.subList(0, 10_000))).<Answer>list()).allMatch(answer -> !answer.refusal().isEmpty());
    }
}
