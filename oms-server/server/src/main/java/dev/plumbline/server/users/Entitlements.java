package dev.plumbline.server.users;

import java.util.Optional;

import dev.plumbline.core.Account;
import dev.plumbline.core.Halt;
import dev.plumbline.core.Refusal;
import dev.plumbline.wire.DeskMessage.Denial;
import dev.plumbline.wire.DeskMessage.Wish;

/// What a user may on one desk: the one place in which that is decided, for console, bridge and FIX alike. Pure.
///
/// | may | trader | desk-head | risk | operations | auditor | service | administrator |
/// |---|---|---|---|---|---|---|---|
/// | see | ✓ | ✓ | ✓ | ✓ | ✓ | ✓ | |
/// | enter, replace | ✓ | ✓ | | | | ✓ | |
/// | cancel, status | ✓ | ✓ | ✓ | ✓ | | ✓ | |
/// | pull the kill switch | ✓ | ✓ | ✓ | ✓ | | | |
/// | release a halt | | ✓ | ✓ | | | | |
/// | administer users | | | | | | | ✓ |
///
/// Each on the user's accounts only. A halt of more than an account (all trading, a symbol, a broker session) is for who has
/// all accounts. Of an order that somebody may not see they are told what they are told of one that is not there.
public record Entitlements(User user, String desk) {
    /// Said of an order that is not there, and of one that is not for who asks.
    public static final String NO_ORDER = "no such order on this desk";

    public boolean maySee(Account account) {
        return denied(Right.SEE).isEmpty() && user.accounts().has(account.value());
    }

    /// What is to be seen at all, whatever the account.
    public boolean maySee() {
        return denied(Right.SEE).isEmpty();
    }

    /// @param account of the order that it is about
    /// @return why not; empty where it may
    public Optional<Denial> denial(Wish.OnOrder wish, Account account) {
        if (!(wish instanceof Wish.Enter) && !maySee(account)) return Optional.of(new Denial(Refusal.UNKNOWN_ORDER, NO_ORDER));
        return denied(right(wish)).or(() -> onAccount(account)).map(Entitlements::notPermitted);
    }

    /// @return why not; empty where it may
    public Optional<Denial> denial(Wish.OnHalt wish) {
        var right = switch (wish) {
            case Wish.Pull _ -> Right.HALT;
            case Wish.Release _ -> Right.RELEASE;
        };
        return denied(right).or(() -> onScope(wish.scope())).map(Entitlements::notPermitted);
    }

    /// @return why not, for a person; empty where it may
    public Optional<String> denied(Right right) {
        if (user.disabled()) return Optional.of(user.name() + " is disabled");
        if (user.firstWord()) return Optional.of(user.name() + " has to change the first password before anything else (oms user password)");
        if (!user.may(right))
            return Optional.of(user.name() + " may not " + right.words() + " (roles: " + user.roleLabels() + ")");
        return right == Right.USERS || user.desks().has(desk)
                ? Optional.empty()
                : Optional.of(user.name() + " has no part in desk " + desk);
    }

    private static Right right(Wish.OnOrder wish) {
        return switch (wish) {
            case Wish.Enter _ -> Right.ENTER;
            case Wish.Replace _ -> Right.REPLACE;
            case Wish.Cancel _ -> Right.CANCEL;
            case Wish.Status _ -> Right.STATUS;
        };
    }

    /// Whether or not there is such an account.
    private Optional<String> onAccount(Account account) {
        return user.accounts().has(account.value())
                ? Optional.empty()
                : Optional.of(user.name() + " may not act on account " + account);
    }

    private Optional<String> onScope(Halt.Scope scope) {
        return switch (scope) {
            case Halt.Scope.OfAccount(var account) -> onAccount(account);
            case Halt.Scope.Everything _, Halt.Scope.OfSymbol _, Halt.Scope.OfSession _ -> user.accounts().all()
                    ? Optional.empty()
                    : Optional.of(user.name() + " has not all accounts, and " + scope.words() + " is more than one");
        };
    }

    private static Denial notPermitted(String why) {
        return new Denial(Refusal.NOT_PERMITTED, why);
    }
}
