package dev.plumbline.server.users;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A person or a program that has been let in by name.
///
/// @param name by which the journal knows it; never given to another one
/// @param hash of its password, see [Passwords]; empty for one that cannot log in with a password
/// @param disabled may not log in, and nothing that it asks for is done
/// @param firstWord the password was given by somebody else and has to be changed; until then nothing else is done for it
public record User(String name, Set<Role> roles, Reach accounts, Reach desks, String hash, boolean disabled, boolean firstWord) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,39}");

    public User {
        if (!isName(name))
            throw new IllegalArgumentException(
                    "user '" + name + "': a name has 1 to 40 letters, digits, and . _ @ - after the first");
        roles = Set.copyOf(roles);
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public boolean may(Right right) {
        for (var role : roles) if (role.allows(right)) return true;
        return false;
    }

    /// For a person, sorted: `auditor, risk`.
    public String roleLabels() {
        return roles.isEmpty() ? "none" : roles.stream().sorted().map(Role::label).collect(Collectors.joining(", "));
    }

    /// Without the hash of the password.
    @Override
    public String toString() {
        return "User[" + name + ", roles " + roleLabels() + ", accounts " + accounts.list() + ", desks " + desks.list()
                + (disabled ? ", disabled" : "") + "]";
    }
}
