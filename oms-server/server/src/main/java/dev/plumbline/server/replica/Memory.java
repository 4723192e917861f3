package dev.plumbline.server.replica;

/// What the replica is to one member, as far as that one can tell.
///
/// @param losses how often so far a part of it may have been lost, for more members went at once than there are backups, or this
///     one has taken over what others had. While this stays the same, all is there that was there when it was safe
/// @param isSafe each partition has its backup, among the members that there are now
public record Memory(long losses, boolean isSafe) {}
