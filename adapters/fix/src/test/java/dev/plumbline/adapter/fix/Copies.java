package dev.plumbline.adapter.fix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plumbline.adapter.SessionCopies;

/// Copies in memory, which can be told to fail.
final class Copies implements SessionCopies {
    enum Failure {
        NONE,
        /// Nothing is there.
        BEFORE,
        /// It is there, and nobody has heard.
        AFTER
    }

    final AtomicInteger puts = new AtomicInteger();
    volatile Failure failure = Failure.NONE;
    private volatile CountDownLatch held = new CountDownLatch(0);
    /// Forgetting takes its time.
    volatile boolean forgetsHalf;
    private volatile long forgotten;
    private final ConcurrentSkipListMap<Long, byte[]> records = new ConcurrentSkipListMap<>();

    /// The other server does not answer until the latch is counted down.
    CountDownLatch hold() {
        held = new CountDownLatch(1);
        return held;
    }

    @Override
    public void put(long number, byte[] record) throws IOException {
        puts.incrementAndGet();
        keep(number, record);
    }

    @Override
    public void putAll(SortedMap<Long, byte[]> some) throws IOException {
        puts.incrementAndGet();
        for (var entry : some.entrySet()) keep(entry.getKey(), entry.getValue());
    }

    private void keep(long number, byte[] record) throws IOException {
        awaitAnswer();
        if (number < forgotten) throw new AssertionError(number + " was forgotten, which may take its time");
        if (failure != Failure.BEFORE) records.put(number, record);
        if (failure != Failure.NONE) throw new IOException("the other server does not answer");
    }

    private void awaitAnswer() throws IOException {
        try {
            if (!held.await(20, TimeUnit.SECONDS)) throw new IOException("the other server does not answer at all");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void forget(long before) {
        forgotten = before;
        records.headMap(before).keySet().removeIf(number -> !forgetsHalf || number % 2 == 0);
    }

    @Override
    public SortedMap<Long, byte[]> all() {
        return new TreeMap<>(records);
    }

    int size() {
        return records.size();
    }

    /// Which of the broker's numbers is expected next.
    int expected() {
        return java.nio.ByteBuffer.wrap(records.lastEntry().getValue()).getInt(Long.BYTES + 1 + Long.BYTES);
    }

    boolean contain(String text) {
        return records.values().stream().anyMatch(record -> new String(record, ISO_8859_1).contains(text));
    }

    /// What comes last is lost.
    void loseLast() {
        records.pollLastEntry();
    }
}
