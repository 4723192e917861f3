package dev.plumbline.core.naive;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// One thing that happens at a broker, as numbers that jqwik can make smaller: what, to which order, how much, and how
/// the report of it travels. Smaller numbers are plainer: the first order, a trade, reports delivered at once.
///
/// @param what see [Life]
/// @param how 0 at once, 1 lost, 2 and 3 twice, 12 and up some places late
record Move(int order, int what, int much, int how) {
    private static final int LONGEST = 30;

    static Arbitrary<List<Move>> lives() {
        return Combinators.combine(number(2), number(36), number(60), number(30)).as(Move::new).list().ofMaxSize(LONGEST);
    }

    private static Arbitrary<Integer> number(int max) {
        return Arbitraries.integers().between(0, max);
    }
}
