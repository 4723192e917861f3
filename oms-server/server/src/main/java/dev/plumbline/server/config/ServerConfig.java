package dev.plumbline.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Money;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Rules;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.Warnings;
import dev.plumbline.journal.Durability;
import dev.plumbline.server.bridge.BridgeConfig;
import dev.plumbline.server.orders.Handling;
import dev.plumbline.server.store.Ssl;
import dev.plumbline.server.users.OutsideConfig;
import dev.plumbline.wire.tls.PemFiles;

/// All that a server is told, from one YAML or JSON file. `packaging/config/oms.yaml` is the documented example. `${env:NAME}` in a
/// value stands for that variable of the environment: a secret that is in no file, or the one line in which servers differ.
///
/// @param data where the server keeps what must survive a restart
/// @param shards number of single writers; it must not change over the life of a database
/// @param desk the name of the desk that consoles join
/// @param rules accounts, symbols and limits of the command door
/// @param core where other servers reach this one: its own of `cluster`
/// @param deskCluster where consoles reach it: its own of `cluster`
/// @param unknownAfter so long nothing is heard of a request before its outcome counts as unknown and the broker is asked
/// @param doors for who is no member of a cluster
/// @param tls the certificate of this server; none for everything in the clear
public record ServerConfig(
        Path data,
        int shards,
        Endpoint core,
        Endpoint deskCluster,
        String desk,
        Endpoint management,
        Database database,
        Map<BrokerSession, Broker> brokers,
        Rules rules,
        Duration unknownAfter,
        Journaling journal,
        Clustering cluster,
        Doors doors,
        Optional<PemFiles> tls) {

    /// In the clear.
    public ServerConfig(
            Path data, int shards, Endpoint core, Endpoint deskCluster, String desk, Endpoint management, Database database,
            Map<BrokerSession, Broker> brokers, Rules rules, Duration unknownAfter, Journaling journal, Clustering cluster, Doors doors) {
        this(data, shards, core, deskCluster, desk, management, database, brokers, rules, unknownAfter, journal, cluster, doors, Optional.empty());
    }

    /// Without doors, and in the clear.
    public ServerConfig(
            Path data, int shards, Endpoint core, Endpoint deskCluster, String desk, Endpoint management, Database database,
            Map<BrokerSession, Broker> brokers, Rules rules, Duration unknownAfter, Journaling journal, Clustering cluster) {
        this(data, shards, core, deskCluster, desk, management, database, brokers, rules, unknownAfter, journal, cluster, Doors.NONE);
    }

    /// The same, with `doors`.
    public ServerConfig with(Doors others) {
        return new ServerConfig(
                data, shards, core, deskCluster, desk, management, database, brokers, rules, unknownAfter, journal, cluster, others, tls);
    }

    /// The same, with a certificate.
    public ServerConfig with(PemFiles certificate) {
        return new ServerConfig(
                data, shards, core, deskCluster, desk, management, database, brokers, rules, unknownAfter, journal, cluster, doors,
                Optional.of(certificate));
    }

    /// Of a server that is the only one.
    public ServerConfig(
            Path data, int shards, Endpoint core, Endpoint deskCluster, String desk, Endpoint management,
            Database database, Map<BrokerSession, Broker> brokers, Rules rules, Duration unknownAfter, Journaling journal) {
        this(data, shards, core, deskCluster, desk, management, database, brokers, rules, unknownAfter, journal,
                Clustering.alone(core, deskCluster));
    }

    /// With the usual patience.
    public ServerConfig(
            Path data, int shards, Endpoint core, Endpoint deskCluster, String desk, Endpoint management,
            Database database, Map<BrokerSession, Broker> brokers, Rules rules) {
        this(data, shards, core, deskCluster, desk, management, database, brokers, rules, Handling.UNKNOWN_AFTER,
                Journaling.USUAL);
    }

    /// The most single writers that a server can have.
    private static final int SHARDS_MAX = 256;

    /// Where something listens.
    public record Endpoint(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// How the journal is kept.
    ///
    /// @param retain so long its files stay, also where snapshots and Postgres have what is in them
    /// @param snapshotEvery inputs of a shard, at least, between two snapshots of it
    public record Journaling(Durability durability, Duration retain, int snapshotEvery) {
        public static final Journaling USUAL = new Journaling(Durability.PROCESS, Duration.ofDays(7), 25_000);
    }

    /// The servers that stand in for each other: the same in the configuration of each of them.
    ///
    /// @param server the name of this one
    /// @param servers all of them, by name
    /// @param span so long a lease holds after it was asked for; after some two of them another server takes over
    public record Clustering(String server, SortedMap<String, Site> servers, Duration span) {
        private static final String ONLY = "oms";

        public Clustering {
            servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
        }

        static Clustering alone(Endpoint core, Endpoint desk) {
            return new Clustering(ONLY, new TreeMap<>(Map.of(ONLY, new Site(core, desk))), Duration.ofSeconds(2));
        }

        /// There is no other.
        public boolean isAlone() {
            return servers.size() == 1;
        }
    }

    /// For who is no member of a cluster.
    ///
    /// @param outside whose tokens are taken besides ours
    /// @param consolesLogIn else they are believed, and see all accounts
    /// @param demoUsers there whatever the database says, with passwords that anybody may know: for demonstrations only
    public record Doors(
            Optional<BridgeConfig> bridge, Optional<Clients> clients, Optional<OutsideConfig> outside, boolean consolesLogIn,
            List<DemoUser> demoUsers) {
        public static final Doors NONE = new Doors(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());

        public Doors {
            demoUsers = List.copyOf(demoUsers);
        }

        /// Users are read only where there is a door that asks who somebody is.
        public boolean hasAny() {
            return bridge.isPresent() || clients.isPresent() || consolesLogIn || !demoUsers.isEmpty();
        }
    }

    /// The gateway for clients that log on, as with FIX.
    ///
    /// @param type the word of who makes it: `fix`
    /// @param sessions the settings of each client's session, by its name
    /// @param inTheClear else its port speaks TLS, where the server has a certificate
    public record Clients(String type, String host, int port, Map<String, Map<String, String>> sessions, boolean inTheClear) {
        public Clients(String type, String host, int port, Map<String, Map<String, String>> sessions) {
            this(type, host, port, sessions, false);
        }

        /// Whose rights apply in a session.
        public static final String USER = "user";
        /// Some of that one's accounts.
        public static final String ACCOUNTS = "accounts";
        /// Says that a logon needs no password: [#NO_PASSWORD].
        public static final String PASSWORD = "password";
        public static final String NO_PASSWORD = "none";

        /// What its session is called among those that have leases and copies.
        public static BrokerSession session(String name) {
            return new BrokerSession("client." + name);
        }

        /// Without what is set.
        @Override
        public String toString() {
            return type + " at " + host + ":" + port + " " + sessions.keySet();
        }
    }

    /// All sessions that one server has at a time: to brokers, and of clients.
    public Set<BrokerSession> sessions() {
        var all = new LinkedHashSet<>(brokers.keySet());
        doors.clients().ifPresent(clients -> clients.sessions().keySet().forEach(name -> all.add(Clients.session(name))));
        return all;
    }

    /// @param roles and accounts as they are written, `*` for all accounts
    public record DemoUser(String name, String password, List<String> roles, List<String> accounts) {
        /// Without the password.
        @Override
        public String toString() {
            return name;
        }
    }

    /// Where other servers reach a server, and where consoles do.
    ///
    /// @param management where `oms cluster status` reaches it; empty where the configuration does not say
    public record Site(Endpoint core, Endpoint desk, Optional<Endpoint> management) {
        public Site(Endpoint core, Endpoint desk) {
            this(core, desk, Optional.empty());
        }
    }

    /// The Postgres to write to: our own, in the data folder, or one that is there.
    public sealed interface Database {
        /// @param fresh begin with an empty database: for demos
        record Embedded(boolean fresh) implements Database {}

        /// @param owner brings the tables up to date at the start; else only `user` is needed
        /// @param ssl how the lines to it are encrypted
        record External(
                String host, int port, String database, String user, String password, String owner, String ownerPassword, Ssl ssl)
                implements Database {
            /// In the clear.
            public External(String host, int port, String database, String user, String password, String owner, String ownerPassword) {
                this(host, port, database, user, password, owner, ownerPassword, Ssl.NONE);
            }

            /// One user for both.
            public External(String host, int port, String database, String user, String password) {
                this(host, port, database, user, password, user, password);
            }

            /// Without the passwords.
            @Override
            public String toString() {
                return user + "@" + host + ":" + port + "/" + database;
            }
        }
    }

    /// A line to a broker: the kind of adapter and its settings.
    public record Broker(String type, Map<String, String> settings) {
        /// Without what is set, as passwords may be.
        @Override
        public String toString() {
            return type + " " + settings.keySet();
        }
    }

    /// @throws ConfigException where the file cannot be read or says something wrong
    public static ServerConfig read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new ConfigException(file + ": cannot be read (" + unreadable.getClass().getSimpleName()
                    + "); give an existing file with --config FILE");
        }
    }

    /// @param file the name to use in complaints
    public static ServerConfig parse(String file, String text) {
        return parse(file, text, System.getenv());
    }

    /// @param environment what `${env:NAME}` in a value stands for
    static ServerConfig parse(String file, String text, Map<String, String> environment) {
        try {
            return of(new Section(file, "", AsWritten.read(text), environment));
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            throw new ConfigException(file + ": line " + place.getLineNr() + ", column " + place.getColumnNr() + ": "
                    + words(broken.getOriginalMessage()) + "; correct it there");
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a source", impossible);
        }
    }

    /// Without the lines that show the place, which are set in.
    private static String words(String complaint) {
        return complaint.lines().filter(line -> !line.isBlank() && !line.startsWith(" ")).collect(Collectors.joining(", "));
    }

    private static ServerConfig of(Section root) {
        var core = root.section("core");
        var desk = root.section("desk");
        var cluster = root.has("cluster")
                ? clustering(root)
                : Clustering.alone(endpoint(core, 5701), endpoint(desk, 5801));
        var here = Objects.requireNonNull(cluster.servers().get(cluster.server()));
        var config = new ServerConfig(
                Path.of(root.text("data", "data")),
                root.whole("shards", 16, 1, SHARDS_MAX),
                here.core(),
                here.desk(),
                desk.text("name", "main"),
                management(root.section("management")),
                database(root.section("postgres")),
                brokers(root.section("brokers")),
                rules(root),
                root.duration("unknownAfter", "10s", Duration.ofMillis(100), Duration.ofHours(1)),
                journaling(root.section("journal")),
                cluster,
                new Doors(bridge(root), clients(root), outside(root), consolesLogIn(root), List.of()),
                tls(root));
        if (!cluster.isAlone() && config.database() instanceof Database.Embedded)
            throw root.wrong("postgres", "is the embedded one, which no other server reaches; name one that all servers share, as"
                    + " postgres: {host: db.example, ...}");
        core.done();
        desk.done();
        root.done();
        return config;
    }

    private static boolean consolesLogIn(Section root) {
        var section = root.section("consoles");
        boolean logIn = section.parsed("logIn", "required", ServerConfig::isRequired);
        section.done();
        return logIn;
    }

    private static boolean isNone(String word) {
        return switch (word) {
            case "none" -> true;
            case "server" -> false;
            default -> throw new IllegalArgumentException("there is none, for lines in the clear, and server: by the section tls");
        };
    }

    private static boolean isRequired(String word) {
        return switch (word) {
            case "required" -> true;
            case "none" -> false;
            default -> throw new IllegalArgumentException("there is required, and none where whoever reaches the desk's bus is believed");
        };
    }

    private static Optional<BridgeConfig> bridge(Section root) {
        if (!root.has("bridge")) return Optional.empty();
        var section = root.section("bridge");
        var bridge = new BridgeConfig(
                section.text("host", "127.0.0.1"), port(section, "tcp"), port(section, "web"),
                section.whole("clientsMax", BridgeConfig.CLIENTS_MAX, 1, 100_000));
        section.done();
        if (bridge.tcp().isEmpty() && bridge.web().isEmpty())
            throw root.wrong("bridge", "opens no port: set bridge.tcp, bridge.web or both, or leave the section out");
        return Optional.of(bridge);
    }

    private static Optional<Clients> clients(Section root) {
        if (!root.has("clients")) return Optional.empty();
        var section = root.section("clients");
        var sessions = section.section("sessions");
        var all = new LinkedHashMap<String, Map<String, String>>();
        for (var name : sessions.names()) all.put(name, Map.copyOf(sessions.section(name).texts()));
        var clients = new Clients(
                section.text("type", "fix"), section.text("host", "127.0.0.1"), section.whole("port", 9880, 0, 65_535),
                Collections.unmodifiableMap(all), section.parsed("tls", "server", ServerConfig::isNone));
        section.done();
        if (all.isEmpty()) throw root.wrong("clients", "names no session: add one to clients.sessions, or leave the section out");
        return Optional.of(clients);
    }

    private static Optional<OutsideConfig> outside(Section root) {
        if (!root.has("tokens")) return Optional.empty();
        var section = root.section("tokens");
        var outside = new OutsideConfig(
                section.text("issuer", ""), section.text("audience", ""), section.text("jwks", ""),
                section.text("userClaim", ""));
        section.done();
        outside.wrong().ifPresent(why -> {
            throw root.wrong("tokens", why);
        });
        return Optional.of(outside);
    }

    private static Optional<PemFiles> tls(Section root) {
        if (!root.has("tls")) return Optional.empty();
        var section = root.section("tls");
        var files = new PemFiles(
                Path.of(section.text("certificate")), Path.of(section.text("key")), Path.of(section.text("ca")), section.text("passphrase", ""));
        section.done();
        return Optional.of(files);
    }

    private static Ssl ssl(Section postgres) {
        var mode = postgres.parsed("ssl", Ssl.Mode.DISABLE.label(), Ssl.Mode::of);
        var ca = postgres.text("ca", "");
        if (mode.looksAtCertificate() == ca.isEmpty())
            throw postgres.wrong("ca", ca.isEmpty()
                    ? "is missing: ssl: " + mode.label() + " needs the authority of Postgres' certificate, as a PEM file"
                    : "is given, but ssl: " + mode.label() + " looks at no certificate; say ssl: verify-full, or leave ca out");
        return new Ssl(mode, ca.isEmpty() ? Optional.empty() : Optional.of(Path.of(ca)));
    }

    private static OptionalInt port(Section section, String key) {
        return section.has(key) ? OptionalInt.of(section.whole(key, 0, 0, 65_535)) : OptionalInt.empty();
    }

    private static Clustering clustering(Section root) {
        var section = root.section("cluster");
        var sites = section.section("servers");
        var servers = new TreeMap<String, Site>();
        for (var name : sites.names()) {
            var site = sites.section(name);
            servers.put(name, new Site(
                    site.parsed("core", "", ServerConfig::hostAndPort), site.parsed("desk", "", ServerConfig::hostAndPort),
                    site.parsed("management", "", ServerConfig::managedAt)));
            site.done();
        }
        refuseOneAddressForTwo(sites, servers);
        var server = section.text("server");
        if (!servers.containsKey(server))
            throw section.wrong("server", "is '" + server + "', which cluster.servers does not name; there is: "
                    + String.join(", ", servers.keySet()));
        var span = section.duration("span", "1s", Duration.ofMillis(500), Duration.ofMinutes(1));
        section.done();
        return new Clustering(server, servers, span);
    }

    /// Two servers at one address: each would take the other for itself.
    private static void refuseOneAddressForTwo(Section sites, Map<String, Site> servers) {
        var taken = new HashMap<Endpoint, String>();
        servers.forEach((name, site) -> {
            var own = new LinkedHashMap<>(Map.of(name + ".core", site.core()));
            own.put(name + ".desk", site.desk());
            site.management().ifPresent(management -> own.put(name + ".management", management));
            own.forEach((key, endpoint) -> {
                var other = taken.putIfAbsent(endpoint, key);
                if (other != null)
                    throw sites.wrong(key, "is '" + endpoint + "', which is cluster.servers." + other
                            + " already; give each an address of its own");
            });
        });
    }

    private static Optional<Endpoint> managedAt(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(hostAndPort(text));
    }

    private static Endpoint hostAndPort(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) throw new IllegalArgumentException("must be HOST:PORT");
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port < 1 || port > 65_535) throw new IllegalArgumentException("has no port from 1 to 65535");
            return new Endpoint(text.substring(0, colon), port);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("must be HOST:PORT", none);
        }
    }

    private static Endpoint endpoint(Section section, int port) {
        return new Endpoint(section.text("host", "127.0.0.1"), section.port("port", port));
    }

    /// Port 0 is any that is free: for those who do not ask for health.
    private static Endpoint management(Section section) {
        var endpoint = new Endpoint(section.text("host", "127.0.0.1"), section.whole("port", 8480, 0, 65535));
        section.done();
        return endpoint;
    }

    private static Journaling journaling(Section section) {
        var journaling = new Journaling(
                section.parsed("durability", "process", ServerConfig::durability),
                section.duration("retain", "7d", Duration.ofMinutes(1), Duration.ofDays(3650)),
                section.whole("snapshotEvery", Journaling.USUAL.snapshotEvery(), 100, 10_000_000));
        section.done();
        return journaling;
    }

    private static Durability durability(String text) {
        return switch (text) {
            case "process" -> Durability.PROCESS;
            case "power" -> Durability.POWER;
            default -> throw new IllegalArgumentException("must be process (what is acknowledged survives a kill -9) or"
                    + " power (it survives a power cut, at the cost of a sync of the disk)");
        };
    }

    private static Database database(Section section) {
        if (section.flag("embedded", !section.has("host"))) {
            section.done();
            return new Database.Embedded(false);
        }
        var user = section.text("user", "oms");
        var password = section.text("password", "");
        var external = new Database.External(
                section.text("host"),
                section.port("port", 5432),
                section.text("database", "oms"),
                user,
                password,
                section.text("owner", user),
                section.text("ownerPassword", password),
                ssl(section));
        section.done();
        return external;
    }

    private static Map<BrokerSession, Broker> brokers(Section section) {
        var brokers = new LinkedHashMap<BrokerSession, Broker>();
        for (var name : section.names()) {
            var settings = new LinkedHashMap<>(section.section(name).texts());
            var type = settings.remove("type");
            if (type == null) throw section.wrong(name + ".type", "is missing; say 'type: fix'");
            brokers.put(new BrokerSession(name), new Broker(type, Map.copyOf(settings)));
        }
        if (brokers.isEmpty()) throw section.wrong("", "names no broker; add at least one, such as 'ALPHA: {type: fix, ...}'");
        return brokers;
    }

    private static Rules rules(Section root) {
        var accounts = root.list("accounts").stream().map(Account::new).collect(Collectors.toSet());
        if (accounts.isEmpty()) throw root.wrong("accounts", "is empty; list at least one account");
        var symbols = root.section("symbols");
        var referencePx = new LinkedHashMap<Symbol, Px>();
        for (var name : symbols.keys()) referencePx.put(new Symbol(name), positive(symbols, name, symbols.parsed(name, "", Px::of)));
        if (referencePx.isEmpty()) throw root.wrong("symbols", "is empty; list at least one as 'SYMBOL: reference price'");
        var limits = root.section("limits");
        var rules = new Rules(
                root.section("brokers").keys().stream().map(BrokerSession::new).collect(Collectors.toSet()),
                accounts,
                referencePx,
                limits.parsed("maxOrderQty", "1000000", Qty::of),
                limits.parsed("maxNotional", "100000000", Money::of),
                warnings(limits),
                releaseBy(root.section("halts")));
        limits.done();
        if (!rules.maxOrderQty().isPositive()) throw limits.wrong("maxOrderQty", "must be above 0");
        if (rules.maxNotional().compareTo(Money.ZERO) <= 0) throw limits.wrong("maxNotional", "must be above 0");
        return rules;
    }

    private static ReleaseBy releaseBy(Section halts) {
        var releaseBy = halts.parsed("release", "second-person", ServerConfig::releaseBy);
        halts.done();
        return releaseBy;
    }

    private static ReleaseBy releaseBy(String text) {
        return switch (text) {
            case "second-person" -> ReleaseBy.SECOND_PERSON;
            case "anyone" -> ReleaseBy.ANYONE;
            default -> throw new IllegalArgumentException(
                    "must be second-person (who pulled the kill switch may not release it) or anyone");
        };
    }

    private static Warnings warnings(Section limits) {
        return new Warnings(
                percent(limits, "warnPriceAwayPercent", Warnings.USUAL.priceAwayPercent(), 1_000),
                percent(limits, "warnNotionalPercent", Warnings.USUAL.notionalPercent(), 100),
                limits.duration("warnSameWithin", "10s", Duration.ZERO, Duration.ofHours(1)).toNanos());
    }

    private static BigDecimal percent(Section section, String key, BigDecimal otherwise, int most) {
        var percent = section.parsed(key, otherwise.toPlainString(), Money::of).amount();
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(most)) > 0)
            throw section.wrong(key, "is '" + percent.toPlainString() + "', must be a percentage above 0 and at most " + most);
        return percent;
    }

    private static Px positive(Section section, String key, Px px) {
        if (!px.isPositive()) throw section.wrong(key, "is '" + px + "', must be above 0");
        return px;
    }
}
