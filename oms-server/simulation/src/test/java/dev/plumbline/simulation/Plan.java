package dev.plumbline.simulation;

import java.util.SplittableRandom;

import dev.plumbline.adapter.simulator.Chaos;

/// What kind of history it is, drawn from its seed before it begins.
///
/// @param power the journal syncs, and each crash is a power cut
/// @param requests that clients make
/// @param kills how often the process dies while they do
/// @param linePerMille of broker ticks: the line is lost
/// @param busPerMille of messages between adapter and shard: lost
/// @param storePerMille of broker ticks: the store goes away for a while
/// @param diskFails the disk is full once
/// @param segmentBytes of the journal's files
/// @param snapshotEvery inputs
record Plan(
        long seed, boolean power, String beginString, Chaos chaos, int requests, int kills, int linePerMille,
        int busPerMille, int storePerMille, boolean diskFails, int segmentBytes, int snapshotEvery) {

    /// Everything often, and soon: a history lasts for seconds.
    private static final Chaos WILD = new Chaos(
            100, 100, 400, 60, 100, 200, 80, 60, 80, 150, 700, 10, 20, 400, 100, 300, 80);
    private static final Chaos MILD = new Chaos(
            30, 30, 300, 20, 30, 50, 20, 20, 30, 50, 500, 0, 50, 400, 200, 0, 0);

    static Plan of(long seed) {
        var chance = new SplittableRandom(~seed);
        boolean power = chance.nextInt(3) == 0;
        var chaos = switch (chance.nextInt(4)) {
            case 0 -> Chaos.NONE;
            case 1 -> MILD;
            default -> WILD;
        };
        int requests = chance.nextInt(50) == 0 ? chance.nextInt(100, 250) : chance.nextInt(6, 32);
        return new Plan(
                seed, power, chance.nextBoolean() ? "FIX.4.4" : "FIX.4.2", chaos, requests, chance.nextInt(5),
                often(chance, 30), often(chance, 10), often(chance, 30), chance.nextInt(8) == 0,
                chance.nextInt(4_000, 60_000), chance.nextInt(5, 80));
    }

    private static int often(SplittableRandom chance, int most) {
        return chance.nextBoolean() ? 0 : chance.nextInt(1, most + 1);
    }

    boolean losesOnBus() {
        return busPerMille > 0;
    }
}
