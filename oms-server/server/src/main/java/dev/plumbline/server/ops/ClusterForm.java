package dev.plumbline.server.ops;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.plumbline.server.ops.ClusterPicture.Lease;
import dev.plumbline.server.ops.ClusterPicture.Member;
import dev.plumbline.server.ops.ClusterPicture.Promise;
import dev.plumbline.server.ops.ClusterPicture.Replica;
import dev.plumbline.server.ops.ClusterPicture.State;
import dev.plumbline.server.ops.ClusterPicture.Store;
import dev.plumbline.server.ops.ClusterPicture.TakeOver;

/// A [ClusterPicture] as JSON: what `/cluster` answers, what servers tell each other, and what `oms cluster status` reads. What
/// a reader does not know it passes over, what is missing is "none": servers of two versions may meet.
public final class ClusterForm {
    private static final long NANOS = 1_000_000_000;

    private ClusterForm() {}

    /// What one server has gathered.
    public static JsonObject answer(String asked, List<ClusterPicture> pictures) {
        var all = new JsonArray();
        for (var picture : pictures) all.add(json(picture));
        return new JsonObject().put("asked", asked).put("servers", all);
    }

    /// @throws ClassCastException or another [RuntimeException] where it is no such answer
    public static List<ClusterPicture> pictures(JsonObject answer) {
        return objects(answer, "servers").stream().map(ClusterForm::picture).toList();
    }

    public static JsonObject json(ClusterPicture picture) {
        var json = new JsonObject()
                .put("server", picture.server())
                .put("state", picture.state().name())
                .put("says", picture.says())
                .put("at", time(picture.at()));
        if (picture.startedAt() > 0) json.put("startedAt", time(picture.startedAt()));
        if (picture.servers().isEmpty()) return json; // it tells nothing
        json.put("acting", picture.acting())
                .put("promise", picture.promise().name())
                .put("members", members(picture.servers()))
                .put("store", json(picture.store()))
                .put("replica", json(picture.replica()))
                .put("leases", leases(picture.leases()));
        picture.takeOver().ifPresent(last -> json.put("takeOver", new JsonObject()
                .put("at", time(last.at())).put("seconds", seconds(last.nanos())).put("from", last.from())));
        return json;
    }

    private static JsonArray members(List<Member> servers) {
        var all = new JsonArray();
        for (var one : servers) {
            var member = new JsonObject().put("server", one.server()).put("inSight", one.isInSight());
            if (one.since() > 0) member.put("since", time(one.since()));
            all.add(member);
        }
        return all;
    }

    private static JsonObject json(Store store) {
        return new JsonObject()
                .put("reached", store.isReached()).put("backlog", store.backlog()).put("lagSeconds", seconds(store.lagNanos()));
    }

    private static JsonObject json(Replica replica) {
        return new JsonObject()
                .put("safe", replica.isSafe()).put("inputs", replica.inputs()).put("bytes", replica.bytes())
                .put("memoryBytes", replica.memoryBytes()).put("misses", replica.misses());
    }

    private static JsonArray leases(List<Lease> leases) {
        var all = new JsonArray();
        for (var one : leases) {
            var lease = new JsonObject().put("lease", one.lease()).put("owner", one.owner()).put("epoch", one.epoch());
            if (one.isOver()) lease.put("over", true);
            all.add(lease);
        }
        return all;
    }

    public static ClusterPicture picture(JsonObject json) {
        var store = json.getJsonObject("store", new JsonObject());
        var replica = json.getJsonObject("replica", new JsonObject());
        return new ClusterPicture(
                json.getString("server", ""), nanos(json.getString("at", "")), nanos(json.getString("startedAt", "")),
                state(json.getString("state", "")), json.getString("says", ""),
                objects(json, "members").stream().map(ClusterForm::member).toList(),
                json.getString("acting", ""), promise(json.getString("promise", "")),
                new Replica(
                        replica.getLong("inputs", 0L), replica.getLong("bytes", 0L), replica.getLong("memoryBytes", 0L),
                        replica.getBoolean("safe", false), replica.getLong("misses", 0L)),
                new Store(
                        store.getBoolean("reached", false), store.getInteger("backlog", 0), nanos(store.getNumber("lagSeconds", 0))),
                objects(json, "leases").stream().map(ClusterForm::lease).toList(),
                Optional.ofNullable(json.getJsonObject("takeOver")).map(ClusterForm::takeOver));
    }

    private static Member member(JsonObject json) {
        return new Member(json.getString("server", ""), json.getBoolean("inSight", false), nanos(json.getString("since", "")));
    }

    private static Lease lease(JsonObject json) {
        return new Lease(
                json.getString("lease", ""), json.getString("owner", ""), json.getLong("epoch", 0L), json.getBoolean("over", false));
    }

    private static TakeOver takeOver(JsonObject json) {
        return new TakeOver(nanos(json.getString("at", "")), nanos(json.getNumber("seconds", 0)), json.getString("from", ""));
    }

    /// Of a later version: there, and not known what it does.
    private static State state(String name) {
        for (var state : State.values()) if (state.name().equals(name)) return state;
        return State.SILENT;
    }

    private static Promise promise(String name) {
        for (var promise : Promise.values()) if (promise.name().equals(name)) return promise;
        return Promise.NONE;
    }

    private static List<JsonObject> objects(JsonObject json, String key) {
        return json.getJsonArray(key, new JsonArray()).stream().map(JsonObject.class::cast).toList();
    }

    private static String time(long at) {
        return Instant.ofEpochSecond(Math.floorDiv(at, NANOS), Math.floorMod(at, NANOS)).toString();
    }

    private static long nanos(String time) {
        if (time.isEmpty()) return 0;
        var at = Instant.parse(time);
        return at.getEpochSecond() * NANOS + at.getNano();
    }

    /// To a millisecond: this is for people.
    private static double seconds(long nanos) {
        return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMillis(nanos), 3).doubleValue();
    }

    private static long nanos(Number seconds) {
        return TimeUnit.MILLISECONDS.toNanos(Math.round(seconds.doubleValue() * 1_000));
    }
}
