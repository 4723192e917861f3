package dev.plumbline.server.users;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What somebody is, and so may do, on the accounts that are theirs. Who has several may what any of them allows.
public enum Role {
    TRADER(Right.SEE, Right.ENTER, Right.REPLACE, Right.CANCEL, Right.STATUS, Right.HALT),
    DESK_HEAD(Right.SEE, Right.ENTER, Right.REPLACE, Right.CANCEL, Right.STATUS, Right.HALT, Right.RELEASE),
    /// Takes risk down and adds none.
    RISK(Right.SEE, Right.CANCEL, Right.STATUS, Right.HALT, Right.RELEASE),
    OPERATIONS(Right.SEE, Right.CANCEL, Right.STATUS, Right.HALT),
    AUDITOR(Right.SEE),
    /// Has no part in trading: who may make users could else make itself a trader unseen by any.
    ADMINISTRATOR(Right.USERS),
    /// A program.
    SERVICE(Right.SEE, Right.ENTER, Right.REPLACE, Right.CANCEL, Right.STATUS);

    private final Set<Right> rights;

    Role(Right first, Right... more) {
        this.rights = EnumSet.of(first, more);
    }

    public boolean allows(Right right) {
        return rights.contains(right);
    }

    /// As it is written: `desk-head`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> of(String label) {
        return Stream.of(values()).filter(role -> role.label().equals(label)).findFirst();
    }

    /// All of them, for a complaint: `trader, desk-head, ...`.
    public static String labels() {
        return Stream.of(values()).map(Role::label).collect(Collectors.joining(", "));
    }
}
