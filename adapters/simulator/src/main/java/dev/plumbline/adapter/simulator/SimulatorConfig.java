package dev.plumbline.adapter.simulator;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import dev.plumbline.core.Account;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;

/// One simulated broker with one FIX session.
///
/// @param name what it is called in logs and in its ledger
/// @param beginString `FIX.4.2`, `FIX.4.4`, or `FIX.5.0SP2` (which speaks FIXT.1.1 on the wire)
/// @param port to listen on; 0 is any that is free, see [Simulator#port()]
/// @param senderCompID the broker's own CompID
/// @param targetCompID the CompID of the client: another one is refused its logon
/// @param accounts for which it takes orders
/// @param referencePx what it trades, each with the price around which the other participants wander. Its decimals, at
///     least two, are the tick
/// @param seed of everything that happens by chance
/// @param data a folder for sequence numbers and sent messages; used where `store` is [Store#FILES]
/// @param flowPerSecond what the other participants do: orders and cancels per second over all symbols, 0 for a market
///     in which only the client trades
public record SimulatorConfig(
        String name,
        String beginString,
        String host,
        int port,
        String senderCompID,
        String targetCompID,
        Set<Account> accounts,
        Map<Symbol, Px> referencePx,
        long seed,
        Path data,
        Store store,
        int flowPerSecond,
        Habits habits,
        Chaos chaos) {

    /// Where the session keeps its sequence numbers and what it has sent.
    public enum Store {
        /// The last 100,000 messages, gone when the broker stops: the client must log on with ResetSeqNumFlag then.
        MEMORY,
        /// In [SimulatorConfig#data()]: a restart goes on where it was.
        FILES
    }

    public SimulatorConfig {
        FixVersion.of(beginString);
        accounts = Set.copyOf(accounts);
        referencePx = Map.copyOf(referencePx);
        if (port < 0 || port > 65_535)
            throw wrong(name, "port " + port + " does not exist: give 1 to 65535, or 0 for any that is free");
        if (senderCompID.isBlank() || targetCompID.isBlank())
            throw wrong(name, "senderCompID and targetCompID must not be empty");
        if (accounts.isEmpty()) throw wrong(name, "it has no accounts: name at least one");
        if (referencePx.isEmpty()) throw wrong(name, "it has no symbols: name at least one with its reference price");
        referencePx.forEach((symbol, px) -> {
            if (!px.isPositive()) throw wrong(name, "the reference price of " + symbol + " must be above 0");
        });
        if (flowPerSecond < 0 || flowPerSecond > 1_000_000)
            throw wrong(name, "flowPerSecond is " + flowPerSecond + ": give 0 to 1000000");
    }

    /// An ordinary broker on any free port of the loopback, with the name as CompID and `PLUMBLINE` as its client.
    public static SimulatorConfig of(
            String name, String beginString, Set<Account> accounts, Map<Symbol, Px> referencePx) {
        return new SimulatorConfig(
                name, beginString, "127.0.0.1", 0, name, "PLUMBLINE", accounts, referencePx, 1, Path.of("."),
                Store.MEMORY, 1_000, Habits.ORDINARY, Chaos.NONE);
    }

    public SimulatorConfig listeningOn(String newHost, int newPort) {
        return new SimulatorConfig(
                name, beginString, newHost, newPort, senderCompID, targetCompID, accounts, referencePx, seed, data,
                store, flowPerSecond, habits, chaos);
    }

    public SimulatorConfig between(String newSenderCompID, String newTargetCompID) {
        return new SimulatorConfig(
                name, beginString, host, port, newSenderCompID, newTargetCompID, accounts, referencePx, seed, data,
                store, flowPerSecond, habits, chaos);
    }

    public SimulatorConfig withSeed(long newSeed) {
        return new SimulatorConfig(
                name, beginString, host, port, senderCompID, targetCompID, accounts, referencePx, newSeed, data,
                store, flowPerSecond, habits, chaos);
    }

    public SimulatorConfig keptIn(Path newData) {
        return new SimulatorConfig(
                name, beginString, host, port, senderCompID, targetCompID, accounts, referencePx, seed, newData,
                Store.FILES, flowPerSecond, habits, chaos);
    }

    public SimulatorConfig withFlowPerSecond(int newFlowPerSecond) {
        return new SimulatorConfig(
                name, beginString, host, port, senderCompID, targetCompID, accounts, referencePx, seed, data, store,
                newFlowPerSecond, habits, chaos);
    }

    public SimulatorConfig withHabits(Habits newHabits) {
        return new SimulatorConfig(
                name, beginString, host, port, senderCompID, targetCompID, accounts, referencePx, seed, data, store,
                flowPerSecond, newHabits, chaos);
    }

    public SimulatorConfig withChaos(Chaos newChaos) {
        return new SimulatorConfig(
                name, beginString, host, port, senderCompID, targetCompID, accounts, referencePx, seed, data, store,
                flowPerSecond, habits, newChaos);
    }

    private static IllegalArgumentException wrong(String name, String what) {
        return new IllegalArgumentException("simulated broker '" + name + "': " + what);
    }
}
