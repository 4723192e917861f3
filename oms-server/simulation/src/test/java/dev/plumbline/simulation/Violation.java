package dev.plumbline.simulation;

/// The product has broken a promise. An error, as no part of the product may take it for one of its own failures.
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }
}
