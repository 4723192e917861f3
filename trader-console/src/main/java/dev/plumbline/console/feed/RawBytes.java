package dev.plumbline.console.feed;

import dev.plumbline.wire.DeskMessage.Event;

/// The raw message of an event without the buffer of the bus, which only the feed knows.
public final class RawBytes {
    private RawBytes() {}

    /// A copy; empty for what was not received.
    public static byte[] of(Event event) {
        return event.raw().getBytes();
    }
}
