package dev.plumbline.core;

/// Money of a currency.
public record Amount(Money money, Currency currency) {
    @Override
    public String toString() {
        return money + " " + currency;
    }
}
