package dev.plumbline.core;

/// A running sum of quantity times price, exact like [Money] and without its garbage.
sealed interface Notional {
    Notional ZERO = new Small(0, 0);

    static Notional of(Money money) {
        return money.signum() == 0 ? ZERO : new Large(money);
    }

    Notional plus(Qty qty, Px px);

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

        private Notional plus(long product, int digits) {
            int common = Math.max(scale, digits);
            if (Decimals.fits(product, common - digits) && Decimals.fits(unscaled, common - scale)) {
                long one = Decimals.rescaled(unscaled, scale, common);
                long other = Decimals.rescaled(product, digits, common);
                long sum = one + other;
                if (((one ^ sum) & (other ^ sum)) >= 0) return new Small(sum, common);
            }
            return of(money().plus(Money.of(product, digits)));
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
    }
}
