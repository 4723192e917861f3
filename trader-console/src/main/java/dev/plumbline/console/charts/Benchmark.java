package dev.plumbline.console.charts;

/// What the price of an execution is held against. The desk hears no market, so neither the price at which an order
/// arrived nor the volume weighted average of the day is at hand: these two prices are.
enum Benchmark {
    /// The price of the earliest execution of the same order that stands: what it has cost to work the rest of it.
    FIRST("Against first execution", "the order's first execution"),
    /// The limit of the request whose ClOrdID the broker's report carries: how much better than asked for it was
    /// executed, and whether ever worse.
    LIMIT("Against limit", "the order's limit");

    private final String label;
    private final String words;

    Benchmark(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /// As it is chosen.
    String label() {
        return label;
    }

    /// As it stands in a sentence after "against".
    String words() {
        return words;
    }

    Benchmark other() {
        return this == FIRST ? LIMIT : FIRST;
    }
}
