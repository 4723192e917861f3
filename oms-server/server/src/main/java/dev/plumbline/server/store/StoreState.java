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
}
