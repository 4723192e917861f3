package dev.plumbline.oms.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.Await;
import dev.plumbline.server.Nanos;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.tls.Tls;

/// What a server says of its certificate when it starts.
class TlsTest {
    @TempDir
    Path folder;

    private static Tls open(Papers papers, String name) {
        return Tls.open(Optional.of(papers.files(name)), Nanos.CLOCK);
    }

    private static List<String> heardWhile(Supplier<Tls> deed) {
        var log = (Logger) LoggerFactory.getLogger(Tls.class);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        log.addAppender(heard);
        deed.get();
        log.detachAppender(heard);
        return heard.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }

    @Test
    void oneThatIsNotThereIsAWrongConfiguration() {
        var papers = new Papers(folder);
        assertThatThrownBy(() -> open(papers, "nobody")).isInstanceOf(ConfigException.class)
                .hasMessage("tls.certificate " + papers.files("nobody").certificate() + " is not there: name a file that is, or make one with 'oms certs'");
    }

    @Test
    void oneThatIsOverIsAWrongConfiguration() {
        var papers = new Papers(folder);
        papers.make("old", Duration.ofMinutes(-1));
        assertThatThrownBy(() -> open(papers, "old")).isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("tls.certificate " + papers.files("old").certificate() + " has expired at ");
    }

    @Test
    void oneThatEndsWithinFourteenDaysIsWarnedOf() {
        var papers = new Papers(folder);
        papers.make("late", Duration.ofDays(15));
        papers.make("soon", Duration.ofDays(13).plusHours(1));
        assertThat(heardWhile(() -> open(papers, "late"))).isEmpty();
        assertThat(heardWhile(() -> open(papers, "soon"))).singleElement().asString()
                .startsWith("WARN tls.certificate " + papers.files("soon").certificate() + " ends at ").contains(", in 13 days: have a new one made");
    }

    /// Else the figure would say that all is well, and the bus would end.
    @Test
    void aNewOneDoesNotHideThatTheBusHasTheOldOne() {
        var papers = new Papers(folder);
        var old = papers.make("server", Duration.ofDays(13));
        var vertx = Vertx.vertx();
        try {
            var tls = open(papers, "server");
            tls.watch(vertx);
            papers.make("server", Duration.ofDays(300));
            await().atMost(Duration.ofSeconds(30)).until(() -> tls.secured(new NetServerOptions()).getKeyCertOptions(),
                    keyCert -> !keyCert.equals(tls.securedOnBus(new EventBusOptions()).getKeyCertOptions()));
            assertThat(tls.expiresAt()).contains(old.getNotAfter().toInstant());
        } finally {
            Await.done(vertx.close());
        }
    }

    @Test
    void withoutOneEverythingIsAsItWas() {
        var none = Tls.open(Optional.empty(), Nanos.CLOCK);
        assertThat(none.secured(new HttpServerOptions()).isSsl()).isFalse();
        assertThat(none.http()).isEqualTo("http");
        assertThat(none.expiresAt()).isEmpty();
    }
}
