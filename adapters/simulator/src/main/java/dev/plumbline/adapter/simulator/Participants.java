package dev.plumbline.adapter.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

import dev.plumbline.adapter.simulator.OrderBook.Match;

/// Everybody else in the market of one symbol: they quote around a mid price that wanders and comes back to its
/// reference, take what is there, and change their minds. Their orders have negative numbers; nobody is told of them.
final class Participants {
    private static final int FARTHEST = 20;
    private static final int QUOTES_MAX = 64;
    private static final int OPENING_LEVELS = 5;
    private static final long OPENING_QTY = 500;

    private final Instrument instrument;
    private final OrderBook book;
    private final Deque<Long> quotes = new ArrayDeque<>();
    private long lastNumber;
    /// Where the mid price is, in steps from the reference.
    private int away;

    Participants(Instrument instrument, OrderBook book) {
        this.instrument = instrument;
        this.book = book;
    }

    /// The quotes with which the day begins.
    void open() {
        for (int level = 1; level <= OPENING_LEVELS; level++) {
            quote(true, mid() - level * instrument.step(), OPENING_QTY);
            quote(false, mid() + level * instrument.step(), OPENING_QTY);
        }
    }

    /// One of them does something: about half quote, most of the others take, a few withdraw.
    List<Match> act(SplittableRandom random) {
        wander(random);
        boolean buy = random.nextBoolean();
        int choice = random.nextInt(100);
        if (choice < 55) return quoteOrTrade(buy, mid() - signed(buy, random.nextInt(1, 5)), qty(random));
        if (choice < 95) return book.take(buy, mid() + signed(buy, random.nextInt(1, 5)), qty(random));
        withdraw();
        return List.of();
    }

    private void wander(SplittableRandom random) {
        int pull = random.nextInt(-FARTHEST, FARTHEST + 1) < away ? -1 : 1;
        if (random.nextInt(4) == 0) away += pull;
    }

    private long mid() {
        return instrument.reference() + away * instrument.step();
    }

    private long signed(boolean buy, int steps) {
        return buy ? steps * instrument.step() : -steps * instrument.step();
    }

    /// Mostly round lots, sometimes an odd one.
    private static long qty(SplittableRandom random) {
        return random.nextInt(10) == 0 ? random.nextInt(1, 100) : 100L * random.nextInt(1, 11);
    }

    private List<Match> quoteOrTrade(boolean buy, long ticks, long qty) {
        if (ticks <= 0) return List.of();
        var matches = book.take(buy, ticks, qty);
        long left = qty;
        for (var match : matches) left -= match.qty();
        if (left > 0) quote(buy, ticks, left);
        return matches;
    }

    private void quote(boolean buy, long ticks, long qty) {
        if (ticks <= 0) return;
        if (quotes.size() >= QUOTES_MAX) withdraw();
        quotes.add(--lastNumber);
        book.rest(lastNumber, buy, ticks, qty);
    }

    private void withdraw() {
        var oldest = quotes.poll();
        if (oldest != null) book.remove(oldest);
    }
}
