package dev.plumbline.console.filter;

/// Ends the reading of a filter; becomes a [Filter.Wrong] and never leaves the package.
final class Mistake extends Exception {
    final int at;
    final int length;
    final String message;
    final String suggestion;

    Mistake(int at, int length, String message, String suggestion) {
        super(message, null, false, false);
        this.at = at;
        this.length = length;
        this.message = message;
        this.suggestion = suggestion;
    }

    Mistake(Piece piece, String message) {
        this(piece.at(), piece.length(), message, "");
    }

    <T> Filter.Wrong<T> asWrong() {
        return new Filter.Wrong<>(at, length, message, suggestion);
    }
}
