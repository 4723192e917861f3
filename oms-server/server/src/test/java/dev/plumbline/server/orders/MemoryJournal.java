package dev.plumbline.server.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.Journal;
import dev.plumbline.server.journal.Kept;

/// A journal in a list, for tests of what is behind it: no form, no chain.
public class MemoryJournal implements Journal {
    private static final Buffer NOTHING = Buffer.buffer();

    public final List<Kept> kept = new ArrayList<>();

    @Override
    public synchronized Future<List<Kept>> append(List<Entry> entries) {
        var added = new ArrayList<Kept>();
        for (var entry : entries) added.add(new Kept(kept.size() + added.size() + 1L, entry, NOTHING, NOTHING));
        kept.addAll(added);
        return Future.succeededFuture(added);
    }

    @Override
    public synchronized void read(long number, Predicate<Kept> reader) {
        for (var one : kept) if (one.number() >= number && !reader.test(one)) return;
    }

    @Override
    public void release(long number) {}

    @Override
    public String closedBecause() {
        return "";
    }
}
