package dev.plumbline.oms.chaos;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.plumbline.server.config.ServerConfig.Endpoint;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// Some consoles in one process, and what they say.
final class Consoles implements AutoCloseable {
    final int count;
    private final Child child;
    private final Map<String, Phase> phases = new ConcurrentHashMap<>();
    private final Set<Phase> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    Consoles(List<String> before, Endpoint server, int count, Path log) {
        this.count = count;
        child = new Child(before, ConsolesProgram.class, List.of(server.host(), Integer.toString(server.port()), Integer.toString(count)), log, this::on);
    }

    private void on(String line) {
        var words = line.split(" ", 4);
        if (words[1].equals("phase")) {
            phases.put(words[0], Phase.valueOf(words[2]));
            seen.add(Phase.valueOf(words[2]));
        } else heard.add(words[0] + " " + line.split(" ", 3)[2]);
    }

    boolean areAll(Phase phase) {
        return phases.size() == count && phases.values().stream().allMatch(phase::equals);
    }

    boolean areNone(Phase phase) {
        return phases.size() == count && phases.values().stream().noneMatch(phase::equals);
    }

    @Override
    public String toString() {
        return count + " consoles " + phases;
    }

    /// Which they have been in since this was asked last.
    Set<Phase> seen() {
        var result = Set.copyOf(seen);
        seen.clear();
        return result;
    }

    boolean haveHeard(String text) {
        for (int i = 0; i < count; i++) if (!heard.contains(i + " " + text)) return false;
        return true;
    }

    boolean hasOneHeard(String text) {
        for (int i = 0; i < count; i++) if (heard.contains(i + " " + text)) return true;
        return false;
    }

    /// SIGSTOP, as a laptop that sleeps.
    void sleep() {
        child.freeze();
    }

    void wake() {
        child.thaw();
    }

    /// Without a goodbye.
    void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }
}
