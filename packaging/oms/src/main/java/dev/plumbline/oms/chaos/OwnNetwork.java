package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A network of the run's own, in a namespace of its own ([Inside]): each server on a machine of its own as far as the network
/// goes, with one line to the house in which this process, Postgres and the brokers are. What servers say to each other goes
/// through the house, where it can get lost without a word, as it does on a line that is cut.
///
/// By `ip` and `tc` of iproute2. One thread.
final class OwnNetwork implements AutoCloseable {
    static final String NAME = "network";
    /// Whether the machine lets us: what is tried before.
    static final String TRIAL =
            "ip link set lo up && echo 1 > /proc/sys/net/ipv4/ip_forward && ip link add name one type veth peer name other && unshare --net true"
                    + " && ip rule add pref 100 lookup local && ip rule del pref 0 && ip rule add pref 10 from 10.77.1.2 blackhole"
                    + " && tc qdisc add dev one root tbf rate 1mbit burst 16kbit latency 1s";

    /// Of this process, Postgres and the brokers.
    static final String HOUSE = "10.77.0.1";
    /// Rules before that of a machine's own addresses, so that they count for what comes in as well.
    private static final String CUT = "10";
    private static final String LOCAL = "100";
    /// A line on which a batch takes a while, with room for two seconds.
    private static final String[] SLOW = {"root", "tbf", "rate", "512kbit", "burst", "16kbit", "latency", "2s"};

    private final List<Process> machines = new ArrayList<>();

    /// @param count of machines
    OwnNetwork(int count) {
        run("ip", "link", "set", "lo", "up");
        run("ip", "addr", "add", HOUSE + "/32", "dev", "lo");
        run("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        localAfterCuts();
        try {
            for (int i = 0; i < count; i++) add(i);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private void add(int i) {
        try {
            // Waits for input from this process, so it ends with it, however that ends.
            machines.add(new ProcessBuilder("unshare", "--net", "cat").start());
        } catch (IOException stuck) {
            throw new UncheckedIOException("unshare: " + stuck.getMessage(), stuck);
        }
        run("ip", "link", "add", line(i), "type", "veth", "peer", "name", "m" + i);
        awaitOwnNetwork(i);
        run("ip", "link", "set", "m" + i, "netns", pid(i));
        run("ip", "addr", "add", gate(i) + "/24", "dev", line(i));
        run("ip", "link", "set", line(i), "up");
        at(i, "ip", "link", "set", "lo", "up");
        at(i, "ip", "link", "set", "m" + i, "name", "eth0");
        at(i, "ip", "addr", "add", address(i) + "/24", "dev", "eth0");
        at(i, "ip", "link", "set", "eth0", "up");
        at(i, "ip", "route", "add", "default", "via", gate(i));
    }

    /// The process is there before it has a network of its own.
    private void awaitOwnNetwork(int i) {
        var own = run("readlink", "/proc/self/ns/net");
        while (run("readlink", "/proc/" + pid(i) + "/ns/net").equals(own)) Thread.onSpinWait();
    }

    private static void localAfterCuts() {
        run("ip", "rule", "add", "pref", LOCAL, "lookup", "local");
        run("ip", "rule", "del", "pref", "0");
    }

    private static String line(int i) {
        return "line" + i;
    }

    private String pid(int i) {
        return Long.toString(machines.get(i).pid());
    }

    /// Where the machine is seen by others.
    static String address(int i) {
        return "10.77." + (i + 1) + ".2";
    }

    /// The house as the machine's next neighbour. What comes from there is not cut off: who asks at a door stands in the same room.
    private static String gate(int i) {
        return "10.77." + (i + 1) + ".1";
    }

    /// What a command begins with that is to run on that machine.
    List<String> on(int i) {
        return List.of("nsenter", "--net=/proc/" + pid(i) + "/ns/net");
    }

    /// From now on nothing that one sends reaches the other. The other way is open.
    void cut(int from, int to) {
        cut(address(from), address(to));
    }

    /// Nothing from the house, where Postgres and the brokers are, reaches the machine or comes from there.
    void cutHouse(int machine) {
        cut(address(machine), HOUSE);
        cut(HOUSE, address(machine));
    }

    /// Where it would go in: what the house itself sends is thrown away only at the machine.
    private void cut(String from, String to) {
        if (!from.equals(HOUSE)) run("ip", "rule", "add", "pref", CUT, "from", from, "to", to, "blackhole");
        else for (int i = 0; i < machines.size(); i++) if (to.equals(address(i))) cutAt(i);
    }

    private void cutAt(int i) {
        if (run(on(i), "ip", "rule", "show", "pref", LOCAL).isEmpty()) {
            at(i, "ip", "rule", "add", "pref", LOCAL, "lookup", "local");
            at(i, "ip", "rule", "del", "pref", "0");
        }
        at(i, "ip", "rule", "add", "pref", CUT, "from", HOUSE, "iif", "eth0", "blackhole");
    }

    /// Little goes through the line of that machine, and what waits too long is lost.
    void slow(int i) {
        run(List.of("tc", "qdisc", "add", "dev", line(i)), SLOW);
        run(on(i), concat(new String[] {"tc", "qdisc", "add", "dev", "eth0"}, SLOW));
    }

    private static String[] concat(String[] a, String[] b) {
        var all = new ArrayList<>(List.of(a));
        all.addAll(List.of(b));
        return all.toArray(String[]::new);
    }

    /// All lines are whole and quick again.
    void heal() {
        removeCuts(List.of());
        for (int i = 0; i < machines.size(); i++) {
            removeCuts(on(i));
            if (run("tc", "qdisc", "show", "dev", line(i)).contains("tbf")) {
                run("tc", "qdisc", "del", "dev", line(i), "root");
                at(i, "tc", "qdisc", "del", "dev", "eth0", "root");
            }
        }
    }

    private static void removeCuts(List<String> where) {
        int rules = (int) run(where, "ip", "rule", "show", "pref", CUT).lines().count();
        for (int i = 0; i < rules; i++) run(where, "ip", "rule", "del", "pref", CUT);
    }

    private void at(int i, String... command) {
        run(on(i), command);
    }

    private static String run(String... command) {
        return run(List.of(), command);
    }

    private static String run(List<String> before, String... command) {
        var whole = new ArrayList<>(before);
        whole.addAll(List.of(command));
        try {
            var process = new ProcessBuilder(whole).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) throw new IllegalStateException(String.join(" ", whole) + ": " + said);
            return said;
        } catch (IOException stuck) {
            throw new UncheckedIOException(String.join(" ", whole) + ": " + stuck.getMessage(), stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /// The network goes with the process.
    @Override
    public void close() {
        for (var machine : machines) machine.destroyForcibly();
    }
}
