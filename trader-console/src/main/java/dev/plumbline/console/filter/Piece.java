package dev.plumbline.console.filter;

/// A word or a value as it was typed.
///
/// @param text without the quotes
/// @param at where it begins, quotes included
/// @param isQuoted taken as it is: no wildcards, no keywords
record Piece(String text, int at, int length, boolean isQuoted) {

    boolean hasWildcard() {
        return !isQuoted && (text.indexOf('*') >= 0 || text.indexOf('?') >= 0);
    }

    /// A part of this piece, which is not quoted.
    Piece part(int from, int to) {
        return new Piece(text.substring(from, to), at + from, to - from, false);
    }
}
