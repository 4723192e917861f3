package dev.plumbline.adapter.fix;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.plumbline.adapter.dialect.Dialect;
import dev.plumbline.journal.Durability;
import dev.plumbline.wire.tls.PemFiles;

/// One FIX session to one broker, as configured. See the table in this module's README.
///
/// @param dialect how the broker's FIX differs from the book of `version`
/// @param heartBtInt seconds
/// @param reconnectIntervalSeconds between two attempts to connect
/// @param logonTimeoutSeconds how long we wait for the answer to our Logon
/// @param durability of what the file store keeps
/// @param sendWithin a command that an earlier run kept, and certainly did not send, is sent after a restart if it is no
///     older than this
/// @param unacknowledgedMax messages handed over that are not in the journal yet, at which we stop reading from the socket
/// @param keptMessages messages of ours that can be sent again; who asks for older ones gets a gap fill. A server that takes the session
///     over copies all of them first
/// @param tls how the line is encrypted; none where it is in the clear
/// @param resetOnLogon both sides begin again at MsgSeqNum 1 with every Logon; what was missed is then lost
public record FixSessionSettings(
        FixVersion version,
        Dialect dialect,
        String senderCompID,
        String targetCompID,
        String host,
        int port,
        int heartBtInt,
        int reconnectIntervalSeconds,
        int logonTimeoutSeconds,
        boolean resetOnLogon,
        Store store,
        Durability durability,
        Duration sendWithin,
        int unacknowledgedMax,
        int keptMessages,
        Credentials credentials,
        Hours hours,
        Optional<Tls> tls) {
    /// On a line that is in the clear.
    public FixSessionSettings(
            FixVersion version, Dialect dialect, String senderCompID, String targetCompID, String host, int port, int heartBtInt,
            int reconnectIntervalSeconds, int logonTimeoutSeconds, boolean resetOnLogon, Store store, Durability durability, Duration sendWithin,
            int unacknowledgedMax, int keptMessages, Credentials credentials, Hours hours) {
        this(version, dialect, senderCompID, targetCompID, host, port, heartBtInt, reconnectIntervalSeconds, logonTimeoutSeconds, resetOnLogon,
                store, durability, sendWithin, unacknowledgedMax, keptMessages, credentials, hours, Optional.empty());
    }

    /// @param ca whom to trust, a PEM file; the broker's certificate must be of the host that is connected to
    /// @param own what we prove ourselves with, where the broker wants that
    public record Tls(Path ca, Optional<PemFiles> own) {}

    /// Where sequence numbers and sent messages are kept.
    public enum Store {
        /// Gone with the process: only for counterparties that reset with each Logon, and for tests.
        MEMORY,
        /// Survives a restart.
        FILE
    }

    /// Username(553) and Password(554) of the Logon; both empty where the broker asks for none.
    public record Credentials(String username, String password) {
        public static final Credentials NONE = new Credentials("", "");

        public boolean areGiven() {
            return !username.isEmpty();
        }

        /// Without the password: this ends up in logs.
        @Override
        public String toString() {
            return areGiven() ? username + "/***" : "none";
        }
    }

    /// When the session is open. Outside of it we are logged out; at its start sequence numbers begin again.
    public sealed interface Hours {
        record NonStop() implements Hours {}

        /// `HH:mm:ss`, every day; an end before the start is on the next day.
        record Daily(String startTime, String endTime, String timeZone) implements Hours {}
    }

    /// @throws IllegalArgumentException where a key is missing, wrong or unknown: key, value and mend in the message
    public static FixSessionSettings of(Map<String, String> settings) {
        return new SettingsReader(settings).read();
    }
}
