package dev.plumbline.server.users;

import java.util.Optional;
import java.util.Set;

/// What is to be another about a user; what is empty stays as it is, whoever changes it meanwhile.
///
/// @param password its hash, as a first one
public record UserChange(
        String name, Optional<Set<Role>> roles, Optional<Reach> accounts, Optional<Reach> desks, Optional<Boolean> disabled,
        Optional<String> password) {

    /// The user as it is then.
    public User of(User before) {
        return new User(
                name, roles.orElse(before.roles()), accounts.orElse(before.accounts()), desks.orElse(before.desks()),
                password.orElse(before.hash()), disabled.orElse(before.disabled()), password.isPresent() || before.firstWord());
    }
}
