package dev.plumbline.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The halts in force, the oldest first, and what they forbid. One thread.
final class Halts {
    private final Map<Halt.Scope, Halt> inForce = new LinkedHashMap<>();

    List<Halt> list() {
        return List.copyOf(inForce.values());
    }

    void restore(Collection<Halt> halts) {
        for (var halt : halts) inForce.put(halt.scope(), halt);
    }

    /// Whether a person may do that now. A pull is refused only for what there is not: a halt of a misspelt symbol
    /// would be a false comfort.
    Decision decide(KillSwitch act, Rules rules) {
        return switch (act) {
            case KillSwitch.Pull pull -> decide(pull.scope(), rules);
            case KillSwitch.Release release -> decide(release, rules.releaseBy());
        };
    }

    private static Decision decide(Halt.Scope scope, Rules rules) {
        return switch (scope) {
            case Halt.Scope.Everything() -> new Decision.Accepted();
            case Halt.Scope.OfAccount(var account) ->
                known(Refusal.UNKNOWN_ACCOUNT, "account", account, rules.accounts());
            case Halt.Scope.OfSymbol(var symbol) ->
                known(Refusal.UNKNOWN_SYMBOL, "symbol", symbol, rules.referencePx().keySet());
            case Halt.Scope.OfSession(var session) ->
                known(Refusal.UNKNOWN_SESSION, "broker session", session, rules.sessions());
        };
    }

    private static Decision known(Refusal why, String what, Object name, Collection<?> known) {
        return known.contains(name)
                ? new Decision.Accepted()
                : new Decision.Refused(why, Proposal.no(what, name, known));
    }

    private Decision decide(KillSwitch.Release release, ReleaseBy by) {
        var halt = inForce.get(release.scope());
        if (halt == null) return new Decision.Refused(Refusal.NOT_HALTED, notHalted(release.scope()));
        if (!release.means(halt)) return new Decision.Refused(Refusal.HALTED_ANEW, haltedAnew(halt));
        if (by == ReleaseBy.ANYONE) return new Decision.Accepted();
        if (release.by().isBlank())
            return new Decision.Refused(Refusal.SECOND_PERSON, "a release needs a name: say who you are");
        return isSamePerson(halt.by(), release.by())
                ? new Decision.Refused(Refusal.SECOND_PERSON, "pulled by " + halt.by()
                        + ": a second person has to release it, from a console under another name")
                : new Decision.Accepted();
    }

    private static boolean isSamePerson(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }

    private static String notHalted(Halt.Scope scope) {
        return scope.words() + " is not halted: there is nothing to release";
    }

    private static String haltedAnew(Halt halt) {
        return "it was halted again since, which is another halt: " + halt.words();
    }

    /// A fact, now or in a log.
    Result switched(KillSwitch act) {
        return switch (act) {
            case KillSwitch.Pull pull -> {
                var first = inForce.putIfAbsent(pull.scope(), pull.halt());
                yield first == null
                        ? Result.of(Outcome.APPLIED, "")
                        : Result.of(Outcome.DUPLICATE, "already so: " + first.words());
            }
            case KillSwitch.Release release -> released(release);
        };
    }

    private Result released(KillSwitch.Release release) {
        var halt = inForce.get(release.scope());
        if (halt == null) return Result.of(Outcome.DUPLICATE, notHalted(release.scope()));
        if (!release.means(halt)) return Result.of(Outcome.DUPLICATE, haltedAnew(halt));
        inForce.remove(release.scope());
        return Result.of(Outcome.APPLIED, "");
    }

    /// The oldest that forbids the new order.
    Optional<Halt> against(Command.Enter enter) {
        return covering(enter.account(), enter.symbol(), enter.session());
    }

    /// The oldest that forbids what the replace would make of `order`.
    Optional<Halt> against(Command.Replace replace, Order order) {
        return raised(replace, order).isEmpty() ? Optional.empty() : covering(order);
    }

    /// What to say of it: that it may go is worth a word only while something is halted.
    Finding on(Command.Enter enter) {
        return against(enter).map(halt -> Finding.block(Refusal.HALTED, halt.words())).orElse(Finding.SILENT);
    }

    Finding on(Command.Replace replace, Order order) {
        return covering(order)
                .map(halt -> {
                    var raised = raised(replace, order);
                    return raised.isEmpty()
                            ? Finding.pass(() -> halt.scope().words() + " is halted; this raises no risk")
                            : Finding.block(Refusal.HALTED, halt.words() + "; " + raised);
                })
                .orElse(Finding.SILENT);
    }

    private Optional<Halt> covering(Order order) {
        return covering(order.account(), order.symbol(), order.session());
    }

    private Optional<Halt> covering(Account account, Symbol symbol, BrokerSession session) {
        for (var halt : inForce.values())
            if (halt.scope().covers(account, symbol, session)) return Optional.of(halt);
        return Optional.empty();
    }

    /// How the replace raises the risk of `order` over what is in force at the broker, for a person: a larger OrderQty, or a
    /// price that is worse for us. Empty where it does not. What is in flight does not count: nobody knows whether the broker will take it.
    private static String raised(Command.Replace replace, Order order) {
        if (replace.orderQty().isMoreThan(order.orderQty()))
            return "OrderQty would rise from " + Grouped.of(order.orderQty()) + " to " + Grouped.of(replace.orderQty());
        var now = order.price();
        var then = replace.price().or(now);
        if (then.equals(now) || isBetterLimit(order, now, then)) return "";
        return "the price would go from " + (now.isStated() ? Grouped.of(now) : "none") + " to " + Grouped.of(then);
    }

    /// A limit that gives less away. Of a stop neither direction is harmless: nearer it is hit sooner, further it is
    /// filled worse.
    private static boolean isBetterLimit(Order order, Px now, Px then) {
        if (order.ordType() != OrdType.LIMIT || !now.isStated() || order.side() == Side.NONE) return false;
        return order.side().isBuy() ? then.isLessThan(now) : then.isMoreThan(now);
    }
}
