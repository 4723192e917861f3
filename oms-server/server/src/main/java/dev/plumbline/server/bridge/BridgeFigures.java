package dev.plumbline.server.bridge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import dev.plumbline.server.bridge.Fault.Code;

/// What the bridge counts, since its start. Any thread.
public final class BridgeFigures {
    private final AtomicInteger clients = new AtomicInteger();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final Map<String, LongAdder> answered = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();

    void connected() {
        clients.incrementAndGet();
    }

    void disconnected() {
        clients.decrementAndGet();
    }

    void turnedAwayOne() {
        turnedAway.increment();
    }

    /// @param address of an operation, of which there are a few
    void answered(String address) {
        answered.computeIfAbsent(address, _ -> new LongAdder()).increment();
    }

    void refused(String address, Code code) {
        refused.computeIfAbsent(code.number(), _ -> new LongAdder()).increment();
    }

    void told() {
        told.increment();
    }

    public int clients() {
        return clients.get();
    }

    /// Connections beyond what there may be.
    public long turnedAway() {
        return turnedAway.sum();
    }

    /// Messages of streams.
    public long messages() {
        return told.sum();
    }

    /// Requests that were answered, by the address of the operation.
    public Map<String, Long> requests() {
        return sums(answered);
    }

    /// What was refused, by the code that clients were told.
    public Map<Integer, Long> refusals() {
        return sums(refused);
    }

    private static <K> Map<K, Long> sums(Map<K, LongAdder> counted) {
        var sums = new java.util.TreeMap<K, Long>();
        counted.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }
}
