package dev.plumbline.console.feed;

import dev.plumbline.wire.DeskMessage;

/// What became of a wish.
public sealed interface Reply {
    /// The desk has answered: accepted or refused.
    record Answered(DeskMessage.Answer answer) implements Reply {}

    /// It was sent and nothing came back: whether it was done is not known. Not a failure; asking again with the same
    /// request id is harmless.
    record Unknown(String why) implements Reply {}

    /// It has not left the console.
    record NotSent(String why) implements Reply {}
}
