package dev.plumbline.core;

import java.util.function.Supplier;

/// What a [Rule] found. The words of a pass are made only where somebody reads them: at the door nobody does.
sealed interface Finding {
    /// The rule has nothing to say: it is about something else, or what it would judge is wrong already.
    Finding SILENT = new Silent();

    record Pass(Supplier<String> words) implements Finding {}

    record Warn(String words) implements Finding {}

    record Block(Refusal why, String words) implements Finding {}

    record Silent() implements Finding {}

    static Finding pass(Supplier<String> words) {
        return new Pass(words);
    }

    static Finding warn(String words) {
        return new Warn(words);
    }

    static Finding block(Refusal why, String words) {
        return new Block(why, words);
    }
}
