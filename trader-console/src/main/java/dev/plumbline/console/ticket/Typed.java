package dev.plumbline.console.ticket;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Numbers as traders type them: `12,500`, `5k`, `1.5m`. Exact.
final class Typed {
    private static final Pattern QTY = Pattern.compile("(\\d{1,15}(?:\\.\\d{0,9})?|\\.\\d{1,9})([km]?)");
    private static final Pattern PRICE = Pattern.compile("-?(\\d{1,15}(?:\\.\\d{0,9})?|\\.\\d{1,9})");

    private Typed() {}

    /// [Qty#NONE] where it is no quantity.
    static Qty qty(String text) {
        var match = QTY.matcher(plain(text));
        if (!match.matches()) return Qty.NONE;
        int zeros = switch (match.group(2)) {
            case "k" -> 3;
            case "m" -> 6;
            default -> 0;
        };
        try {
            return Qty.of(new BigDecimal(match.group(1)).scaleByPowerOfTen(zeros).toPlainString());
        } catch (NumberFormatException tooLong) {
            return Qty.NONE;
        }
    }

    /// [Px#NONE] where it is no price.
    static Px price(String text) {
        var plain = plain(text);
        if (!PRICE.matcher(plain).matches()) return Px.NONE;
        try {
            return Px.of(new BigDecimal(plain).toPlainString());
        } catch (NumberFormatException tooLong) {
            return Px.NONE;
        }
    }

    private static String plain(String text) {
        return text.replace(",", "").replace("_", "").strip().toLowerCase(Locale.ROOT);
    }
}
