package dev.plumbline.console.feed;

import java.nio.charset.StandardCharsets;

import dev.plumbline.wire.DeskMessage.Item.WaitingItem;

/// Raw messages as a person reads them: here, so that no panel needs to know what bytes the bus has.
public final class RawText {
    private static final char SOH = '\u0001';

    private RawText() {}

    /// The message in one line, with `|` between the fields of FIX and `·` for what cannot be printed.
    public static String of(WaitingItem item) {
        var text = new StringBuilder(item.raw().length());
        for (char each : new String(item.raw().getBytes(), StandardCharsets.ISO_8859_1).toCharArray())
            text.append(each == SOH ? '|' : Character.isISOControl(each) ? '·' : each);
        return text.toString();
    }
}
