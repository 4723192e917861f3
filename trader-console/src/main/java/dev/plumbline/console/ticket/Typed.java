package dev.plumbline.console.ticket;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Numbers as traders type them: `12,500`, `5k`, `1.5m`. Exact.
final class Typed {
    private static final Pattern QTY = Pattern.compile("(\\d{1,15}(?:\\.\\d{0,9})?|\\.\\d{1,9})([km]?)");
    private static final Pattern PRICE = Pattern.compile("-?(\\d{1,15}(?:\\.\\d{0,9})?|\\.\\d{1,9})");

    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d*)?[km]?");
    private static final String MEANS_NOTHING = "?";

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

    /// As it is read, once the cursor has left it: `5k` becomes `5,000`. What is no quantity stays as it was typed.
    static String tidyQty(String text) {
        var qty = qty(text);
        return qty.isStated() ? Show.qty(qty) : text;
    }

    /// With two decimals at least and none lost: `187.4` becomes `187.40`. What is no price stays as it was typed.
    static String tidyPrice(String text) {
        var price = price(text);
        if (!price.isStated()) return text;
        var exact = BigDecimal.valueOf(price.unscaled(), price.scale());
        return exact.setScale(Math.max(2, price.scale())).toPlainString();
    }

    /// Commas only between thousands: `187,42` is no price, for somebody means 187.42 by it.
    private static String plain(String text) {
        var typed = text.replace("_", "").strip().toLowerCase(Locale.ROOT);
        if (typed.indexOf(',') < 0) return typed;
        return GROUPED.matcher(typed).matches() ? typed.replace(",", "") : MEANS_NOTHING;
    }
}
