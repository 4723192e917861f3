package dev.plumbline.server.desk;

import io.vertx.core.Future;

import dev.plumbline.server.users.Entitlements;
import dev.plumbline.server.users.User;
import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.LoggedIn;

/// Who asks, and what they may. Any thread; futures complete on the caller's context or at once.
public interface Guard {
    /// What whoever has this token may on this desk. Fails with the reason, for a person, where it is not good.
    Future<Entitlements> of(String token);

    /// Fails with the reason, for a person.
    Future<LoggedIn> logIn(LogIn asked);

    /// The address at which a user of this desk is told: another one for each password, and the same on all servers.
    String feedOf(User user);

    /// The servers themselves, which see all.
    Servers servers();

    /// How servers are known on the desk's bus.
    ///
    /// @param feed where they are told
    /// @param token which only they have
    record Servers(String feed, String token) {
        /// Without the token.
        @Override
        public String toString() {
            return "Servers[" + feed + "]";
        }
    }
}
