package dev.plumbline.server.lease;

import java.util.TreeMap;

import io.vertx.core.json.JsonObject;

import dev.plumbline.server.lease.LeaseRegister.Lease;
import dev.plumbline.server.lease.LeaseRegister.Server;

/// A [LeaseRegister] as the columns of its row in Postgres. The names are those that the views in V8 look for.
final class LeaseForm {
    private LeaseForm() {}

    static JsonObject servers(LeaseRegister register) {
        var json = new JsonObject();
        register.servers().forEach((name, server) -> json.put(name, new JsonObject()
                .put("incarnation", server.incarnation())
                .put("over", server.isOver())
                .put("renewed_at", server.renewedAt())
                .put("number", server.number())));
        return json;
    }

    static JsonObject leases(LeaseRegister register) {
        var json = new JsonObject();
        register.leases().forEach((name, lease) -> json.put(name, new JsonObject()
                .put("server", lease.owner().server())
                .put("incarnation", lease.owner().incarnation())
                .put("epoch", lease.epoch())));
        return json;
    }

    static LeaseRegister register(LeaseTerms terms, JsonObject servers, JsonObject leases) {
        var running = new TreeMap<String, Server>();
        for (var name : servers.fieldNames()) {
            var one = servers.getJsonObject(name);
            running.put(name, new Server(
                    one.getLong("incarnation"), one.getBoolean("over"), one.getLong("renewed_at"), one.getLong("number")));
        }
        var held = new TreeMap<String, Lease>();
        for (var name : leases.fieldNames()) {
            var one = leases.getJsonObject(name);
            held.put(name, new Lease(new Run(one.getString("server"), one.getLong("incarnation")), one.getLong("epoch")));
        }
        return new LeaseRegister(terms, running, held);
    }
}
