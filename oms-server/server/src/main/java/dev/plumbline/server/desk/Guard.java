package dev.plumbline.server.desk;

import io.vertx.core.Future;

import dev.plumbline.server.users.Entitlements;
import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.LoggedIn;

/// Who asks, and what they may. Any thread; futures complete on the caller's context or at once.
public interface Guard {
    /// What whoever has this token may on this desk. Fails with the reason, for a person, where it is not good.
    Future<Entitlements> of(String token);

    /// Fails with the reason, for a person.
    Future<LoggedIn> logIn(LogIn asked);
}
