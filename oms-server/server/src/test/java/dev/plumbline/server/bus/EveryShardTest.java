package dev.plumbline.server.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.core.Halt;
import dev.plumbline.server.Await;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Wish;

/// One answer of what all shards say to a halt or its release.
class EveryShardTest {

    /// What three shards answer: `ok`, `ok:TEXT`, `REFUSAL:TEXT`, or `lost`.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pull    | ok, ok, ok                           |                | ''
            pull    | ok:already, ok:already, ok:already   |                | already
            pull    | ok:already, ok, ok:already           |                | ''
            pull    | ok, lost, ok                         | NOT_EVERYWHERE | 'halted in 2 of 3 shards; not in 1: no answer: timed out; pull it again'
            pull    | NOT_CONNECTED:broken, ok, lost       | NOT_EVERYWHERE | 'halted in 1 of 3 shards; not in 0: broken; not in 2: no answer: timed out; pull it again'
            pull    | lost, lost, lost                     | NOT_EVERYWHERE | 'halted in 0 of 3 shards; not in 0, 1, 2: no answer: timed out; pull it again'
            pull    | UNKNOWN_SYMBOL:no, UNKNOWN_SYMBOL:no, UNKNOWN_SYMBOL:no | UNKNOWN_SYMBOL | no
            release | ok, ok, ok                           |                | ''
            release | ok, NOT_HALTED:not, ok               |                | ''
            release | NOT_HALTED:not, NOT_HALTED:not, NOT_HALTED:not | NOT_HALTED | not
            release | NOT_HALTED:not, SECOND_PERSON:you, NOT_HALTED:not | SECOND_PERSON | you
            release | SECOND_PERSON:you, SECOND_PERSON:you, SECOND_PERSON:you | SECOND_PERSON | you
            release | HALTED_ANEW:anew, NOT_HALTED:not, HALTED_ANEW:anew | HALTED_ANEW | anew
            release | ok, HALTED_ANEW:anew, ok              | NOT_EVERYWHERE | 'released in 2 of 3 shards; not in 1: anew; release it again'
            release | ok, SECOND_PERSON:you, ok            | NOT_EVERYWHERE | 'released in 2 of 3 shards; not in 1: you; release it again'
            """)
    void together(String what, String said, String refusal, String text) {
        var wish = what.equals("pull") ? new Wish.Pull(Halt.EVERYTHING, "") : new Wish.Release(Halt.EVERYTHING, 1);
        var ask = new Ask("r", "ann", wish);
        var each = Stream.of(said.split(", ")).map(EveryShardTest::answer).toList();
        var asked = new ArrayList<Integer>();
        var answer = EveryShard.ask(ask, 3, shard -> {
            asked.add(shard);
            return each.get(shard);
        });
        assertThat(asked).isEqualTo(List.of(0, 1, 2));
        assertThat(answer.result()).isEqualTo(new Answer("r", "", refusal == null ? "" : refusal, text));
    }

    /// Whoever asked is answered before the console gives up, and told which shard is missing.
    @Test
    void aShardThatHangsIsNamed() {
        var ask = new Ask("r", "ann", new Wish.Pull(Halt.EVERYTHING, ""));
        var answer = EveryShard.ask(ask, 3, Duration.ofMillis(50), shard -> shard == 1 ? Promise.<Answer>promise().future() : answer("ok"));
        assertThat(Await.done(answer)).isEqualTo(new Answer(
                "r", "", "NOT_EVERYWHERE", "halted in 2 of 3 shards; not in 1: no answer within 0.05 s; pull it again"));
    }

    private static Future<Answer> answer(String said) {
        if (said.equals("lost")) return Future.failedFuture("timed out");
        var parts = said.split(":");
        return Future.succeededFuture(
                new Answer("r", "", parts[0].equals("ok") ? "" : parts[0], parts.length > 1 ? parts[1] : ""));
    }
}
