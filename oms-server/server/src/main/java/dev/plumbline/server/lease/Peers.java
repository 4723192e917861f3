package dev.plumbline.server.lease;

import io.vertx.core.Future;

/// The other servers. Each question may be lost, or answered late.
public interface Peers {
    /// Asks `server` to promise a span to `to`. Fails where it refuses.
    /// @return the run of `server` that promised
    Future<Run> promise(String server, Run to);

    /// Asks `server` to promise nothing to `whom` ever again. Fails where it will not.
    /// @return the run of `server` that refuses
    Future<Run> refuse(String server, Run whom);
}
