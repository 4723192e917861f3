package dev.plumbline.adapter.fix;

import java.nio.file.Path;
import java.util.Map;

import io.vertx.core.Vertx;

import dev.plumbline.adapter.AdapterFactory;
import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.wire.tls.KeyStores;
import dev.plumbline.wire.tls.TlsException;

/// Brokers that speak FIX: `type: fix`.
public final class FixAdapterFactory implements AdapterFactory {
    @Override
    public String type() {
        return "fix";
    }

    /// At the start, and not when the first line is opened.
    private static void refuseUnusable(FixSessionSettings.Tls tls) {
        try {
            KeyStores.check(tls.ca(), tls.own());
        } catch (TlsException wrong) {
            throw new IllegalArgumentException("FIX setting " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public BrokerAdapter create(Vertx vertx, BrokerSession session, Map<String, String> settings, Path data) {
        var read = FixSessionSettings.of(settings);
        read.tls().ifPresent(FixAdapterFactory::refuseUnusable);
        var decoder = new ReportDecoder(read.dialect());
        return new FixAdapter(vertx, session, read, data, (from, raw) -> decoder.read(from, FixMessage.of(raw)));
    }
}
