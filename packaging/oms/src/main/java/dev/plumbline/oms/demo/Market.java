package dev.plumbline.oms.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.adapter.simulator.Chaos;
import dev.plumbline.core.Account;
import dev.plumbline.core.Px;
import dev.plumbline.core.Symbol;
import dev.plumbline.server.config.ConfigException;

/// What is traded in the demo, by whom, and through which brokers: the same as in packaging/config/oms.yaml.
public final class Market {
    public static final String CLIENT = "PLUMBLINE";

    public static final List<Account> ACCOUNTS = List.of(
            new Account("ALPHA-1"),
            new Account("ALPHA-2"),
            new Account("MACRO-LS"),
            new Account("INDEX-EU"),
            new Account("PENSION-7"));

    /// A broker of the demo. `port` is where `oms simulate` listens; the demo takes any that is free.
    public record Broker(String name, String beginString, int port) {}

    public static final List<Broker> BROKERS =
            List.of(new Broker("ALPHA", "FIX.4.4", 9844), new Broker("BRAVO", "FIX.4.2", 9842));

    public static final Map<Symbol, Px> REFERENCE_PX = referencePx();

    private Market() {}

    /// What `--chaos` names. @throws ConfigException saying what there is
    public static Chaos chaos(String name) {
        try {
            return Chaos.named(name);
        } catch (IllegalArgumentException unknown) {
            throw new ConfigException("--chaos " + name + ": must be none, rough or hostile");
        }
    }

    private static Map<Symbol, Px> referencePx() {
        var px = new LinkedHashMap<Symbol, Px>();
        var table =
                """
                AAPL 187.42
                MSFT 414.10
                NVDA 880.25
                TSLA 172.63
                AMZN 178.15
                JPM 198.40
                XOM 118.22
                SAP.DE 178.90
                AIR.PA 162.34
                NESN.SW 95.60
                """;
        table.lines().map(line -> line.split(" ")).forEach(row -> px.put(new Symbol(row[0]), Px.of(row[1])));
        return px;
    }
}
