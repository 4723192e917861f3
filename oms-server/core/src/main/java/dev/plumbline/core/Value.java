package dev.plumbline.core;

/// A figure that needs a price or a rate from outside, or what is missing for it.
public sealed interface Value {
    record Known(Amount amount) implements Value {
        @Override
        public String toString() {
            return amount.toString();
        }
    }

    /// Nobody has told what the symbol is worth.
    record NoMark(Symbol symbol, Currency currency) implements Value {
        @Override
        public String toString() {
            return "no mark of " + symbol + (currency.isNone() ? "" : " in " + currency);
        }
    }

    /// No rate leads from the one currency to the other.
    record NoRate(Currency from, Currency to) implements Value {
        @Override
        public String toString() {
            return "no rate from " + (from.isNone() ? "no currency" : from) + " to " + to;
        }
    }
}
