package dev.plumbline.console.notices;

/// A line that lies over the window for a while.
///
/// @param id of the burst that it tells
/// @param severe stays until a person takes it away
record Toast(long id, Sort sort, boolean severe, String text) {

    /// Glyph and word, so that colour is never the only sign.
    String label() {
        return switch (sort) {
            case FILL -> "● FILL";
            case REJECT, OWN_REJECT -> "✖ REJECT";
            case ALERT -> severe ? "✖ ALERT" : "⚠ WARN";
            case CONNECTION -> severe ? "✖ LOST" : "● BACK";
        };
    }
}
