package dev.plumbline.bench;

import java.util.List;

/// What a measurement found.
///
/// @param load what was done, in words
/// @param limits what bounds the figures, and what they do not say
public record Result(String name, String title, List<Figure> figures, String load, String limits) {

    /// One number.
    ///
    /// @param key its name in JSON; the README of this module explains each
    /// @param note how it came about, such as the spread of the rounds; may be empty
    public record Figure(String key, String label, double value, String unit, String note) {}
}
