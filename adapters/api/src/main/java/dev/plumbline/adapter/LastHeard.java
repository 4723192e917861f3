package dev.plumbline.adapter;

/// When a broker last said anything: a quiet market is no silence, heartbeats count.
///
/// @param at nanoseconds since the epoch, UTC; 0 for never
/// @param heartbeatMs so often it says something, if only that it is there; 0 where nothing is agreed
/// @param msgSeqNum of its last message that we have; 0 where that is not known
/// @param gaps how often messages of it were missing since the adapter was started
public record LastHeard(long at, long heartbeatMs, long msgSeqNum, long gaps) {
    /// Of an adapter that does not tell, or that never heard anything.
    public static final LastHeard NEVER = new LastHeard(0, 0, 0, 0);
}
