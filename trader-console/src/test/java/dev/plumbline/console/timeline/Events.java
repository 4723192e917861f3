package dev.plumbline.console.timeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.wire.DeskMessage.Difference;
import dev.plumbline.wire.DeskMessage.Event;

/// Events for tests, in one line each.
public final class Events {
    /// 2026-11-22T14:31:07.412Z
    public static final long AT = 1_795_357_867_412_000_000L;

    private Events() {}

    /// @param micros after [#AT]
    /// @param did `cumQty 0 200, leavesQty 1000 800`; `-` for nothing
    public static Event ours(long seq, long micros, String kind, String clOrdID, String did) {
        return event(seq, micros, kind, "akira", clOrdID, "APPLIED", "", "", "", did);
    }

    public static Event told(long seq, long micros, String kind, String clOrdID, String raw, String did) {
        return event(seq, micros, kind, "", clOrdID, "APPLIED", "", "", raw, did);
    }

    /// Sent by a person who says when.
    ///
    /// @param askedAt in microseconds after [#AT]
    static Event asked(long seq, long micros, long askedAt) {
        return stamped(seq, micros, "akira", "", 0, AT + askedAt * 1_000);
    }

    /// A report that says when.
    ///
    /// @param at in microseconds after [#AT]
    static Event said(long seq, long micros, long at) {
        return stamped(seq, micros, "", "8=FIX.4.4", AT + at * 1_000, 0);
    }

    private static Event stamped(long seq, long micros, String user, String raw, long at, long askedAt) {
        return new Event(
                3, seq, AT + micros * 1_000, at, "New", user, "NYLON", "C1", "APPLIED", "", "", Buffer.buffer(raw), "New", List.of(), askedAt);
    }

    /// @param raw with `|` for the delimiter
    public static Event event(
            long seq, long micros, String kind, String user, String clOrdID, String outcome, String reason, String became,
            String raw, String did) {
        return new Event(
                3, seq, AT + micros * 1_000, 0, kind, user, "NYLON", clOrdID, outcome, reason, became,
                Buffer.buffer(raw.replace('|', '\1').getBytes(StandardCharsets.ISO_8859_1)), kind, differences(did), 0);
    }

    private static List<Difference> differences(String did) {
        return Arrays.stream(did.split(", *")).filter(text -> !text.isBlank()).map(Events::difference).toList();
    }

    private static Difference difference(String text) {
        var parts = text.strip().split(" ");
        return new Difference(parts[0], parts[1].equals("-") ? "" : parts[1], parts[2].equals("-") ? "" : parts[2]);
    }
}
