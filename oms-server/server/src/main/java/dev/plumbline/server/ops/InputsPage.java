package dev.plumbline.server.ops;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

import dev.plumbline.server.store.StoredInput;
import dev.plumbline.server.store.StoredInput.After;

/// A page of inputs: which one is asked for, and the page as JSON.
///
/// @param after from the last page's `next`; [After#NOTHING] for the first
record InputsPage(After after, int limit) {
    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 1_000;
    private static final Pattern AFTER = Pattern.compile("(\\d{1,4})\\.(\\d{1,18})");
    private static final long NANOS = 1_000_000_000;

    /// @throws IllegalArgumentException in one line, where a parameter is wrong
    static InputsPage of(MultiMap params) {
        return new InputsPage(after(params.get("after")), limit(params.get("limit")));
    }

    private static After after(@Nullable String text) {
        if (text == null) return After.NOTHING;
        var parts = AFTER.matcher(text);
        if (!parts.matches()) throw new IllegalArgumentException("after is '" + text + "'; give 'next' of the page before");
        return new After(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    private static int limit(@Nullable String text) {
        if (text == null) return LIMIT;
        if (text.matches("\\d{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIMIT_MAX) return limit;
        }
        throw new IllegalArgumentException("limit is '" + text + "'; give 1 to " + LIMIT_MAX);
    }

    /// `next` is there where there may be more.
    String json(List<StoredInput> inputs) {
        var items = new JsonArray();
        for (var input : inputs) items.add(json(input));
        var page = new JsonObject().put("inputs", items);
        if (inputs.size() == limit) page.put("next", number(inputs.getLast().shard(), inputs.getLast().seq()));
        return page.encodePrettily();
    }

    private static JsonObject json(StoredInput input) {
        var json = new JsonObject()
                .put("input", number(input.shard(), input.seq()))
                .put("session", input.session())
                .put("clOrdID", input.clOrdID())
                .put("execID", input.execID())
                .put("reason", input.reason())
                .put("receivedAt", time(input.receivedAt()))
                .put("raw", input.raw().toString(StandardCharsets.ISO_8859_1).replace('\u0001', '|'));
        if (input.releasedBy() > 0)
            json.put("releasedBy", number(input.shard(), input.releasedBy()))
                    .put("releasedAt", time(input.releasedAt()))
                    .put("became", input.became());
        return json;
    }

    private static String number(int shard, long seq) {
        return shard + "." + seq;
    }

    private static String time(long at) {
        return Instant.ofEpochSecond(Math.floorDiv(at, NANOS), Math.floorMod(at, NANOS)).toString();
    }
}
