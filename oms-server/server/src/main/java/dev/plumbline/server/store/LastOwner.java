package dev.plumbline.server.store;

/// Which run of which server ran the shards last.
///
/// @param incarnation of the run
/// @param isStored it ended as it should: all it had is in Postgres. Else a part may be in its journal and in the memory of
///     who stood by, and nowhere else
public record LastOwner(String server, long incarnation, boolean isStored) {}
