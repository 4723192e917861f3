package dev.plumbline.console.ui;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/// A rule of how rows of a table look, as a person typed it and a workspace keeps it: texts, of which the table makes what it can.
///
/// @param when in the language of filters
/// @param column id of the column whose cells it is for, empty for the whole row
/// @param look name of how they look
public record FormatRule(String when, String column, String look) {

    /// Of whatever stands in its place in a file: a rule that is broken must not take the rest of the file with it.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static FormatRule of(@Nullable Object kept) {
        if (!(kept instanceof Map<?, ?> parts)) return new FormatRule(text(kept), "", "");
        return new FormatRule(text(parts.get("when")), text(parts.get("column")), text(parts.get("look")));
    }

    private static String text(@Nullable Object part) {
        return part == null ? "" : part.toString();
    }
}
