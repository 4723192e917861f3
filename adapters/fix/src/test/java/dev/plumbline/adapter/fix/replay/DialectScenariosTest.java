package dev.plumbline.adapter.fix.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.Dialects;

/// Each shipped dialect by scenarios that are told in it, in a folder of its name.
class DialectScenariosTest {
    private static final int RANDOM_ORDERS = 60;

    @TestFactory
    Stream<DynamicTest> scenariosHold() throws Exception {
        return scenarios().map(file -> DynamicTest.dynamicTest(
                file.getParent().getFileName() + "/" + file.getFileName(), () -> holds(file)));
    }

    private static void holds(Path file) throws IOException {
        var dialect = DialectMark.of(file, Optional.empty());
        assertThat(dialect.name()).as("the dialect in its head").hasToString(file.getParent().getFileName().toString());
        var scenario = scenario(file);
        assertThat(Certifier.assertions(scenario, dialect)).isEmpty();
        if (scenario.converges()) assertThat(Certifier.permuted(scenario, RANDOM_ORDERS, dialect)).isEmpty();
    }

    @Test
    void eachProfileHasItsFolder() throws Exception {
        try (var folders = Files.list(folder())) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Dialects.names());
        }
    }

    /// One trading day, told by each: the orders and positions at the end are the same.
    @Test
    void theDayEndsTheSameInEveryDialect() throws Exception {
        var expected = endOfDay(Dialects.names().getFirst());
        assertThat(expected).hasSize(4 + 2);
        for (var name : Dialects.names()) assertThat(endOfDay(name)).as(name).isEqualTo(expected);
    }

    private static List<String> endOfDay(String name) throws Exception {
        var replay = new Replay(Dialects.of(name));
        for (var line : scenario(folder().resolve(name).resolve("day.scn")).lines())
            if (line instanceof Scenario.Message message) replay.play(message);
        var orders = replay.book().orders().stream().map(order -> String.join(" ",
                order.clOrdID().value(), order.ordStatus().label(), order.symbol().value(), order.side().label(),
                order.orderQty().toString(), order.cumQty().toString(), order.leavesQty().toString(),
                order.avgPx().toString(), order.unexplainedQty().toString()));
        var positions = replay.book().positions().stream()
                .sorted(Comparator.comparing(position -> position.symbol().value()))
                .map(position -> String.join(" ",
                        position.account().value(), position.symbol().value(), position.qty().toString(),
                        position.avgPx().toString(), position.realizedPnl().toString()));
        return Stream.concat(orders, positions).toList();
    }

    /// What a profile says, its scenarios need: by the book they end elsewhere.
    @ParameterizedTest
    @ValueSource(strings = {"cme", "cumulative", "amend-remaining", "execref-suffix", "exec-version"})
    void byTheBookTheDayWouldEndElsewhere(String name) throws Exception {
        var day = scenario(folder().resolve(name).resolve("day.scn"));
        assertThat(Certifier.assertions(day, Dialect.STANDARD)).isNotEmpty();
    }

    private static Stream<Path> scenarios() throws Exception {
        try (var files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".scn")).sorted().toList().stream();
        }
    }

    private static Scenario scenario(Path file) throws IOException {
        return Scenario.of(file, Files.readAllBytes(file));
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(DialectScenariosTest.class.getResource("/dialects").toURI());
    }
}
