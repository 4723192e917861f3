package dev.plumbline.console.format;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;

/// How a row or a cell may look by a person's rules. Each is there in every theme, and each has a sign besides its colour; the
/// style sheet says the rest.
enum Look {
    /// As it is without a rule.
    PLAIN("plain"),
    AMBER("amber, bold"),
    PURPLE("purple, underlined"),
    FRAMED("framed"),
    SMALL("pale, small");

    /// Those that a rule may ask for.
    static final List<Look> OFFERED = List.of(AMBER, PURPLE, FRAMED, SMALL);

    private final String label;
    private final PseudoClass state;

    Look(String label) {
        this.label = label;
        state = PseudoClass.getPseudoClass("look-" + name().toLowerCase(Locale.ROOT));
    }

    String label() {
        return label;
    }

    PseudoClass state() {
        return state;
    }

    static Optional<Look> named(String name) {
        return OFFERED.stream().filter(look -> look.name().equals(name)).findFirst();
    }

    /// For a message.
    static String names() {
        return String.join(", ", OFFERED.stream().map(Look::name).toList());
    }
}
