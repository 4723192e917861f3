package dev.plumbline.adapter;

import java.nio.file.Path;
import java.util.Map;

import io.vertx.core.Vertx;

import dev.plumbline.core.BrokerSession;

/// Makes the adapters of one kind from configuration. Found by [java.util.ServiceLoader].
public interface AdapterFactory {
    /// The word for it in the configuration, such as `fix`.
    String type();

    /// @param settings the broker's section of the configuration, as text
    /// @param data a folder of its own for what must survive a restart (sequence numbers, sent messages)
    /// @throws IllegalArgumentException where a setting is missing or wrong, naming the key and the mend
    BrokerAdapter create(Vertx vertx, BrokerSession session, Map<String, String> settings, Path data);
}
