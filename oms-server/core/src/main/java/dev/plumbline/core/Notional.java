package dev.plumbline.core;

/// A running sum of quantity times price, exact like [Money] and without its garbage: a `long` as long as that holds
/// it, an amount without bound beyond.
///
/// @param unscaled of the sum where `large` is zero, otherwise 0
/// @param large the sum once it does not fit
record Notional(long unscaled, int scale, Money large) {
    static final Notional ZERO = new Notional(0, 0, Money.ZERO);

    static Notional of(Money money) {
        return new Notional(0, 0, money);
    }

    Notional plus(Qty qty, Px px) {
        int digits = qty.scale() + px.scale();
        long product = qty.unscaled() * px.unscaled();
        boolean isSmall = large == Money.ZERO
                && qty.isStated()
                && px.isStated()
                && digits <= Decimals.MAX_SCALE
                && Math.multiplyHigh(qty.unscaled(), px.unscaled()) == product >> 63;
        return isSmall ? plus(product, digits) : of(money().plus(qty.times(px)));
    }

    private Notional plus(long product, int digits) {
        int common = Math.max(scale, digits);
        if (Decimals.fits(product, common - digits) && Decimals.fits(unscaled, common - scale)) {
            long one = Decimals.rescaled(unscaled, scale, common);
            long other = Decimals.rescaled(product, digits, common);
            long sum = one + other;
            if (((one ^ sum) & (other ^ sum)) >= 0) return new Notional(sum, common, Money.ZERO);
        }
        return of(money().plus(Money.of(product, digits)));
    }

    Money money() {
        return large == Money.ZERO ? Money.of(unscaled, scale) : large;
    }
}
