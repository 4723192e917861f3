package dev.plumbline.oms.bridge;

import java.time.Instant;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;

import dev.plumbline.server.Await;
import dev.plumbline.wire.tls.Identity;
import dev.plumbline.wire.tls.PemFiles;

/// Stands before a port that is in the clear, and speaks TLS: as brokers have it.
final class TlsFront {
    private TlsFront() {}

    /// @return where it listens
    static int open(Vertx vertx, PemFiles files, int behind) {
        var client = vertx.createNetClient();
        var options = new NetServerOptions().setSsl(true).setKeyCertOptions(Identity.read(files, Instant.now()).keyCert());
        var server = vertx.createNetServer(options).connectHandler(outside -> {
            outside.pause();
            client.connect(behind, "127.0.0.1").onSuccess(inside -> {
                outside.pipeTo(inside);
                inside.pipeTo(outside);
            }).onFailure(_ -> outside.close());
        });
        return Await.done(server.listen(0, "127.0.0.1")).actualPort();
    }
}
