package dev.plumbline.console.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.wire.DeskMessage.Wish;

/// A change of quantity and price that is made to several orders at once, as it is typed: `187.40` sets, `+0.05` and
/// `-2%` change, nothing leaves it. Exact; a percentage is rounded to the decimals that the order has, half even for a
/// price and down for a quantity.
///
/// Pure.
record Amendment(Part qty, Part price) {
    private static final Pattern TYPED = Pattern.compile("([+-]?)(\\d{1,12}(?:\\.\\d{1,9})?)([km%]?)");
    /// Commas only between thousands, as in the ticket: by `187,40` somebody means 187.40.
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?[km]?");
    private static final int PX_DECIMALS_MIN = 2;

    /// What becomes of one number.
    private sealed interface Part {
        record Keep() implements Part {}

        record Set(BigDecimal to) implements Part {}

        record Add(BigDecimal by) implements Part {}

        record Percent(BigDecimal by) implements Part {}
    }

    /// What was typed, read.
    sealed interface Typed {
        record Ready(Amendment amendment) implements Typed {}

        /// @param why names the field and the mend
        record Wrong(String why) implements Typed {}
    }

    /// What comes of it for one order.
    sealed interface Outcome {
        record Amended(Wish.Replace wish) implements Outcome {}

        record Objection(String why) implements Outcome {}
    }

    static Typed parse(String qty, String price) {
        var readQty = part(qty);
        if (readQty == null) return new Typed.Wrong("quantity wants 1,000, +500, -500 or -10%, not '" + qty.strip() + "'");
        var readPrice = part(price);
        if (readPrice == null) return new Typed.Wrong("price wants 187.40, +0.05, -0.05 or -2%, not '" + price.strip() + "'");
        if (readQty instanceof Part.Keep && readPrice instanceof Part.Keep)
            return new Typed.Wrong("type a quantity or a price");
        return new Typed.Ready(new Amendment(readQty, readPrice));
    }

    private static @Nullable Part part(String text) {
        var typed = text.replace("−", "-").strip().toLowerCase(Locale.ROOT);
        if (typed.indexOf(',') >= 0 && !GROUPED.matcher(typed).matches()) return null;
        var plain = typed.replace(",", "");
        if (plain.isEmpty()) return new Part.Keep();
        var match = TYPED.matcher(plain);
        if (!match.matches()) return null;
        var number = new BigDecimal(match.group(2));
        var signed = match.group(1).equals("-") ? number.negate() : number;
        return switch (match.group(3)) {
            case "%" -> match.group(1).isEmpty() ? null : new Part.Percent(signed);
            case "k" -> setOrAdd(match.group(1), signed.scaleByPowerOfTen(3));
            case "m" -> setOrAdd(match.group(1), signed.scaleByPowerOfTen(6));
            default -> setOrAdd(match.group(1), signed);
        };
    }

    private static Part setOrAdd(String sign, BigDecimal number) {
        return sign.isEmpty() ? new Part.Set(number) : new Part.Add(number);
    }

    Outcome of(Order order) {
        try {
            return checked(order);
        } catch (NumberFormatException tooLong) {
            return new Outcome.Objection("the number would be too long");
        }
    }

    private Outcome checked(Order order) {
        var qtyNow = BigDecimal.valueOf(order.orderQty().unscaled(), order.orderQty().scale());
        var newQty = applied(qty, qtyNow, 0, RoundingMode.DOWN);
        if (newQty.signum() <= 0) return new Outcome.Objection("the quantity would be " + plain(newQty));
        var executed = BigDecimal.valueOf(order.cumQty().unscaled(), order.cumQty().scale());
        if (newQty.compareTo(executed) < 0)
            return new Outcome.Objection("more is executed (" + order.cumQty() + ") than would be left (" + plain(newQty) + ")");
        if (!order.price().isStated())
            return price instanceof Part.Keep ? amended(order, newQty, Px.NONE) : new Outcome.Objection("it has no price");
        var pxNow = BigDecimal.valueOf(order.price().unscaled(), order.price().scale());
        var newPx = applied(price, pxNow, Math.max(PX_DECIMALS_MIN, order.price().scale()), RoundingMode.HALF_EVEN);
        if (newPx.signum() <= 0) return new Outcome.Objection("the price would be " + plain(newPx));
        return amended(order, newQty, Px.of(plain(newPx)));
    }

    private static Outcome amended(Order order, BigDecimal newQty, Px newPx) {
        var wish = new Wish.Replace(order.key(), Qty.of(plain(newQty)), newPx);
        return wish.orderQty().equals(order.orderQty()) && wish.price().compareTo(order.price()) == 0
                ? new Outcome.Objection("nothing would change")
                : new Outcome.Amended(wish);
    }

    private static BigDecimal applied(Part part, BigDecimal now, int decimals, RoundingMode rounding) {
        return switch (part) {
            case Part.Keep _ -> now;
            case Part.Set(var to) -> to;
            case Part.Add(var by) -> now.add(by);
            case Part.Percent(var by) ->
                now.add(now.multiply(by).movePointLeft(2)).setScale(Math.max(decimals, now.scale()), rounding);
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
