package dev.plumbline.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.Warnings;
import dev.plumbline.server.store.Ssl;
import dev.plumbline.wire.tls.PemFiles;

class ServerConfigTest {
    private static final String SOUND =
            """
            data: here
            desk: {name: equities, port: 6001}
            postgres: {host: db.example, user: me, password: secret}
            brokers:
              ALPHA: {type: fix, beginString: FIX.4.4, port: 9844}
            accounts: [A-1, A-2]
            symbols: {AAPL: 187.42, 7203.T: 2500}
            limits: {maxOrderQty: 500, maxNotional: 1000000}
            """;

    /// The second of two servers.
    private static final String CLUSTERED = SOUND.replace(", port: 6001", "") + """
            cluster:
              server: west
              servers:
                east: {core: "10.0.0.1:5701", desk: "10.0.0.1:5801"}
                west: {core: "10.0.0.2:5702", desk: "desk.example:5802"}
            """;

    @Test
    void readsWhatIsSaidAndTakesDefaultsForTheRest() {
        var config = ServerConfig.parse("oms.yaml", SOUND);
        assertThat(config.data()).isEqualTo(Path.of("here"));
        assertThat(config.desk()).isEqualTo("equities");
        assertThat(config.deskCluster()).hasToString("127.0.0.1:6001");
        assertThat(config.core()).hasToString("127.0.0.1:5701");
        assertThat(config.shards()).isEqualTo(16);
        assertThat(config.unknownAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.database())
                .isEqualTo(new ServerConfig.Database.External("db.example", 5432, "oms", "me", "secret"));
        assertThat(config.brokers().get(new BrokerSession("ALPHA")).settings()).containsEntry("port", "9844");
        assertThat(config.rules().accounts()).containsExactlyInAnyOrder(new Account("A-1"), new Account("A-2"));
        assertThat(config.rules().referencePx()).containsEntry(new Symbol("AAPL"), Px.of("187.42"));
        assertThat(config.rules().maxOrderQty()).isEqualTo(Qty.of(500));
        assertThat(config.rules().warnings()).isEqualTo(Warnings.USUAL);
    }

    @Test
    void readsFromWhereOnAPersonIsWarned() {
        var config = ServerConfig.parse("oms.yaml", SOUND.replace("maxOrderQty: 500",
                "warnPriceAwayPercent: 2.5, warnNotionalPercent: 100, warnSameWithin: 0s"));
        assertThat(config.rules().warnings())
                .isEqualTo(new Warnings(new BigDecimal("2.5"), BigDecimal.valueOf(100), 0));
    }

    @ParameterizedTest
    @CsvSource({"'', SECOND_PERSON", "'halts: {release: second-person}', SECOND_PERSON", "'halts: {release: anyone}', ANYONE"})
    void readsWhoMayReleaseAHalt(String line, ReleaseBy releaseBy) {
        assertThat(ServerConfig.parse("oms.yaml", SOUND + line).rules().releaseBy()).isEqualTo(releaseBy);
    }

    @Test
    void theDocumentedExampleIsSound() {
        var example = Path.of("..", "..", "packaging", "config", "oms.yaml");
        assertThat(ServerConfig.read(example).brokers()).containsOnlyKeys(
                new BrokerSession("ALPHA"), new BrokerSession("BRAVO"));
    }

