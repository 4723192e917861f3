package dev.plumbline.core;

/// Currency(15), as the broker writes it: ISO 4217, or a venue's own code (USDT). GBX is not GBP: it needs a rate of its
/// own.
public record Currency(String value) implements Comparable<Currency> {
    /// The message does not say.
    public static final Currency NONE = new Currency("");

    public boolean isNone() {
        return value.isEmpty();
    }

    public Currency or(Currency other) {
        return isNone() ? other : this;
    }

    @Override
    public int compareTo(Currency other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
