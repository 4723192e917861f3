package dev.plumbline.server.bus;

import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/// For what lives on one context and is asked from others. Any thread.
public final class OnContext {
    private OnContext() {}

    /// Completes as `work`, which is begun on `context`; handlers are called there, too.
    public static <T> Future<T> run(Context context, Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        context.runOnContext(_ -> work.get().onComplete(done));
        return done.future();
    }
}
