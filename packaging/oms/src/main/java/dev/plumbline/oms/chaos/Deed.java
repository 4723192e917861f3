package dev.plumbline.oms.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

import dev.plumbline.server.config.ConfigException;

/// What is done to a server, its Postgres, or the lines between them.
enum Deed {
    KILL(70, Needs.NOTHING, "kill -9 of the server"),
    TERMINATE(5, Needs.NOTHING, "the server is told to stop"),
    FREEZE(7, Needs.NOTHING, "the server is frozen"),
    /// Long enough for the others to go on without it, and for its broker to give up its connection.
    PAUSE(1, Needs.MEMBERS, "the server is frozen for a minute"),
    KILL_POSTGRES(9, Needs.NOTHING, "kill -9 of Postgres"),
    FREEZE_POSTGRES(5, Needs.NOTHING, "Postgres is frozen"),
    STOP_POSTGRES(4, Needs.NOTHING, "Postgres is stopped for a while"),
    FILL_POSTGRES(4, Needs.DISK, "the disk of Postgres is full for a while"),
    PART(8, Needs.NETWORK, "the server and the others lose each other"),
    PART_ONE_WAY(4, Needs.NETWORK, "the others do not hear the server"),
    PART_OTHER_WAY(4, Needs.NETWORK, "the server does not hear the others"),
    FLAP(4, Needs.NETWORK, "the lines between the server and the others come and go"),
    CUT_OFF(8, Needs.NETWORK, "the server loses the others, Postgres and the brokers"),
    LOSE_HOUSE(4, Needs.NETWORK, "the server loses Postgres and the brokers"),
    SLOW(4, Needs.NETWORK, "the line of the server is slow");

    /// In place of a list: nothing is done, and the time passes.
    static final String NONE = "none";

    /// Without which it cannot be done.
    enum Needs {
        NOTHING,
        MEMBERS,
        DISK,
        NETWORK
    }

    private final int weight;
    private final Needs needs;
    private final String words;

    Deed(int weight, Needs needs, String words) {
        this.weight = weight;
        this.needs = needs;
        this.words = words;
    }

    String words() {
        return words;
    }

    Needs needs() {
        return needs;
    }

    /// As it is named on the command line.
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param options as they are named on the command line, with commas between; empty for all
    /// @throws ConfigException where one is no deed
    static Set<Deed> named(String options) {
        var named = EnumSet.noneOf(Deed.class);
        if (options.isBlank()) return EnumSet.allOf(Deed.class);
        if (options.equals(NONE)) return named;
        for (var option : options.split(",")) {
            named.add(Arrays.stream(values())
                    .filter(deed -> deed.option().equals(option.strip()))
                    .findFirst()
                    .orElseThrow(() -> new ConfigException("--deeds " + option + ": there is no such deed; they are " + String.join(", ", new Options()))));
        }
        return named;
    }

    /// How each is named on the command line.
    static final class Options extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Options() {
            for (var deed : values()) add(deed.option());
        }
    }

    /// @param possible those that can be done here
    static Deed drawn(SplittableRandom random, Set<Deed> possible) {
        int sum = 0;
        for (var deed : possible) sum += deed.weight;
        int at = random.nextInt(sum);
        for (var deed : possible) {
            at -= deed.weight;
            if (at < 0) return deed;
        }
        throw new AssertionError("the weights do not add up");
    }
}
