package dev.plumbline.adapter.fix.client;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.journal.Durability;

/// Reads a [ClientSession] from text. Every complaint names the session, the key, the value and what to write instead.
final class ClientSettings {
    private static final Set<String> KEYS = Set.of(
            "beginString", "senderCompID", "targetCompID", "user", "password", "accounts", "route", "routeByAccount", "routeByDestination",
            "cancelOnDisconnect", "dropCopy", "keptMessages", "durability");
    private static final int KEPT = 50_000;
    private static final int KEPT_MAX = 1_000_000;

    private final String name;
    private final Map<String, String> settings;

    ClientSettings(String name, Map<String, String> settings) {
        this.name = name;
        this.settings = settings;
    }

    /// @throws IllegalArgumentException where a setting is missing or wrong
    ClientSession read() {
        var unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty())
            throw new IllegalArgumentException("client session " + name + ": unknown setting " + unknown + "; there are " + new TreeSet<>(KEYS));
        var password = optional("password", "");
        // It is the server that asks for it.
        if (!password.isEmpty() && !password.equals("none"))
            throw wrong("password", "(not shown)", "passwords are the users', and no part of the configuration; write none where a logon needs none, or leave it out");
        return new ClientSession(
                name, version(), optional("senderCompID", ""), optional("targetCompID", ""), optional("user", ""), list("accounts"),
                optional("route", ""), pairs("routeByAccount"), pairs("routeByDestination"), yesOrNo("cancelOnDisconnect"), yesOrNo("dropCopy"),
                kept(), durability());
    }

    private FixVersion version() {
        var versions = Arrays.stream(FixVersion.values()).map(FixVersion::label).collect(Collectors.joining(", "));
        var text = optional("beginString", "");
        return Arrays.stream(FixVersion.values())
                .filter(version -> version.label().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("beginString", text, "write one of " + versions));
    }

    private String optional(String key, String otherwise) {
        return settings.getOrDefault(key, otherwise).strip();
    }

    /// `A, B`.
    private Set<String> list(String key) {
        return Stream.of(optional(key, "").split(",")).map(String::strip).filter(one -> !one.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// `A=X, B=Y`.
    private Map<String, String> pairs(String key) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : list(key)) {
            int at = pair.indexOf('=');
            if (at < 1 || at == pair.length() - 1) throw wrong(key, pair, "write pairs such as 'ALPHA-1=BRAVO, ALPHA-2=ALPHA'");
            pairs.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip());
        }
        return pairs;
    }

    private boolean yesOrNo(String key) {
        var text = optional(key, "false");
        return switch (text) {
            case "true", "Y" -> true;
            case "false", "N" -> false;
            default -> throw wrong(key, text, "write true, or false");
        };
    }

    private int kept() {
        var text = optional("keptMessages", Integer.toString(KEPT));
        try {
            int kept = Integer.parseInt(text);
            if (kept >= 2 && kept <= KEPT_MAX) return kept;
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw wrong("keptMessages", text, "write a number from 2 to " + KEPT_MAX);
    }

    private Durability durability() {
        var text = optional("durability", "process");
        return switch (text) {
            case "process" -> Durability.PROCESS;
            case "power" -> Durability.POWER;
            default -> throw wrong("durability", text, "write process, or power");
        };
    }

    private IllegalArgumentException wrong(String key, String value, String mend) {
        return new IllegalArgumentException("client session " + name + ": " + key + " is '" + value + "': " + mend);
    }
}
