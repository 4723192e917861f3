package dev.plumbline.console.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.console.staging.Staged.State;
import dev.plumbline.console.staging.StagedStore.Loaded;
import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Wish;

class StagedFileTest {
    @TempDir
    private Path folder = Path.of("");

    private static Staged staged(String id, State state, String price) {
        var type = price.isEmpty() ? OrdType.MARKET : OrdType.STOP;
        return new Staged(
                id, 1_795_357_867_412_000_001L,
                new Wish.Enter(
                        "NYLON", new Account("ALPHA"), new Symbol("NVDA"), Side.SELL_SHORT, Qty.of("0.123456789"), type,
                        price.isEmpty() ? Px.NONE : Px.of(price), TimeInForce.GOOD_TILL_CANCEL),
                state, state == State.REFUSED ? "\"no\" said ✖" : "");
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Path file() {
        return folder.resolve("deep").resolve("staged.json");
    }

    private Loaded reload() {
        try (var store = new StagedFile(file())) {
            return await(store.load());
        }
    }

    @Test
    void bringsBackExactlyWhatWasKept() {
        var orders = List.of(
                staged("a", State.WAITING, "187.420000001"), staged("b", State.REFUSED, ""),
                staged("c", State.UNKNOWN, "5"));
        try (var store = new StagedFile(file())) {
            assertThat(await(store.load())).isEqualTo(new Loaded.Orders(List.of(), ""));
            assertThat(await(store.save(orders))).isEmpty();
        }
        assertThat(reload()).isEqualTo(new Loaded.Orders(orders, ""));
    }

    @Test
    void whatWasBeingSentIsUnknownAfterwards() {
        try (var store = new StagedFile(file())) {
            await(store.load());
            await(store.save(List.of(staged("a", State.SENDING, "5"))));
        }
        var expected = staged("a", State.SENDING, "5").now(State.UNKNOWN, "the console ended before the desk answered");
        assertThat(reload()).isEqualTo(new Loaded.Orders(List.of(expected), ""));
    }

    @Test
    void theNewestOfManyIsWrittenAlsoWhenClosedAtOnce() {
        try (var store = new StagedFile(file())) {
            store.load();
            for (int count = 0; count <= 200; count++)
                store.save(IntStream.range(0, count).mapToObj(i -> staged("r" + i, State.WAITING, "5")).toList());
        }
        assertThat(reload()).isInstanceOfSatisfying(
                Loaded.Orders.class, loaded -> assertThat(loaded.orders()).hasSize(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "null", "[]", "{\"form\":2,\"orders\":[]}", "{\"form\":1}", "{\"form\":1,\"orders\":[{}]}",
        "{\"form\":1,\"orders\":[null]}", "{\"form\":1,\"orders\":[], \"more\":1}"
    })
    void whatCannotBeReadIsKeptAsideAndSaid(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        assertThat(reload()).isInstanceOfSatisfying(Loaded.Orders.class, loaded -> {
            assertThat(loaded.orders()).isEmpty();
            assertThat(loaded.trouble()).startsWith("the staged orders could not be read (").contains("kept as");
        });
        try (var files = Files.list(file().getParent())) {
            var aside = files.filter(path -> path.toString().contains(".unreadable-")).toList();
            assertThat(aside).hasSize(1);
            assertThat(Files.readString(aside.getFirst())).isEqualTo(text);
        }
    }

    @Test
    void oneConsoleAtATime() {
        try (var first = new StagedFile(file()); var second = new StagedFile(file())) {
            await(first.load());
            assertThat(await(second.load()))
                    .isEqualTo(new Loaded.Unavailable("another console has the staged orders open"));
            assertThat(await(second.save(List.of()))).isEqualTo("another console has the staged orders open");
        }
        assertThat(reload()).as("let go at the end").isEqualTo(new Loaded.Orders(List.of(), ""));
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Files.writeString(folder.resolve("deep"), "a file where the folder should be");
        assertThat(reload()).isInstanceOf(Loaded.Unavailable.class);
    }
}
