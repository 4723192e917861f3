package dev.plumbline.server.users;

import java.util.List;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/// Where users are kept: the same for all servers. Futures fail where it is away, and complete on the caller's context.
public interface UserStore {
    Future<List<User>> users();

    /// @return whether it was not there before, and is now
    Future<Boolean> add(User user);

    /// @return whether it is there
    Future<Boolean> change(UserChange change);

    /// A password that its user has chosen.
    ///
    /// @param before the hash of the one that it had
    /// @return whether it had that one, and is not disabled
    Future<Boolean> changePassword(String name, String before, String hash);

    /// The key that tokens are signed with: `fresh` where there is none yet.
    Future<Buffer> tokenKey(Buffer fresh);

    /// For the record; it cannot be changed afterwards.
    Future<Void> record(UserAct act);
}
