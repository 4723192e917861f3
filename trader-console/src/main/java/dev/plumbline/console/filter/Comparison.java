package dev.plumbline.console.filter;

/// How a value of a row must stand to the one that was typed.
enum Comparison {
    IS(":"),
    IS_NOT("!="),
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String typed;

    Comparison(String typed) {
        this.typed = typed;
    }

    String typed() {
        return typed;
    }

    /// Whether it asks for the order of two values and not for their being equal.
    boolean isOfOrder() {
        return this != IS && this != IS_NOT;
    }

    /// @param compared negative, zero or positive as of a comparator: the row's value, then the typed one
    boolean holds(int compared) {
        return switch (this) {
            case IS -> compared == 0;
            case IS_NOT -> compared != 0;
            case BELOW -> compared < 0;
            case AT_MOST -> compared <= 0;
            case ABOVE -> compared > 0;
            case AT_LEAST -> compared >= 0;
        };
    }
}
