package dev.plumbline.core;

/// A stop of trading by a person: while it is in force nothing new goes to a broker, and no replace that raises risk.
/// Cancels pass, and what works at a broker goes on working. Not for what the server finds out itself: see [Door].
///
/// @param scope what it stops
/// @param by who pulled it
/// @param reason in that person's words
/// @param since nanoseconds since the epoch, UTC
public record Halt(Scope scope, String by, String reason, long since) {
    public static final Scope EVERYTHING = new Scope.Everything();

    /// Letters of a reason that are kept.
    public static final int REASON_MAX = 200;

    public Halt {
        reason = bounded(reason);
    }

    static String bounded(String reason) {
        var words = reason.strip();
        if (words.length() <= REASON_MAX) return words;
        return words.substring(0, Character.isHighSurrogate(words.charAt(REASON_MAX - 1)) ? REASON_MAX - 1 : REASON_MAX);
    }

    /// What a halt stops.
    public sealed interface Scope {
        /// All orders.
        record Everything() implements Scope {}

        record OfAccount(Account account) implements Scope {}

        record OfSymbol(Symbol symbol) implements Scope {}

        /// What goes to one broker.
        record OfSession(BrokerSession session) implements Scope {}

        default boolean covers(Account account, Symbol symbol, BrokerSession session) {
            return switch (this) {
                case Everything() -> true;
                case OfAccount(var halted) -> halted.equals(account);
                case OfSymbol(var halted) -> halted.equals(symbol);
                case OfSession(var halted) -> halted.equals(session);
            };
        }

        /// For a person: `all trading`, `account ACC1`, `symbol IBM`, `broker session ALPHA`.
        default String words() {
            return switch (this) {
                case Everything() -> "all trading";
                case OfAccount(var account) -> "account " + account;
                case OfSymbol(var symbol) -> "symbol " + symbol;
                case OfSession(var session) -> "broker session " + session;
            };
        }
    }

    /// For a person: `all trading is halted by maria since 2026-11-29 14:31:07 UTC: prices are wrong`.
    public String words() {
        return scope.words() + " is halted by " + (by.isBlank() ? "somebody without a name" : by) + " since "
                + Moment.utc(since) + ": "
                + (reason.isEmpty() ? "no reason was given" : reason);
    }
}
