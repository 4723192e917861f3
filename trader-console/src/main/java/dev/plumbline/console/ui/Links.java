package dev.plumbline.console.ui;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What the panels of each link colour look at. A panel of a colour tells the others what was chosen in it, and follows
/// what was chosen in them: the window groups of trading screens, the colour channels of FDC3.
///
/// For the FX thread.
public final class Links {

    /// The colours, with the word and the letter that say the same without colour.
    public enum Channel {
        BLUE("blue", "B"),
        ORANGE("orange", "O"),
        PURPLE("purple", "P"),
        /// On its own: neither tells nor follows.
        NONE("not linked", "–");

        private final String label;
        private final String letter;

        Channel(String label, String letter) {
            this.label = label;
            this.letter = letter;
        }

        public String label() {
            return label;
        }

        public String letter() {
            return letter;
        }

        /// The next one in the circle.
        public Channel next() {
            return values()[(ordinal() + 1) % values().length];
        }

        /// [#NONE] where there is no such name.
        public static Channel named(String name) {
            for (var channel : values()) if (channel.name().equals(name)) return channel;
            return NONE;
        }
    }

    private final Map<Channel, ObjectProperty<Context>> contexts = new EnumMap<>(Channel.class);

    public Links() {
        for (var channel : Channel.values()) contexts.put(channel, new SimpleObjectProperty<>(Context.NOTHING));
    }

    /// A panel's end of it, blue to begin with.
    public Link link() {
        return new Link(this, "");
    }

    /// Of a panel that can be linked to none.
    ///
    /// @param why for a person who wants to
    public Link unlinked(String why) {
        return new Link(this, why);
    }

    ObjectProperty<Context> of(Channel channel) {
        return contexts.getOrDefault(channel, new SimpleObjectProperty<>(Context.NOTHING));
    }
}
