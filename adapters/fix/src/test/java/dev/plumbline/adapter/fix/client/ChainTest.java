package dev.plumbline.adapter.fix.client;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.adapter.fix.replay.Packs;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;

/// Each conformance scenario through two order management systems in a row, see [Chain]: the client's order ends like ours.
class ChainTest {
    private static final long SEED = 20_261_201;

    private static final String GAP = "the broker claims to have executed what it never reports: told is what it reports";
    private static final String ANEW =
            "an order from outside turned out to be ours, and began anew; in a shuffled log only: ours are filed before they are sent";

    /// The only exceptions, each with its reason.
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            entry("quirks/Q25.scn", GAP));

    /// The same of drop copies.
    private static final Map<String, String> COPIED_OTHERWISE = Map.ofEntries(
            entry("quirks/Q25.scn", GAP),
            entry("rules/09h-external-then-ours-by-origclordid.scn", ANEW),
            entry("rules/09i-corrected-while-from-outside.scn", ANEW));

    @TestFactory
    Stream<DynamicTest> theClientsOrderEndsLikeOurs() throws Exception {
        return Packs.scenarios().flatMap(file -> Stream.of(FixVersion.values())
                .map(version -> DynamicTest.dynamicTest(Packs.name(file) + " " + version, () -> chained(file, version, true))));
    }

    @TestFactory
    Stream<DynamicTest> aDropCopyEndsLikeOurs() throws Exception {
        return Packs.scenarios().map(file -> DynamicTest.dynamicTest(Packs.name(file), () -> chained(file, FixVersion.FIX_4_4, false)));
    }

    private static void chained(Path file, FixVersion version, boolean isClient) throws Exception {
        var chain = new Chain(version, isClient);
        for (var what : Packs.inputs(file)) chain.input(what, true);
        var differing = differences(chain);
        boolean isException = (isClient ? OTHERWISE : COPIED_OTHERWISE).containsKey(Packs.name(file));
        if (isException) assertThat(differing).as("is no exception any more").isNotEmpty();
        else assertThat(differing).as("%s %s", Packs.name(file), String.join("\n", chain.sent)).isEmpty();
    }

    private static List<String> differences(Chain chain) {
        var differing = new ArrayList<String>();
        for (var fault : chain.faults) if (!isRejectionOfNone(chain, fault)) differing.add(fault);
        for (var order : chain.ours.orders()) {
            var ours = Chain.figures(order);
            var theirs = chain.clients(order).map(Chain::figures).orElse("none");
            if (isTold(chain, order) && !ours.equals(theirs)) differing.add("ours " + ours + " " + order.flags() + ", client's " + theirs);
        }
        return differing;
    }

    /// A drop copy hears of an order first when the broker has spoken of it. Where that is a rejection, our own core, which plays
    /// the other side, makes no order of it, nor of the first thing it hears of an order being that.
    private static boolean isRejectionOfNone(Chain chain, String fault) {
        return !chain.isClient() && fault.startsWith("PARKED no order") && (fault.contains("|150=8|") || fault.contains("|39=8|"));
    }

    private static boolean isTold(Chain chain, Order order) {
        if (!chain.told.containsKey(order.key())) return false;
        boolean isUnheard = order.ordStatus() == OrdStatus.PENDING_NEW
                || (order.life().end() == Life.End.REJECTED && order.executions().size() == 0);
        return chain.isClient() || !isUnheard;
    }

    /// Told one by one, or in lumps as after a restart, the client ends in the same state, and is told each execution once. What is
    /// read back from what was sent is what was told.
    @TestFactory
    Stream<DynamicTest> theGroupingDoesNotMatter() throws Exception {
        return Packs.scenarios().map(file -> DynamicTest.dynamicTest(Packs.name(file), () -> grouped(file)));
    }

    private static void grouped(Path file) throws Exception {
        var random = new Random(SEED);
        var oneByOne = told(file, random, 1);
        for (int i = 0; i < 8; i++) {
            var lumps = told(file, random, i == 0 ? 0 : 0.4);
            var sent = String.join("\n", lumps.sent);
            assertThat(lumps.faults).as(sent).isEmpty();
            for (var order : oneByOne.ours.orders()) {
                if (!oneByOne.told.containsKey(order.key())) continue;
                var expected = oneByOne.clients(order).map(Chain::figures);
                assertThat(lumps.clients(order).map(Chain::figures)).as("seed %d: %s", SEED, sent).isEqualTo(expected);
            }
            assertThat(executions(lumps)).as("seed %d: %s", SEED, sent).isEqualTo(executions(oneByOne));
        }
    }

    private static Chain told(Path file, Random random, double often) throws Exception {
        var chain = new Chain(FixVersion.FIX_4_4, true);
        for (var what : Packs.inputs(file)) {
            chain.input(what, random.nextDouble() < often);
            chain.told.forEach((key, told) -> readBack(chain, key, told));
        }
        chain.tell();
        chain.tell();
        return chain;
    }

    private static void readBack(Chain chain, OrderKey key, Told told) {
        var read = chain.kept.orders().get(key);
        if (read == null) return;
        var order = chain.ours.orders().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
        var again = read.copy();
        var before = told.copy();
        var tells = Untold.of(again, order, chain.names());
        var wouldTell = Untold.of(before, order, chain.names());
        assertThat(tells).as("read back from %s", chain.sent).isEqualTo(wouldTell);
    }

    /// How often each is told.
    private static Map<String, Integer> executions(Chain chain) {
        var times = new TreeMap<String, Integer>();
        for (var message : chain.sent) {
            var fix = FixMessage.of(message);
            if (fix.code(150) == 'F') times.merge(fix.text(17), 1, Integer::sum);
        }
        return times;
    }
}
