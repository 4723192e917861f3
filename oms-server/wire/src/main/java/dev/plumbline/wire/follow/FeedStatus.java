package dev.plumbline.wire.follow;

/// How a follower stands with the desk.
///
/// @param reason why it is not live, or what it is doing about it; empty where it is
/// @param seq the number of the last batch that was applied
/// @param gaps how often numbers were missing since it started
public record FeedStatus(Phase phase, String reason, long seq, long gaps) {
    public static final FeedStatus STARTING = new FeedStatus(Phase.CONNECTING, "starting", 0, 0);

    public enum Phase {
        /// Not yet on the desk's bus.
        CONNECTING,
        /// On the bus, and taking a snapshot.
        LOADING,
        /// What is shown is what the desk has.
        LIVE,
        /// On the bus, but the desk has fallen silent: what is shown may be old.
        STALE,
        /// Was thrown off the bus, or never got on it.
        DISCONNECTED
    }

    public boolean isLive() {
        return phase == Phase.LIVE;
    }

    /// Only more batches were applied since `before`.
    public boolean isMerelyFurther(FeedStatus before) {
        return phase == before.phase && gaps == before.gaps && reason.equals(before.reason);
    }
}
