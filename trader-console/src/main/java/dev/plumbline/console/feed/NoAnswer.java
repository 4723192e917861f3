package dev.plumbline.console.feed;

import java.util.concurrent.CompletionException;

/// A question was not answered. The message says why, for a person; asking again is harmless.
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoAnswer(String why) {
        super(why);
    }

    /// Why a stage of [ConsoleFeed#question] failed, for a person, whatever wraps it.
    public static String why(Throwable trouble) {
        var cause = trouble instanceof CompletionException ? trouble.getCause() : trouble;
        return cause == null || cause.getMessage() == null ? trouble.toString() : cause.getMessage();
    }
}
