package dev.plumbline.console.blotter;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// A rank may tie where values differ, and must never contradict them.
class SortKeyTest {

    @Property
    void theRankOfATextNeverContradictsIt(@ForAll String a, @ForAll String b) {
        agrees(a.compareTo(b), SortKey.rank(a), SortKey.rank(b));
    }

    @Property
    void theRankOfAPriceNeverContradictsIt(@ForAll("prices") Px a, @ForAll("prices") Px b) {
        var rank = SortKey.<Px>px(px -> px).rank();
        agrees(a.compareTo(b), rank.applyAsLong(a), rank.applyAsLong(b));
    }

    @Property
    void theRankOfAQuantityNeverContradictsIt(@ForAll("quantities") Qty a, @ForAll("quantities") Qty b) {
        var rank = SortKey.<Qty>qty(qty -> qty).rank();
        agrees(a.compareTo(b), rank.applyAsLong(a), rank.applyAsLong(b));
    }

    private static void agrees(int exact, long rankA, long rankB) {
        int byRank = Long.compare(rankA, rankB);
        assertThat(byRank).isIn(Integer.signum(exact), 0);
        if (byRank == 0 && exact != 0) assertThat(SortKey.isWhole(rankA)).as("others of rank " + rankA + " may differ").isFalse();
    }

    @Provide
    Arbitrary<Px> prices() {
        return stated().flatMap(unscaled -> Arbitraries.integers().between(0, 12).map(scale -> new Px(unscaled, scale)));
    }

    @Provide
    Arbitrary<Qty> quantities() {
        return stated().flatMap(unscaled -> Arbitraries.integers().between(0, 12).map(scale -> new Qty(unscaled, scale)));
    }

    /// Of the least of all numbers, a decimal says that it is not stated.
    private static Arbitrary<Long> stated() {
        return Arbitraries.longs().filter(unscaled -> unscaled != Long.MIN_VALUE);
    }
}
