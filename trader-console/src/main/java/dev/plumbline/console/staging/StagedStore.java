package dev.plumbline.console.staging;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Keeps the staged orders over a restart. Nothing here blocks; completes on any thread, and always normally.
interface StagedStore extends AutoCloseable {
    /// To be called once, before anything is saved.
    CompletionStage<Loaded> load();

    /// Keeps these in place of all that were kept. Completes with what went wrong, empty where nothing did.
    CompletionStage<String> save(List<Staged> orders);

    @Override
    void close();

    /// What was kept.
    sealed interface Loaded {
        /// @param trouble what a person should know about it; empty for nothing
        record Orders(List<Staged> orders, String trouble) implements Loaded {
            public Orders {
                orders = List.copyOf(orders);
            }
        }

        /// They must not be touched from here.
        record Unavailable(String why) implements Loaded {}
    }
}
