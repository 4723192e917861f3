package dev.plumbline.core;

import java.math.BigDecimal;
import java.math.MathContext;

/// A running sum of quantity times price, exact like [Money] and without its garbage. Only [#share] rounds.
sealed interface Notional {
    Notional ZERO = new Small(0, 0);

    static Notional of(Money money) {
        if (money.signum() == 0) return ZERO;
        var amount = money.amount();
        return amount.scale() <= Decimals.MAX_SCALE && amount.unscaledValue().bitLength() < Long.SIZE
                ? new Small(amount.unscaledValue().longValue(), amount.scale())
                : new Large(money);
    }

    static Notional of(Qty qty, Px px) {
        return ZERO.plus(qty, px);
    }

    Notional plus(Qty qty, Px px);

    Notional plus(Notional other);

    Notional negated();

    /// This times `part / whole`, to 34 digits where that does not come out even. Both are of one scale.
    Notional share(long part, long whole);

    Money money();

    /// As long as a `long` holds the sum.
    record Small(long unscaled, int scale) implements Notional {
        @Override
        public Notional plus(Qty qty, Px px) {
            int digits = qty.scale() + px.scale();
            long product = qty.unscaled() * px.unscaled();
            boolean fits = qty.isStated()
                    && px.isStated()
                    && digits <= Decimals.MAX_SCALE
                    && Math.multiplyHigh(qty.unscaled(), px.unscaled()) == product >> 63;
            return fits ? plus(product, digits) : of(money().plus(qty.times(px)));
        }

        @Override
        public Notional plus(Notional other) {
            if (other instanceof Small(long amount, int digits)) return plus(amount, digits);
            return unscaled == 0 ? other : of(money().plus(other.money()));
        }

        private Notional plus(long amount, int digits) {
            int common = Math.max(scale, digits);
            if (Decimals.fits(amount, common - digits) && Decimals.fits(unscaled, common - scale)) {
                long one = Decimals.rescaled(unscaled, scale, common);
                long other = Decimals.rescaled(amount, digits, common);
                long sum = one + other;
                if (((one ^ sum) & (other ^ sum)) >= 0) return new Small(sum, common);
            }
            return of(money().plus(Money.of(amount, digits)));
        }

        @Override
        public Notional negated() {
            return unscaled == Long.MIN_VALUE ? of(money().negated()) : new Small(-unscaled, scale);
        }

        @Override
        public Notional share(long part, long whole) {
            if (part == whole) return this;
            long product = unscaled * part;
            boolean isEven = Math.multiplyHigh(unscaled, part) == product >> 63 && product % whole == 0;
            return isEven ? new Small(product / whole, scale) : shareOf(money(), part, whole);
        }

        @Override
        public Money money() {
            return Money.of(unscaled, scale);
        }
    }

    record Large(Money money) implements Notional {
        @Override
        public Notional plus(Qty qty, Px px) {
            return of(money.plus(qty.times(px)));
        }

        @Override
        public Notional plus(Notional other) {
            return of(money.plus(other.money()));
        }

        @Override
        public Notional negated() {
            return new Large(money.negated());
        }

        @Override
        public Notional share(long part, long whole) {
            return part == whole ? this : shareOf(money, part, whole);
        }
    }

    private static Notional shareOf(Money money, long part, long whole) {
        return of(new Money(money.amount()
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128)));
    }
}
