package dev.plumbline.core;

/// How many inputs became what. A parked input that is applied later moves from one to the other, so that
/// `inputs = applied + duplicate + parked + quarantined + ignored` holds at every moment.
public record Counts(long applied, long duplicate, long parked, long quarantined, long ignored) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    public long inputs() {
        return applied + duplicate + parked + quarantined + ignored;
    }

    public Counts plus(Outcome outcome) {
        return plus(outcome, 1);
    }

    public Counts plus(Counts other) {
        return new Counts(
                applied + other.applied,
                duplicate + other.duplicate,
                parked + other.parked,
                quarantined + other.quarantined,
                ignored + other.ignored);
    }

    Counts moved(Outcome from, Outcome to) {
        return plus(from, -1).plus(to, 1);
    }

    private Counts plus(Outcome outcome, long n) {
        return switch (outcome) {
            case APPLIED -> new Counts(applied + n, duplicate, parked, quarantined, ignored);
            case DUPLICATE -> new Counts(applied, duplicate + n, parked, quarantined, ignored);
            case PARKED -> new Counts(applied, duplicate, parked + n, quarantined, ignored);
            case QUARANTINED -> new Counts(applied, duplicate, parked, quarantined + n, ignored);
            case IGNORED -> new Counts(applied, duplicate, parked, quarantined, ignored + n);
        };
    }
}