    @Test
    void readsTheExampleOfACluster() {
        var config = ServerConfig.read(Path.of("..", "..", "packaging", "config", "cluster-a.yaml"));
        assertThat(config.cluster().servers().keySet()).containsExactly("A", "B");
        assertThat(config.core()).hasToString("10.0.0.1:5701");
        assertThat(config.cluster().span()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void readsTheExampleOfThreeServers() throws IOException {
        var example = Path.of("..", "..", "packaging", "config", "cluster-three-a.yaml");
        var config = ServerConfig.parse("a", Files.readString(example), Map.of("OMS_DATABASE_PASSWORD", "secret"));
        assertThat(config.cluster().servers().keySet()).containsExactly("A", "B", "C");
        assertThat(config.cluster().servers().values()).allMatch(site -> site.management().isPresent());
        assertThat(config.cluster().servers().get("A").management()).contains(config.management());
        assertThat(config.database()).isInstanceOfSatisfying(
                ServerConfig.Database.External.class, database -> assertThat(database.password()).isEqualTo("secret"));
    }

    /// What is written instead of a sound line, and all that the one line of complaint must name.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock =
            """
            data: here                     | data: [a, b]                | data must be a single value
            desk: {name: equities, port: 6001} | desk: {port: 99999}     | desk.port is '99999', must be a whole number from 1 to 65535
            desk: {name: equities, port: 6001} | desk: {prot: 6001}      | desk.prot is not known here; known are: host, name, port
            desk: {name: equities, port: 6001} | desk: yes               | desk must be a section
            data: here                     | halts: {release: me}        | halts.release is 'me': must be second-person (who pulled the kill switch may not release it) or anyone
            data: here                     | halts: {pull: me}           | halts.pull is not known here; known are: release
            data: here                     | journal: {durability: some} | journal.durability is 'some': must be process
            data: here                     | shards: many                | shards is 'many', must be a whole number from 1 to 256
            data: here                     | dta: here                   | dta is not known here
            data: here                     | unknownAfter: 10            | unknownAfter is '10', must be a time from 100ms to 60m, such as 500ms, 10s, 2m or 7d
            data: here                     | unknownAfter: 99ms          | unknownAfter is '99ms', must be a time from 100ms
            data: here                     | unknownAfter: 61m           | unknownAfter is '61m', must be a time
            postgres: {host: db.example, user: me, password: secret} | postgres: {embedded: maybe} | postgres.embedded is 'maybe', must be true or false
            ALPHA: {type: fix, beginString: FIX.4.4, port: 9844} | ALPHA: {port: 9844} | brokers.ALPHA.type is missing; say 'type: fix'
            accounts: [A-1, A-2]           | accounts: []                | accounts is empty; list at least one account
            AAPL: 187.42                   | AAPL: much                  | symbols.AAPL is 'much': not a number
            maxOrderQty: 500               | maxOrderQty: lots           | limits.maxOrderQty is 'lots'
            data: here                     | data: {                     | line
            data: here                     | data: [                     | while parsing a flow sequence, expected
            data: here                     | desk: {}                    | Duplicate field 'desk'
            data: here                     | core: {port: 0}             | core.port is '0', must be a whole number from 1 to 65535
            data: here                     | core: {port: 0x10}          | core.port is '0x10', must be a whole number
            data: here                     | core: {port: 5_701}         | core.port is '5_701', must be a whole number
            accounts: [A-1, A-2]           | accounts: [A-1, ~]          | accounts must be a list of names, one has none
            accounts: [A-1, A-2]           | accounts: [A-1, [B]]        | accounts must be a list of names, one has none
            accounts: [A-1, A-2]           | accounts: ~                 | accounts is empty; list at least one account
            ALPHA: {type: fix, beginString: FIX.4.4, port: 9844} | ../X: {type: fix} | brokers.../X is no name
            AAPL: 187.42                   | AAPL: 0                     | symbols.AAPL is '0', must be above 0
            AAPL: 187.42                   | AAPL:                       | symbols.AAPL is ''
            maxOrderQty: 500               | maxOrderQty: -1             | limits.maxOrderQty must be above 0
            maxOrderQty: 500               | warnPriceAwayPercent: 0     | limits.warnPriceAwayPercent is '0', must be a percentage above 0 and at most 1000
            maxOrderQty: 500               | warnNotionalPercent: 101    | limits.warnNotionalPercent is '101', must be a percentage above 0 and at most 100
            maxOrderQty: 500               | warnNotionalPercent: half   | limits.warnNotionalPercent is 'half'
            maxOrderQty: 500               | warnSameWithin: 10          | limits.warnSameWithin is '10', must be a time
            maxNotional: 1000000           | maxNotional: 0              | limits.maxNotional must be above 0
            """)
    void saysInOneLineWhatIsWrongAndWhere(String sound, String broken, String complaint) {
        var text = SOUND.replace(sound, broken);
        assertThat(text).isNotEqualTo(SOUND);
        assertThatThrownBy(() -> ServerConfig.parse("oms.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("oms.yaml: ")
                .hasMessageContaining(complaint)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\n");
    }

    @Test
    void aServerThatNamesNoOtherIsAlone() {
        var config = ServerConfig.parse("oms.yaml", SOUND);
        assertThat(config.cluster().isAlone()).isTrue();
        var here = new ServerConfig.Site(config.core(), config.deskCluster());
        assertThat(config.cluster().servers()).containsExactly(entry(config.cluster().server(), here));
    }

    @Test
    void oneOfSeveralListensWhereTheListSaysThatItDoes() {
        var config = ServerConfig.parse("oms.yaml", CLUSTERED);
        assertThat(config.core()).hasToString("10.0.0.2:5702");
        assertThat(config.deskCluster()).hasToString("desk.example:5802");
        assertThat(config.desk()).isEqualTo("equities");
        var cluster = config.cluster();
        assertThat(cluster.isAlone()).isFalse();
        assertThat(cluster.server()).isEqualTo("west");
        assertThat(cluster.servers()).containsOnlyKeys("east", "west");
        assertThat(cluster.servers().get("east")).isEqualTo(new ServerConfig.Site(
                new ServerConfig.Endpoint("10.0.0.1", 5701), new ServerConfig.Endpoint("10.0.0.1", 5801)));
        assertThat(cluster.span()).isEqualTo(Duration.ofSeconds(1));
        var patient = ServerConfig.parse("oms.yaml", CLUSTERED.replace("server: west", "server: west\n  span: 10s"));
        assertThat(patient.cluster().span()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aServerMaySayWhereItIsManaged() {
        var config = ServerConfig.parse("oms.yaml", CLUSTERED.replace("desk: \"10.0.0.1:5801\"", "desk: \"10.0.0.1:5801\", management: \"10.0.0.1:8480\""));
        assertThat(config.cluster().servers().get("east").management()).contains(new ServerConfig.Endpoint("10.0.0.1", 8480));
        assertThat(config.cluster().servers().get("west").management()).isEmpty();
    }

    /// One file for all servers, and no secret in it.
    @Test
    void readsTheCertificateOfThisServer() {
        assertThat(ServerConfig.parse("oms.yaml", SOUND).tls()).isEmpty();
        var tls = "tls: {certificate: certs/server.pem, key: \"${env:KEY}\", ca: certs/ca.pem, passphrase: \"${env:OPEN}\"}\n";
        var config = ServerConfig.parse("oms.yaml", SOUND + tls, Map.of("KEY", "/run/key.pem", "OPEN", "sesame"));
        assertThat(config.tls()).contains(
                new PemFiles(Path.of("certs/server.pem"), Path.of("/run/key.pem"), Path.of("certs/ca.pem"), "sesame"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tls: {}                                         | tls.certificate is missing
            tls: {certificate: a.pem, ca: ca.pem}           | tls.key is missing
            tls: {certificate: a.pem, key: b.pem}           | tls.ca is missing
            tls: {cert: a.pem, certificate: a.pem, key: b.pem, ca: c.pem} | tls.cert is not known here
            tls: server.pem                                 | tls must be a section
            """)
    void saysInOneLineWhatIsWrongWithACertificate(String section, String complaint) {
        assertThatThrownBy(() -> ServerConfig.parse("oms.yaml", SOUND + section + "\n"))
                .isInstanceOf(ConfigException.class).hasMessageStartingWith("oms.yaml: " + complaint).hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ssl: require                  | REQUIRE     |
            ssl: disable                  | DISABLE     |
            ssl: verify-ca, ca: pg.pem    | VERIFY_CA   | pg.pem
            ssl: verify-full, ca: pg.pem  | VERIFY_FULL | pg.pem
            """)
    void readsHowTheLinesToPostgresAreEncrypted(String keys, Ssl.Mode mode, String ca) {
        var config = ServerConfig.parse("oms.yaml", SOUND.replace("password: secret}", "password: secret, " + keys + "}"));
        var external = (ServerConfig.Database.External) config.database();
        assertThat(external.ssl()).isEqualTo(new Ssl(mode, Optional.ofNullable(ca).map(Path::of)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ssl: prefer              | postgres.ssl is 'prefer': must be one of: disable, require, verify-ca, verify-full
            ssl: verify-full         | postgres.ca is missing: ssl: verify-full needs the authority of Postgres' certificate
            ssl: require, ca: pg.pem | postgres.ca is given, but ssl: require looks at no certificate
            ca: pg.pem               | postgres.ca is given, but ssl: disable looks at no certificate
            """)
    void saysInOneLineWhatIsWrongWithThem(String keys, String complaint) {
        assertThatThrownBy(() -> ServerConfig.parse("oms.yaml", SOUND.replace("password: secret}", "password: secret, " + keys + "}")))
                .isInstanceOf(ConfigException.class).hasMessageStartingWith("oms.yaml: " + complaint).hasMessageNotContaining("\n");
    }

    @Test
    void consolesLogInUnlessItSaysThatNobodyHasTo() {
        assertThat(ServerConfig.parse("oms.yaml", SOUND).doors().consolesLogIn()).isTrue();
        assertThat(ServerConfig.parse("oms.yaml", SOUND + "consoles: {logIn: none}\n").doors().consolesLogIn()).isFalse();
        assertThatThrownBy(() -> ServerConfig.parse("oms.yaml", SOUND + "consoles: {logIn: no}\n"))
                .hasMessage("oms.yaml: consoles.logIn is 'no': there is required, and none where whoever reaches the desk's bus is believed");
    }

    /// What is printed ends up in logs.
    @Test
    void printsNoSecret() {
        var tls = "tls: {certificate: a.pem, key: b.pem, ca: c.pem, passphrase: sesame}\n";
        var text = SOUND.replace("port: 9844", "port: 9844, password: hush").replace("password: secret", "password: secret, ownerPassword: mightier") + tls;
        var config = ServerConfig.parse("oms.yaml", text)
                .with(new ServerConfig.Doors(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of(new ServerConfig.DemoUser("maria", "whisper", List.of(), List.of()))));
        assertThat(config).asString().contains("me@db.example:5432/oms", "maria", "a.pem")
                .doesNotContain("secret", "mightier", "sesame", "hush", "whisper");
    }

    @Test
    void takesFromTheEnvironmentWhatIsNotInTheFile() {
        var text = CLUSTERED.replace("server: west", "server: ${env:POD_NAME}")
                .replace("password: secret", "password: \"${env:PASSWORD}\"")
                .replace("port: 9844", "host: \"${env:BROKER}.example\"")
                .replace("[A-1, A-2]", "[\"${env:DESK}-1\", \"A-2\"]");
        var config = ServerConfig.parse("oms.yaml", text, Map.of("POD_NAME", "east", "PASSWORD", "a$1\\b", "BROKER", "alpha", "DESK", "X"));
        assertThat(config.cluster().server()).isEqualTo("east");
        assertThat(config.core()).hasToString("10.0.0.1:5701");
        assertThat(config.database()).isEqualTo(new ServerConfig.Database.External("db.example", 5432, "oms", "me", "a$1\\b"));
        assertThat(config.brokers().get(new BrokerSession("ALPHA")).settings()).containsEntry("host", "alpha.example");
        assertThat(config.rules().accounts()).containsExactlyInAnyOrder(new Account("X-1"), new Account("A-2"));
    }

    /// As [#saysInOneLineWhatIsWrongAndWhere], of one of several.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock =
            """
            server: west        | server: north         | cluster.server is 'north', which cluster.servers does not name; there is: east, west
            server: west        | server:               | cluster.server is missing
            10.0.0.2:5702       | 10.0.0.2              | cluster.servers.west.core is '10.0.0.2': must be HOST:PORT
            10.0.0.2:5702       | :5702                 | cluster.servers.west.core is ':5702': must be HOST:PORT
            10.0.0.1:5801       | 10.0.0.1:desk         | cluster.servers.east.desk is '10.0.0.1:desk': must be HOST:PORT
            10.0.0.1:5801       | 10.0.0.1:0            | cluster.servers.east.desk is '10.0.0.1:0': has no port from 1 to 65535
            10.0.0.1:5801       | 10.0.0.1:65536        | cluster.servers.east.desk is '10.0.0.1:65536': has no port from 1 to 65535
            "10.0.0.1:5701", desk | "10.0.0.1:5701", dsk | cluster.servers.east.desk is '': must be HOST:PORT
            east:               | ../east:              | cluster.servers.../east is no name
            server: west        | servre: west          | cluster.server is missing
            {name: equities}    | {port: 6001}          | desk.port is not known here; known are: name
            data: here          | core: {port: 5701}    | core.port is not known here
            postgres: {host: db.example, user: me, password: secret} | postgres: {embedded: true} | postgres is the embedded one, which no other server reaches; name one that all servers share
            10.0.0.2:5702       | 10.0.0.1:5701         | cluster.servers.west.core is '10.0.0.1:5701', which is cluster.servers.east.core already; give each an address of its own
            desk.example:5802   | 10.0.0.1:5801         | cluster.servers.west.desk is '10.0.0.1:5801', which is cluster.servers.east.desk already; give each an address of its own
            desk.example:5802   | 10.0.0.2:5702         | cluster.servers.west.desk is '10.0.0.2:5702', which is cluster.servers.west.core already
            10.0.0.2:5702       | 10.0.0.1:5801         | cluster.servers.west.core is '10.0.0.1:5801', which is cluster.servers.east.desk already
            "desk.example:5802" | "desk.example:5802", management: "10.0.0.1:5701" | cluster.servers.west.management is '10.0.0.1:5701', which is cluster.servers.east.core already
            "desk.example:5802" | "desk.example:5802", management: "8480" | cluster.servers.west.management is '8480': must be HOST:PORT
            "desk.example:5802" | "desk.example:5802", managment: "a:8480" | cluster.servers.west.managment is not known here; known are: core, desk, management
            server: west        | server: ${env:NO_SUCH} | cluster.server is '${env:NO_SUCH}', and the environment has no NO_SUCH; set it, or write the value here
            """)
    void saysInOneLineWhatIsWrongWithACluster(String sound, String broken, String complaint) {
        var text = CLUSTERED.replace(sound, broken);
        assertThat(text).isNotEqualTo(CLUSTERED);
        assertThatThrownBy(() -> ServerConfig.parse("oms.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("oms.yaml: ")
                .hasMessageContaining(complaint)
                .extracting(Throwable::getMessage).asString().doesNotContain("\n");
    }

    @Test
    void noDatabaseAtAllIsTheEmbeddedOneWhichOnlyAServerAloneMayHave() {
        var none = "postgres: {host: db.example, user: me, password: secret}\n";
        assertThat(ServerConfig.parse("oms.yaml", SOUND.replace(none, "")).database())
                .isInstanceOf(ServerConfig.Database.Embedded.class);
        assertThatThrownBy(() -> ServerConfig.parse("oms.yaml", CLUSTERED.replace(none, "")))
                .isInstanceOf(ConfigException.class).hasMessageContaining("postgres is the embedded one");
    }

    /// To YAML these are 7, 1.1, false, octal 504 and a double.
    @Test
    void takesEveryValueAsItIsWritten() {
        var config = ServerConfig.parse("oms.yaml", SOUND
                .replace("[A-1, A-2]", "[007, 1.10, NO, true, 1e3, 0770]")
                .replace("187.42", "12345678901.12345678")
                .replace("9844", "009844"));
        assertThat(config.rules().accounts()).extracting(Account::value)
                .containsExactlyInAnyOrder("007", "1.10", "NO", "true", "1e3", "0770");
        assertThat(config.rules().referencePx()).containsEntry(new Symbol("AAPL"), Px.of("12345678901.12345678"));
        assertThat(config.brokers().get(new BrokerSession("ALPHA")).settings()).containsEntry("port", "009844");
    }

    @ParameterizedTest
    @CsvSource({"100ms, 100", "10s, 10000", "2m, 120000", "60m, 3600000"})
    void readsTimes(String text, long ms) {
        assertThat(ServerConfig.parse("oms.yaml", SOUND + "unknownAfter: " + text).unknownAfter())
                .isEqualTo(Duration.ofMillis(ms));
    }

    @Test
    void namesWhatIsMissingInAnEmptyFile() {
        assertThatThrownBy(() -> ServerConfig.parse("oms.yaml", ""))
                .hasMessageStartingWith("oms.yaml: brokers names no broker");
    }

    @Test
    void readsJson() {
        var json = """
                {"brokers": {"ALPHA": {"type": "fix"}}, "accounts": [7, "A"], "symbols": {"X": 1.50}}
                """;
        assertThat(ServerConfig.parse("oms.json", json).rules().accounts())
                .containsExactlyInAnyOrder(new Account("7"), new Account("A"));
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> ServerConfig.read(Path.of("no-such.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("no-such.yaml: cannot be read (NoSuchFileException); give an existing file with --config FILE");
    }
}
