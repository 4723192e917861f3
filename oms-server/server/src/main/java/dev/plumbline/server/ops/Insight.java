package dev.plumbline.server.ops;

import java.util.List;

import io.vertx.core.Future;

import dev.plumbline.server.store.StoredInput;

/// What the management port shows besides health. Any thread may ask; futures may complete on any.
public interface Insight {
    /// In the text form of Prometheus.
    Future<String> metrics();

    /// Why this server neither acts nor could take over now; empty where it does, or could. Returns at once.
    String notStandingBecause();

    /// What each server of the cluster says of itself, the one that is asked first.
    Future<List<ClusterPicture>> cluster();

    /// A page of the inputs that did not count at once. Fails where the store is not there.
    Future<List<StoredInput>> inputs(StoredInput.Kind kind, StoredInput.After after, int limit);
}
