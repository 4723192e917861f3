package dev.plumbline.server.store;

/// How the store is doing, told to its listener whenever that changes.
public sealed interface StoreState {
    /// Connected, and keeping up.
    record Up() implements StoreState {}

    /// Connected, but `backlog` inputs are waiting, more than [StoreConfig#behindAt()].
    record Behind(int backlog) implements StoreState {}

    /// Postgres does not take what we write, for `reason`; `backlog` inputs are waiting. It is tried again until it
    /// does; told again with every try.
    record Down(String reason, int backlog) implements StoreState {}

    /// Another server writes `shard` under the higher `epoch`: this store writes nothing of it any more, for good, and has
    /// dropped the `dropped` inputs of it that waited. Told once for each such shard; the store otherwise is as it was.
    record Taken(int shard, long epoch, int dropped) implements StoreState {}
}
