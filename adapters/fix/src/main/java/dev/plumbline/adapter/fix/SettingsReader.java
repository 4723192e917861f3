package dev.plumbline.adapter.fix;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.DialectException;
import dev.plumbline.adapter.dialect.Dialects;
import dev.plumbline.adapter.fix.FixSessionSettings.Credentials;
import dev.plumbline.adapter.fix.FixSessionSettings.Hours;
import dev.plumbline.adapter.fix.FixSessionSettings.Store;
import dev.plumbline.adapter.fix.FixSessionSettings.Tls;
import dev.plumbline.journal.Durability;
import dev.plumbline.wire.tls.PemFiles;

/// Reads [FixSessionSettings] from text. Every complaint names the key, the value and what to write instead.
final class SettingsReader {
    private static final Set<String> KEYS = Set.of(
            "type", "beginString", "dialect", "senderCompID", "targetCompID", "host", "port", "heartBtInt",
            "reconnectIntervalSeconds", "logonTimeoutSeconds", "resetOnLogon", "store", "durability", "sendWithinSeconds",
            "unacknowledgedMax", "keptMessages", "username", "password",
            "startTime", "endTime", "timeZone", "tls", "ca", "certificate", "key", "passphrase");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Map<String, String> settings;

    SettingsReader(Map<String, String> settings) {
        this.settings = settings;
    }

    FixSessionSettings read() {
        refuseUnknown();
        var version = version();
        return new FixSessionSettings(
                version,
                dialect(version),
                required("senderCompID", "the CompID that the broker gave to us"),
                required("targetCompID", "the broker's CompID"),
                required("host", "the name or address of the broker's FIX server"),
                number("port", required("port", "the port of the broker's FIX server"), 1, 65_535),
                number("heartBtInt", optional("heartBtInt", "30"), 1, 3_600),
                number("reconnectIntervalSeconds", optional("reconnectIntervalSeconds", "2"), 1, 3_600),
                number("logonTimeoutSeconds", optional("logonTimeoutSeconds", "10"), 1, 3_600),
                yesOrNo("resetOnLogon", optional("resetOnLogon", "N")),
                store(optional("store", "file")),
                durability(optional("durability", "process")),
                Duration.ofSeconds(number("sendWithinSeconds", optional("sendWithinSeconds", "30"), 0, 86_400)),
                number("unacknowledgedMax", optional("unacknowledgedMax", "20000"), 1, 1_000_000),
                number("keptMessages", optional("keptMessages", "20000"), 1_000, 1_000_000),
                credentials(),
                hours(),
                tls());
    }

    private Optional<Tls> tls() {
        var ca = optional("ca", "");
        var certificate = optional("certificate", "");
        var key = optional("key", "");
        if (!yesOrNo("tls", optional("tls", "N"))) {
            if (ca.isEmpty() && certificate.isEmpty() && key.isEmpty()) return Optional.empty();
            throw wrong("tls", "N", "write Y, as files for it are named, or leave out ca, certificate and key");
        }
        if (ca.isEmpty())
            throw wrong("ca", "", "name the PEM file of whoever signs the broker's certificate, such as /etc/ssl/certs/ca-certificates.crt");
        var host = optional("host", "");
        // The engine would look up the name of an address, and hold the certificate against that.
        if (ADDRESS.matcher(host).matches()) throw wrong("host", host, "with tls: Y, name the host as its certificate does, and not by its address");
        if (certificate.isEmpty() != key.isEmpty()) throw wrong("key", key, "name certificate and key, or neither");
        return Optional.of(new Tls(
                Path.of(ca),
                certificate.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PemFiles(Path.of(certificate), Path.of(key), Path.of(ca), optional("passphrase", "")))));
    }

    private void refuseUnknown() {
        var unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty())
            throw new IllegalArgumentException(
                    "unknown FIX setting " + unknown + "; there are " + new TreeSet<>(KEYS));
    }

    private FixVersion version() {
        var text = required("beginString", versions());
        return Arrays.stream(FixVersion.values())
                .filter(version -> version.label().equals(text))
                .findFirst()
                .orElseThrow(() -> wrong("beginString", text, "write " + versions()));
    }

    /// What the version of FIX requires of our messages stays required in any dialect that does not say otherwise.
    private Dialect dialect(FixVersion version) {
        try {
            return Dialects.of(optional("dialect", version.dialect())).overFieldsOf(Dialects.of(version.dialect()));
        } catch (DialectException wrong) {
            throw new IllegalArgumentException("FIX setting dialect: " + wrong.getMessage(), wrong);
        }
    }

    private static String versions() {
        return Arrays.stream(FixVersion.values()).map(FixVersion::label).collect(Collectors.joining(", "));
    }

    private static Store store(String text) {
        return switch (text) {
            case "memory" -> Store.MEMORY;
            case "file" -> Store.FILE;
            default -> throw wrong("store", text, "write file, or memory");
        };
    }

    private static Durability durability(String text) {
        return switch (text) {
            case "process" -> Durability.PROCESS;
            case "power" -> Durability.POWER;
            default -> throw wrong("durability", text, "write process, or power");
        };
    }

    private Credentials credentials() {
        var username = optional("username", "");
        var password = optional("password", "");
        if (username.isEmpty() && !password.isEmpty())
            throw wrong("username", "", "a password is given: write the username too");
        return new Credentials(username, password);
    }

    private Hours hours() {
        var start = optional("startTime", "");
        var end = optional("endTime", "");
        if (start.isEmpty() && end.isEmpty()) return new Hours.NonStop();
        return new Hours.Daily(time("startTime", start), time("endTime", end), zone(optional("timeZone", "UTC")));
    }

    private static String time(String key, String text) {
        try {
            return LocalTime.parse(text, TIME).format(TIME);
        } catch (DateTimeException e) {
            throw wrong(key, text, "write a time like 08:30:00, or leave out both startTime and endTime");
        }
    }

    private static String zone(String text) {
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw wrong("timeZone", text, "write a zone like Europe/Berlin or UTC");
        }
    }

    private static boolean yesOrNo(String key, String text) {
        return switch (text) {
            case "Y" -> true;
            case "N" -> false;
            default -> throw wrong(key, text, "write Y or N");
        };
    }

    private static int number(String key, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            throw wrong(key, text, "write a whole number from " + least + " to " + most);
        }
        throw wrong(key, text, "write a whole number from " + least + " to " + most);
    }

    private String required(String key, String what) {
        var text = optional(key, "");
        if (text.isEmpty()) throw new IllegalArgumentException("FIX setting " + key + " is missing: write " + what);
        return text;
    }

    private String optional(String key, String otherwise) {
        var text = settings.getOrDefault(key, "").trim();
        return text.isEmpty() ? otherwise : text;
    }

    private static IllegalArgumentException wrong(String key, String value, String mend) {
        return new IllegalArgumentException("FIX setting " + key + "=" + value + " is wrong: " + mend);
    }
}
