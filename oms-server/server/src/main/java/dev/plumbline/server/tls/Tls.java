package dev.plumbline.server.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.config.ConfigException;
import dev.plumbline.wire.tls.Identity;
import dev.plumbline.wire.tls.PemFiles;
import dev.plumbline.wire.tls.TlsException;

/// The certificate of a server, for all its doors and its part of the bus. Where the files of it change, doors that are open take the new one
/// for connections that come from then on; those that are there go on. The bus cannot do that: it has what was there when it was joined.
/// Any thread.
public final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final long LOOK_MS = 2_000;
    private static final Duration WARN_BEFORE = Duration.ofDays(14);
    private static final Duration WARN_EVERY = Duration.ofDays(1);

    /// Everything in the clear: for one machine, and for demonstrations.
    public static final Tls NONE = new Tls(Optional.empty(), () -> 0);

    private final Optional<PemFiles> files;
    private final LongSupplier nanos;
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile Optional<Identity> identity = Optional.empty();
    private volatile Optional<Identity> onBus = Optional.empty();
    private Stamps loaded = Stamps.NONE;
    private Stamps seen = Stamps.NONE;
    private Instant warnedAt = Instant.MIN;

    /// What can be given another certificate while it is open.
    private interface Door {
        Future<Boolean> take(ServerSSLOptions options);
    }

    private Tls(Optional<PemFiles> files, LongSupplier nanos) {
        this.files = files;
        this.nanos = nanos;
    }

    /// Reads the files. Blocks.
    ///
    /// @param files none for no TLS
    /// @param nanos the time, nanoseconds since the epoch, UTC
    /// @throws ConfigException where they cannot be used, in one line
    public static Tls open(Optional<PemFiles> files, LongSupplier nanos) {
        if (files.isEmpty()) return NONE;
        var tls = new Tls(files, nanos);
        try {
            tls.begin(files.get());
        } catch (TlsException wrong) {
            throw new ConfigException("tls." + wrong.getMessage());
        }
        return tls;
    }

    private synchronized void begin(PemFiles from) {
        loaded = Stamps.of(from);
        seen = loaded;
        identity = Optional.of(Identity.read(from, now()));
        onBus = identity;
        warn();
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, nanos.getAsLong());
    }

    public boolean isOn() {
        return files.isPresent();
    }

    /// `http`, or `https`.
    public String http() {
        return isOn() ? "https" : "http";
    }

    /// When the first of those in use ends, that of the doors or that which the bus began with; none without TLS.
    public Optional<Instant> expiresAt() {
        return isOn() ? Optional.of(isBusBehind() ? end(onBus) : end(identity)) : Optional.empty();
    }

    /// The same options, with TLS where it is on. Nobody is asked for a certificate: who comes to a door logs in.
    public <O extends NetServerOptions> O secured(O options) {
        identity.ifPresent(its -> options.setSsl(true).setUseAlpn(false).setKeyCertOptions(its.keyCert()));
        return options;
    }

    /// The same options, with TLS where it is on, and a certificate of everybody who takes part.
    public EventBusOptions securedOnBus(EventBusOptions options) {
        return onBus.map(its -> its.onBus(options)).orElse(options);
    }

    /// For a door that is none of Vert.x, of each line that comes in: with the certificate of that moment. None without TLS.
    public Optional<Supplier<SSLContext>> contexts() {
        return isOn() ? Optional.of(new Contexts()) : Optional.empty();
    }

    /// One of each certificate, so that who comes back is recognised.
    private final class Contexts implements Supplier<SSLContext> {
        private @Nullable Identity of;
        private @Nullable SSLContext context;

        @Override
        public synchronized SSLContext get() {
            var now = identity.orElseThrow();
            var known = context;
            if (known != null && now == of) return known;
            of = now;
            context = now.serverContext();
            return context;
        }
    }

    /// Gives it each new certificate from now on. Once it listens.
    public void follow(NetServer server) {
        if (isOn()) doors.add(server::updateSSLOptions);
    }

    /// Gives it each new certificate from now on. Once it listens.
    public void follow(HttpServer server) {
        if (isOn()) doors.add(server::updateSSLOptions);
    }

    /// Looks at the files every two seconds, until `vertx` is closed.
    public void watch(Vertx vertx) {
        if (!isOn()) return;
        vertx.setPeriodic(LOOK_MS, _ -> {
            if (!isLooking.compareAndSet(false, true)) return; // a file system that hangs
            vertx.executeBlocking(() -> {
                look();
                return true;
            }).onComplete(looked -> {
                isLooking.set(false);
                if (looked.failed()) LOG.error("the files of the certificate are not looked at", looked.cause());
            });
        });
    }

    /// Files that were as they are at the look before, too, are whole: a certificate and its key are two files, and are not replaced at once.
    /// Blocks.
    synchronized void look() {
        var now = files.map(Stamps::of).orElse(Stamps.NONE);
        boolean isSettled = now.equals(seen);
        seen = now;
        if (isSettled && !now.equals(loaded)) {
            loaded = now;
            files.ifPresent(this::load);
        }
        warn();
    }

    private void load(PemFiles from) {
        try {
            var fresh = Identity.read(from, now());
            identity = Optional.of(fresh);
            warnedAt = Instant.MIN;
            var options = new ServerSSLOptions().setKeyCertOptions(fresh.keyCert()).setUseAlpn(false);
            for (var door : doors)
                door.take(options).onFailure(no -> LOG.error("ALARM: a door does not take the new certificate: restart this server", no));
            LOG.info("new connections get the certificate {}; the bus keeps the one that it began with", fresh);
        } catch (TlsException wrong) {
            LOG.error("ALARM: tls.{}; until then the certificate stays in use that is: {}", wrong.getMessage(),
                    identity.map(Identity::toString).orElse(""));
        }
    }

    /// Once a day.
    private void warn() {
        var now = now();
        var ends = expiresAt().orElse(Instant.MAX);
        if (now.isBefore(ends.minus(WARN_BEFORE)) || now.minus(WARN_EVERY).isBefore(warnedAt)) return;
        warnedAt = now;
        var certificate = files.map(PemFiles::certificate).orElseThrow();
        if (isBusBehind())
            LOG.warn("the bus began with a certificate that ends at {}, and tls.certificate {} has a newer one: restart the servers one after the"
                    + " other, so that the bus has it, too", ends, certificate);
        else if (now.isBefore(ends))
            LOG.warn("tls.certificate {} ends at {}, in {} days: have a new one made, put it in its place, and restart the servers one after"
                    + " the other for the bus", certificate, ends, Duration.between(now, ends).toDays());
        else LOG.error("ALARM: tls.certificate {} has expired at {}: nobody can connect any more until there is a new one", certificate, ends);
    }

    private boolean isBusBehind() {
        return end(onBus).isBefore(end(identity));
    }

    private static Instant end(Optional<Identity> of) {
        return of.map(Identity::expiresAt).orElse(Instant.MAX);
    }
}
