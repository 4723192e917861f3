package dev.plumbline.oms.cluster;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.plumbline.server.ops.ClusterForm;
import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.Lease;
import dev.plumbline.server.ops.ClusterPicture.State;

/// A [ClusterStatus] for a person, and for a program.
final class StatusText {
    private static final String SHARD = "shard-";
    private static final String SESSION = "session-";
    private static final int SESSIONS_NAMED = 4;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final String NOTHING = "-";

    private StatusText() {}

    /// The table, who holds what, and the verdict last: that is where a terminal ends.
    static String table(ClusterStatus status) {
        var out = new ArrayList<String>();
        if (!status.pictures().isEmpty()) {
            out.addAll(aligned(status.pictures()));
            out.add("");
            out.addAll(leases(status.pictures()));
            for (var one : status.pictures()) one.takeOver().ifPresent(last -> out.add(takeOver(one.server(), last)));
            if (!out.getLast().isEmpty()) out.add("");
        }
        for (var note : status.notes()) out.add("note: " + note);
        for (var finding : status.findings()) {
            out.add("WRONG: " + finding.what());
            out.add("  mend: " + finding.mend());
        }
        if (status.isWell())
            out.add("All is well: " + ClusterStatus.names(status.in(State.ACTING)) + " acts, "
                    + ClusterStatus.names(status.in(State.STANDING_BY)) + (status.in(State.STANDING_BY).size() == 1 ? " stands" : " stand")
                    + " by with all that it has.");
        return String.join("\n", out);
    }

    private static List<String> aligned(List<ClusterPicture> pictures) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("SERVER", "STATE", "SINCE", "SEES", "ACTING", "PROMISE", "STORE", "REPLICA"));
        for (var picture : pictures) rows.add(row(picture));
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) line.append("%-".concat((widths[i] + 2) + "s").formatted(row.get(i)));
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static List<String> row(ClusterPicture picture) {
        var state = words(picture.state());
        if (!ClusterStatus.isOwn(picture)) return List.of(picture.server(), state, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
        return List.of(
                picture.server(), state, picture.startedAt() == 0 ? NOTHING : time(picture.startedAt()),
                picture.inSight() + " of " + picture.servers().size(), picture.acting().isEmpty() ? "nobody" : picture.acting(),
                promise(picture), store(picture), replica(picture));
    }

    private static String words(State state) {
        return switch (state) {
            case ABSENT -> "NOT THERE";
            case SILENT -> "NO ANSWER";
            case HELD_UP -> "HELD UP";
            case FENCED -> "fenced, begins anew";
            default -> state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String promise(ClusterPicture picture) {
        return switch (picture.promise()) {
            case NONE -> NOTHING;
            case JOURNAL -> "journal only";
            case SECOND_SERVER -> "second server";
            case DATABASE -> "database";
        };
    }

    private static String store(ClusterPicture picture) {
        var store = picture.store();
        var waiting = store.backlog() == 0 ? "" : "%,d wait, %.1f s".formatted(store.backlog(), store.lagNanos() / 1e9);
        if (!store.isReached()) return waiting.isEmpty() ? "NOT REACHED" : "NOT REACHED, " + waiting;
        return waiting.isEmpty() ? "up to date" : waiting;
    }

    private static String replica(ClusterPicture picture) {
        var replica = picture.replica();
        var safe = replica.isSafe() ? "safe" : "NOT SAFE";
        var kept = bytes(replica.memoryBytes()) + " kept here";
        return picture.isOwner() ? "%s, %,d inputs, %s".formatted(safe, replica.inputs(), kept) : safe + ", " + kept;
    }

    private static String bytes(long bytes) {
        if (bytes < 10_000) return "%,d B".formatted(bytes);
        return bytes < 10_000_000 ? "%,d kB".formatted(bytes / 1_000) : "%,d MB".formatted(bytes / 1_000_000);
    }

    private static String takeOver(String server, ClusterPicture.TakeOver last) {
        if (last.from().isEmpty() || last.from().equals(server)) return server + " runs the shards since " + time(last.at());
        return "last take-over: " + time(last.at()) + ", " + server + " from " + last.from()
                + ", open %.1f s after %s was last seen to act".formatted(last.nanos() / 1e9, last.from());
    }

    private static String time(long at) {
        return TIME.format(Instant.ofEpochSecond(at / 1_000_000_000));
    }

    /// As who acts has it, else who has looked at the register last. What is alike is one line.
    static List<String> leases(List<ClusterPicture> pictures) {
        var best = pictures.stream().max(Comparator.comparing(ClusterPicture::isOwner)
                .thenComparing(one -> one.store().isReached()).thenComparing(ClusterPicture::at));
        record Held(String owner, long epoch, boolean isOver) {}
        Map<Held, List<String>> alike = new LinkedHashMap<>();
        for (var lease : best.map(ClusterPicture::leases).orElse(List.<Lease>of()))
            alike.computeIfAbsent(new Held(lease.owner(), lease.epoch(), lease.isOver()), _ -> new ArrayList<>()).add(lease.lease());
        return alike.entrySet().stream().map(one -> {
            var held = one.getKey();
            var who = held.owner.isEmpty() ? "nobody, last epoch " : held.owner + (held.isOver ? " (over), epoch " : ", epoch ");
            return folded(one.getValue()) + ": " + who + held.epoch;
        }).toList();
    }

    /// `shards 0-15 and 2 sessions (ALPHA, BRAVO)`.
    private static String folded(List<String> leases) {
        var shards = leases.stream().filter(lease -> lease.startsWith(SHARD)).map(lease -> Integer.valueOf(lease.substring(SHARD.length())))
                .collect(Collectors.toCollection(TreeSet::new));
        var sessions = leases.stream().filter(lease -> lease.startsWith(SESSION)).map(lease -> lease.substring(SESSION.length())).toList();
        var parts = new ArrayList<String>();
        if (!shards.isEmpty()) parts.add((shards.size() == 1 ? "shard " : "shards ") + ranges(shards));
        if (sessions.size() == 1) parts.add("session " + sessions.getFirst());
        else if (!sessions.isEmpty())
            parts.add(sessions.size() + " sessions" + (sessions.size() > SESSIONS_NAMED ? "" : " (" + String.join(", ", sessions) + ")"));
        return String.join(" and ", parts);
    }

    private static String ranges(NavigableSet<Integer> numbers) {
        var ranges = new ArrayList<String>();
        int first = numbers.first();
        int last = first;
        for (int number : numbers.tailSet(first, false)) {
            if (number > last + 1) {
                ranges.add(range(first, last));
                first = number;
            }
            last = number;
        }
        ranges.add(range(first, last));
        return String.join(", ", ranges);
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    static JsonObject json(ClusterStatus status) {
        var findings = new JsonArray();
        for (var finding : status.findings()) findings.add(new JsonObject().put("what", finding.what()).put("mend", finding.mend()));
        var servers = new JsonArray();
        for (var picture : status.pictures()) servers.add(ClusterForm.json(picture));
        return new JsonObject()
                .put("well", status.isWell())
                .put("acting", names(status, State.ACTING))
                .put("standingBy", names(status, State.STANDING_BY))
                .put("findings", findings)
                .put("notes", new JsonArray(status.notes()))
                .put("servers", servers);
    }

    private static JsonArray names(ClusterStatus status, State state) {
        return new JsonArray(status.in(state).stream().map(ClusterPicture::server).toList());
    }
}
