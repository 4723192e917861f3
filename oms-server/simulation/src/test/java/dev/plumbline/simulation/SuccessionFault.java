package dev.plumbline.simulation;

/// Ways to break who takes over, and with what, each at one of its ports.
enum SuccessionFault {
    NONE(0, "the product as it is"),
    EFFECT_BEFORE_REPLICA(10, "effects leave while a second member does not have their input yet"),
    ALONE_WITHOUT_POSTGRES(27, "effects leave without waiting for Postgres where no second member has their input"),
    STORE_NOT_FENCED(14, "the store takes what comes under an older epoch"),
    GATE_OFF(1237, "a server acts without looking whether it may"),
    MERGED_BY_LATEST(0, "what the smaller part of a split has put stays once the parts are one again"),
    UNSAFE_COUNTS(111, "who stands by is an heir though it does not have its share of the replica"),
    JOINING_COUNTS(372, "a member that joins has its share of the replica at once"),
    NOT_FOLLOWED(1, "who takes over does not ask Postgres what has come since it last looked"),
    OWNER_NOT_FENCED(85, "who was stopped while it took over, and wakes, says that it is the last owner, though another has begun since"),
    OWNER_NOT_ASKED(0, "who takes over believes what it heard of the last owner before it had the leases"),
    LOST_PART_COUNTS(284, "who stood by is an heir though a part of the replica may be lost since"),
    PARTS_NOT_WATCHED(0, "who takes over does not look whether a part of the replica has gone meanwhile"),
    OWN_LOSS_NOT_SEEN(4040, "who acts goes on though the replica has lost a part, and what it had put there"),
    STRAY_NOT_SEEN(0, "a server that has come back as the last owner does not see that another goes on without the end of its journal"),
    EPOCHS_DECIDE(4, "who has raised the epochs is the last owner, whether or not it began"),
    STRAY_MERGED(6, "what a journal has beyond the history counts, whoever had the shards since");

    /// A seed that finds it, 0 where none is known yet: see docs/simulation.md.
    final long seed;
    final String words;

    SuccessionFault(long seed, String words) {
        this.seed = seed;
        this.words = words;
    }
}
