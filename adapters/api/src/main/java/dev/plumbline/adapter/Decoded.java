package dev.plumbline.adapter;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Report;

/// What decoding made of a message.
public sealed interface Decoded {
    record Read(Report report) implements Decoded {}

    /// It cannot be read or cannot be true (design rule 9): quarantined with its bytes.
    /// @param clOrdID the order it seems to be about, or NONE
    record Unreadable(ClOrdID clOrdID, String reason) implements Decoded {}
}
