package dev.plumbline.simulation;

/// Ways to break who takes over, and with what, each at one of its ports.
enum SuccessionFault {
    NONE("the product as it is"),
    EFFECT_BEFORE_REPLICA("effects leave while a second member does not have their input yet"),
    ALONE_WITHOUT_POSTGRES("effects leave without waiting for Postgres where no second member has their input"),
    STORE_NOT_FENCED("the store takes what comes under an older epoch"),
    GATE_OFF("a server acts without looking whether it may"),
    MERGED_BY_LATEST("what the smaller part of a split has put stays once the parts are one again"),
    UNSAFE_COUNTS("who stands by is an heir though it does not have its share of the replica"),
    JOINING_COUNTS("a member that joins has its share of the replica at once"),
    NOT_FOLLOWED("who takes over does not ask Postgres what has come since it last looked"),
    OWNER_NOT_FENCED("who was stopped while it took over, and wakes, says that it is the last owner, though another has begun since"),
    OWNER_NOT_ASKED("who takes over believes what it heard of the last owner before it had the leases"),
    LOST_PART_COUNTS("who stood by is an heir though a part of the replica may be lost since"),
    STRAY_NOT_SEEN("a server that has come back as the last owner does not see that another goes on without the end of its journal"),
    EPOCHS_DECIDE("who has raised the epochs is the last owner, whether or not it began"),
    STRAY_MERGED("what a journal has beyond the history counts, whoever had the shards since");

    final String words;

    SuccessionFault(String words) {
        this.words = words;
    }
}
