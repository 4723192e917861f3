package dev.plumbline.adapter.fix;

import java.nio.file.Path;
import java.util.Map;

import io.vertx.core.Vertx;

import dev.plumbline.adapter.AdapterFactory;
import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.core.BrokerSession;

/// Brokers that speak FIX: `type: fix`.
public final class FixAdapterFactory implements AdapterFactory {
    @Override
    public String type() {
        return "fix";
    }

    @Override
    public BrokerAdapter create(Vertx vertx, BrokerSession session, Map<String, String> settings, Path data) {
        return new FixAdapter(vertx, session, FixSessionSettings.of(settings), data, FixAdapterFactory::decode);
    }

    private static Decoded decode(BrokerSession session, byte[] raw) {
        return ReportDecoder.decode(session, FixMessage.of(raw));
    }
}
