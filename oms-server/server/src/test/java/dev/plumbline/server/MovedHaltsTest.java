package dev.plumbline.server;

import static dev.plumbline.server.orders.Trade.NOON;
import static dev.plumbline.server.orders.Trade.RULES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Symbol;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.orders.Restart;

/// A server with another number of shards than the last one had, or the same, and what was halted then.
class MovedHaltsTest {
    private static final Halt.Scope ACC1 = new Halt.Scope.OfAccount(new Account("ACC1"));
    private static final Halt.Scope IBM = new Halt.Scope.OfSymbol(new Symbol("IBM"));
    private static final Halt.Scope ALPHA = new Halt.Scope.OfSession(new BrokerSession("ALPHA"));

    @TempDir
    Path data;

    /// @param halted by shard
    private static List<Restart> shards(List<List<Halt.Scope>> halted) {
        var settings = new Restart.Settings(RULES, Handling.USUAL, () -> NOON, NOON / 1_000_000, () -> "");
        var restarts = new ArrayList<Restart>();
        for (var scopes : halted) {
            var book = new Book();
            for (var scope : scopes) book.switched(new KillSwitch.Pull(scope, "maria", "why", NOON + scopes.indexOf(scope)));
            restarts.add(Restart.empty(restarts.size(), book, settings));
        }
        return restarts;
    }

    private static void start(OptionalInt last, int shardOfAcc1, List<List<Halt.Scope>> halted) {
        MovedHalts.refuse(shards(halted), _ -> shardOfAcc1, last);
    }

    @Test
    void anAccountThatWouldBeInAnotherShardIsNotLetGo() {
        var halted = List.of(List.<Halt.Scope>of(), List.of(ACC1), List.<Halt.Scope>of(), List.<Halt.Scope>of());
        assertThatThrownBy(() -> start(OptionalInt.of(2), 3, halted)).isInstanceOf(ConfigException.class).hasMessage(
                "shards: is 4 and was 2, but what is halted would be in another shard, and trade: account ACC1 is halted by"
                        + " maria since 2026-11-22 12:00:00 UTC: why; set it back to 2, and release all halts before you change it");
        assertThatThrownBy(() -> start(OptionalInt.empty(), 3, halted)).as("a data folder made anew")
                .isInstanceOf(ConfigException.class).hasMessageStartingWith("shards: is 4, but what is halted")
                .hasMessageEndingWith("; set it back, and release all halts before you change it");
        assertThatCode(() -> start(OptionalInt.of(2), 1, halted)).as("it stays where it is").doesNotThrowAnyException();
    }

    @Test
    void aShardThatIsNewHasNoHalts() {
        var halted = List.of(List.of(ALPHA, IBM), List.of(ALPHA, IBM), List.<Halt.Scope>of());
        assertThatThrownBy(() -> start(OptionalInt.of(2), 0, halted)).isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("shards: is 3 and was 2, but").hasMessageContaining("broker session ALPHA is halted by maria");
        var fewer = List.of(List.of(Halt.EVERYTHING), List.of(Halt.EVERYTHING));
        assertThatCode(() -> start(OptionalInt.of(3), 0, fewer)).as("all that are left have it").doesNotThrowAnyException();
    }

    /// With the number of the last run, or where it is not known, a halt is missing through a failure.
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void whatHasMissedAShardDoesNotStopAStart(int last) {
        var halted = List.of(List.of(Halt.EVERYTHING, ACC1), List.of(Halt.EVERYTHING), List.<Halt.Scope>of());
        assertThatCode(() -> start(last == 0 ? OptionalInt.empty() : OptionalInt.of(last), 0, halted)).doesNotThrowAnyException();
    }

    @Test
    void theNumberOfTheLastRunIsKept() throws IOException {
        var last = new LastShards(data);
        assertThat(last.read()).isEmpty();
        last.write(16);
        last.write(8);
        assertThat(new LastShards(data).read()).hasValue(8);
        Files.writeString(data.resolve("shards"), "many");
        assertThatThrownBy(last::read).isInstanceOf(ConfigException.class).hasMessageEndingWith("is no number: mend it");
        assertThatThrownBy(() -> new LastShards(data.resolve("nothing")).write(1))
                .isInstanceOf(ConfigException.class).hasMessageStartingWith("cannot write ");
    }
}
