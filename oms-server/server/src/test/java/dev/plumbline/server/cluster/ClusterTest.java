package dev.plumbline.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.MemberLeftException;
import org.junit.jupiter.api.Test;

import dev.plumbline.server.Await;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.wire.Addresses;

class ClusterTest {
    /// What [dev.plumbline.server.OmsServer] throws wraps what Hazelcast did. Three servers and a cut line, in a run of chaos: the one that was
    /// joining ended for good.
    @Test
    void knowsThatAMemberLeftMeanwhile() {
        var left = new MemberLeftException("Member [10.77.2.2]:34295 has left cluster!");
        assertThat(Cluster.isBecauseAMemberLeft(new IllegalStateException("wrapped", new IndeterminateOperationStateException("not known", left)))).isTrue();
        assertThat(Cluster.isBecauseAMemberLeft(new IllegalStateException("wrapped", left))).isTrue();
        assertThat(Cluster.isBecauseAMemberLeft(new IllegalStateException("something else"))).isFalse();
    }

    @Test
    void saysInOneLineThatThePortIsOccupied() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var endpoint = new Endpoint("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> Await.done(Cluster.join("oms-test", endpoint, "core")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("core.port: cannot listen on " + endpoint)
                    .hasMessageEndingWith("End it, or set another core.port")
                    .extracting(Throwable::getMessage).asString().doesNotContain("\n");
        }
    }

    @Test
    void saysInOneLineThatTheHostIsUnknown() {
        assertThatThrownBy(() -> Await.done(Cluster.join("oms-test", new Endpoint("no-such-host.invalid", 5701), "desk")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("desk.host: 'no-such-host.invalid' is not known here; give an address of this machine");
    }

    @Test
    void takesANameForAHost() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var cluster = Await.done(Cluster.join("oms-test-" + port, new Endpoint("localhost", port), "core"));
        try {
            assertThat(cluster.hazelcast().getCluster().getMembers()).hasSize(1);
            assertThat(cluster.hazelcast().getCluster().getLocalMember().getAttribute(Addresses.STARTED_AT))
                    .as("consoles show since when a server is there")
                    .matches("\\d{13}");
        } finally {
            Await.done(cluster.leave());
        }
    }
}
