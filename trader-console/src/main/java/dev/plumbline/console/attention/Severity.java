package dev.plumbline.console.attention;

/// How much an entry matters, the worst first. Glyph and word tell them apart where the colour cannot.
public enum Severity {
    /// Positions may be other than they look.
    URGENT("✖", "URGENT"),
    /// Something does not move.
    TROUBLE("⚠", "TROUBLE"),
    /// Somebody should know.
    LOOK("○", "LOOK");

    private final String glyph;
    private final String word;

    Severity(String glyph, String word) {
        this.glyph = glyph;
        this.word = word;
    }

    public String glyph() {
        return glyph;
    }

    public String word() {
        return word;
    }
}
