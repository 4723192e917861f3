package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.AdapterFactory;
import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.adapter.dialect.Dialects;
import dev.plumbline.adapter.fix.FixSessionSettings.Credentials;
import dev.plumbline.adapter.fix.FixSessionSettings.Hours;
import dev.plumbline.adapter.fix.FixSessionSettings.Store;
import dev.plumbline.journal.Durability;
import dev.plumbline.wire.tls.PemFiles;

class FixSessionSettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "beginString", "FIX.4.4", "senderCompID", "DESK", "targetCompID", "BROKER", "host", "fix.example.com",
            "port", "9880");

    @Test
    void theLeastThatIsNeeded() {
        assertThat(FixSessionSettings.of(LEAST))
                .isEqualTo(new FixSessionSettings(
                        FixVersion.FIX_4_4, Dialect.STANDARD, "DESK", "BROKER", "fix.example.com", 9880, 30, 2, 10, false, Store.FILE,
                        Durability.PROCESS, Duration.ofSeconds(30), 20_000, 20_000, Credentials.NONE, new Hours.NonStop()));
    }

    @Test
    void everything() {
        var all = new HashMap<>(LEAST);
        all.putAll(Map.of(
                "type", "fix", "beginString", "FIX.5.0SP2", "dialect", "cme", "heartBtInt", "10", "reconnectIntervalSeconds", "5",
                "logonTimeoutSeconds", "20", "resetOnLogon", "Y", "store", "memory"));
        all.putAll(Map.of("durability", "power", "sendWithinSeconds", "5", "unacknowledgedMax", "500",
                "keptMessages", "5000"));
        all.putAll(Map.of(
                "username", "u", "password", "p", "startTime", "08:30:00", "endTime", "17:00:00", "timeZone",
                "Europe/Berlin"));
        assertThat(FixSessionSettings.of(all))
                .isEqualTo(new FixSessionSettings(
                        FixVersion.FIX_5_0_SP2, Dialects.of("cme"), "DESK", "BROKER", "fix.example.com", 9880, 10, 5, 20, true,
                        Store.MEMORY, Durability.POWER, Duration.ofSeconds(5), 500, 5_000, new Credentials("u", "p"),
                        new Hours.Daily("08:30:00", "17:00:00", "Europe/Berlin")));
    }

    @Test
    void aLineThatIsEncrypted() {
        var settings = new HashMap<>(LEAST);
        settings.putAll(Map.of("tls", "Y", "ca", "ca.pem"));
        assertThat(FixSessionSettings.of(settings).tls()).contains(new FixSessionSettings.Tls(Path.of("ca.pem"), Optional.empty()));
        settings.putAll(Map.of("certificate", "us.pem", "key", "us-key.pem", "passphrase", "sesame"));
        var both = FixSessionSettings.of(settings);
        assertThat(both.tls().orElseThrow().own()).contains(new PemFiles(Path.of("us.pem"), Path.of("us-key.pem"), Path.of("ca.pem"), "sesame"));
        assertThat(both).asString().doesNotContain("sesame");
        settings.put("host", "10.0.0.7");
        assertThatThrownBy(() -> FixSessionSettings.of(settings)).hasMessageStartingWith("FIX setting host=10.0.0.7 is wrong: with tls: Y, name the host");
        settings.put("host", "fix.example.com");
        settings.remove("key");
        assertThatThrownBy(() -> FixSessionSettings.of(settings)).hasMessage("FIX setting key= is wrong: name certificate and key, or neither");
    }

    /// Without a dialect the broker keeps to the book of its version, and what that requires stays in any other.
    @ParameterizedTest
    @CsvSource({
        "FIX.4.2,    '',         standard-4.2",
        "FIX.4.4,    '',         standard-4.4",
        "FIX.5.0SP2, '',         standard-5.0sp2",
        "FIX.4.2,    cumulative, cumulative",
    })
    void theDialectFollowsTheVersion(String version, String dialect, String name) {
        var settings = new HashMap<>(LEAST);
        settings.put("beginString", version);
        settings.put("dialect", dialect);
        var read = FixSessionSettings.of(settings).dialect();
        assertThat(read.name()).isEqualTo(name);
        assertThat(read.requestFields("G")).isEqualTo(version.equals("FIX.4.2") ? Map.of(21, "1") : Map.of());
    }

    /// An empty value is as good as none.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        beginString              | ''       | FIX setting beginString is missing: write FIX.4.2, FIX.4.4, FIX.5.0SP2
        beginString              | FIX.4.3  | FIX setting beginString=FIX.4.3 is wrong: write FIX.4.2, FIX.4.4, FIX.5.0SP2
        senderCompID             | ''       | FIX setting senderCompID is missing: write the CompID that the broker gave to us
        targetCompID             | ''       | FIX setting targetCompID is missing: write the broker's CompID
        host                     | ''       | FIX setting host is missing: write the name or address of the broker's FIX server
        port                     | ''       | FIX setting port is missing: write the port of the broker's FIX server
        port                     | 0        | FIX setting port=0 is wrong: write a whole number from 1 to 65535
        port                     | http     | FIX setting port=http is wrong: write a whole number from 1 to 65535
        dialect                  | cne      | FIX setting dialect: no dialect 'cne'; there are: NAMES; or give a file, such as cne.yaml
        heartBtInt               | 0        | FIX setting heartBtInt=0 is wrong: write a whole number from 1 to 3600
        reconnectIntervalSeconds | 0.5      | FIX setting reconnectIntervalSeconds=0.5 is wrong: write a whole number from 1 to 3600
        resetOnLogon             | true     | FIX setting resetOnLogon=true is wrong: write Y or N
        store                    | jdbc     | FIX setting store=jdbc is wrong: write file, or memory
        password                 | p        | FIX setting username= is wrong: a password is given: write the username too
        startTime                | 08:30:00 | FIX setting endTime= is wrong: write a time like 08:30:00, or leave out both startTime and endTime
        tls                      | yes      | FIX setting tls=yes is wrong: write Y or N
        tls                      | Y        | FIX setting ca= is wrong: name the PEM file of whoever signs the broker's certificate, such as /etc/ssl/certs/ca-certificates.crt
        ca                       | ca.pem   | FIX setting tls=N is wrong: write Y, as files for it are named, or leave out ca, certificate and key
        endTime                  | 17:00    | FIX setting startTime= is wrong: write a time like 08:30:00, or leave out both startTime and endTime
        """)
    void aComplaintNamesKeyValueAndMend(String key, String value, String complaint) {
        var settings = new HashMap<>(LEAST);
        settings.put(key, value);
        assertThatThrownBy(() -> FixSessionSettings.of(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint.replace("NAMES", String.join(", ", Dialects.names())));
    }

    @Test
    void aMistypedKeyIsNotPassedOver() {
        var settings = new HashMap<>(LEAST);
        settings.put("heartbtint", "10");
        assertThatThrownBy(() -> FixSessionSettings.of(settings))
                .hasMessageStartingWith("unknown FIX setting [heartbtint]; there are [beginString, ");
    }

    @Test
    void theServerFindsTheFactory() {
        assertThat(ServiceLoader.load(AdapterFactory.class).stream().map(provider -> provider.get().type()))
                .contains("fix");
    }
}
