package dev.plumbline.adapter.fix;

import java.nio.file.Path;
import java.util.Map;

import io.vertx.core.Vertx;

import dev.plumbline.adapter.AdapterFactory;
import dev.plumbline.adapter.BrokerAdapter;
import dev.plumbline.core.BrokerSession;

/// Brokers that speak FIX: `type: fix`.
public final class FixAdapterFactory implements AdapterFactory {
    @Override
    public String type() {
        return "fix";
    }

    @Override
    public BrokerAdapter create(Vertx vertx, BrokerSession session, Map<String, String> settings, Path data) {
        var read = FixSessionSettings.of(settings);
        var decoder = new ReportDecoder(read.dialect());
        return new FixAdapter(vertx, session, read, data, (from, raw) -> decoder.read(from, FixMessage.of(raw)));
    }
}
