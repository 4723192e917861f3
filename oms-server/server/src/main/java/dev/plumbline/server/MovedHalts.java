package dev.plumbline.server;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import dev.plumbline.core.Account;
import dev.plumbline.core.Halt;
import dev.plumbline.server.config.ConfigException;
import dev.plumbline.server.orders.Restart;

/// Halts stay in the shards in which they were pulled. With another number of shards some of what they cover would be in
/// another one, and trade while desks read that it is halted.
final class MovedHalts {
    private MovedHalts() {}

    /// What has merely missed a shard through a failure does not stop a start: desks are told how many have it.
    ///
    /// @param restarts of all shards
    /// @param shardOf where an account's orders go now
    /// @param last the number of shards of the last run, where it is known
    /// @throws ConfigException that says what is halted, and what to do
    static void refuse(List<Restart> restarts, ToIntFunction<Account> shardOf, OptionalInt last) {
        int shards = restarts.size();
        var other = last.stream().filter(number -> number != shards).findFirst();
        restarts.stream()
                .flatMap(restart -> restart.book().halts().stream().filter(halt -> switch (halt.scope()) {
                    case Halt.Scope.OfAccount(var account) -> shardOf.applyAsInt(account) != restart.number();
                    case Halt.Scope.Everything _, Halt.Scope.OfSymbol _, Halt.Scope.OfSession _ ->
                        other.isPresent() && !isEverywhere(halt.scope(), restarts);
                }))
                .min(Comparator.comparingLong(Halt::since))
                .ifPresent(halt -> {
                    throw refusal(shards, other, halt);
                });
    }

    private static ConfigException refusal(int shards, OptionalInt other, Halt halt) {
        var was = other.isPresent() ? " and was " + other.getAsInt() : "";
        var back = other.isPresent() ? " to " + other.getAsInt() : "";
        return new ConfigException("shards: is " + shards + was + ", but what is halted would be in another shard, and trade: "
                + halt.words() + "; set it back" + back + ", and release all halts before you change it");
    }

    private static boolean isEverywhere(Halt.Scope scope, List<Restart> restarts) {
        return restarts.stream().allMatch(restart -> scopes(restart).anyMatch(scope::equals));
    }

    private static Stream<Halt.Scope> scopes(Restart restart) {
        return restart.book().halts().stream().map(Halt::scope);
    }
}
