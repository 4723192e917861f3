package dev.plumbline.server.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Account;
import dev.plumbline.server.bridge.DeskCopy.Picture;
import dev.plumbline.server.bridge.DeskCopy.Place;
import dev.plumbline.server.bridge.Told.Kind;
import dev.plumbline.server.users.User;
import dev.plumbline.wire.follow.FeedStatus;
import dev.plumbline.wire.follow.FeedStatus.Phase;

/// What one client follows: a snapshot of what it may see, then news, in messages that are numbered consecutively. As long as the line
/// is full nothing is made: states are kept by the newest of each order and position, executions all, up to a bound beyond which the
/// stream is cut, with the reason. One thread.
final class Feed {
    /// Items in one message.
    static final int PART = 500;
    /// Executions that wait for a client that does not read.
    static final int FACTS_MAX = 20_000;

    /// So long a client may take for its snapshot.
    static final long LOADING_MAX_MS = 60_000;

    static final String SNAPSHOT = "snapshot";
    static final String MISSED = "missed";
    static final String NEWS = "news";
    static final String STATUS = "status";

    private static final Place NOWHERE = new Place("", 0);

    private final Out out;
    private final User user;
    private final Predicate<Account> isWanted;
    private final Set<Kind> kinds;
    /// What is on its way out, of a snapshot or of what was missed: lists of others, of which it may have all.
    private Iterator<Told> loading = Collections.emptyIterator();
    private final Map<Object, Told> states = new LinkedHashMap<>();
    private final Deque<Told> facts = new ArrayDeque<>();
    private String loadingAs = "";
    private long loadingSinceMs;
    private Place loadingAt = NOWHERE;
    /// Up to here all was told: what a message carries in which not all is.
    private Place told = NOWHERE;
    private Place place = NOWHERE;
    private long n;
    private Optional<FeedStatus> untold = Optional.empty();
    private boolean isLive;

    /// Where its messages go.
    interface Out {
        boolean isFull();

        void write(Buffer body);

        /// The client has been too slow: it is cut off.
        void cut(Fault why);
    }

    /// @param user who follows, as it was then
    /// @param isWanted whether it may see the account, and asks for it
    Feed(Out out, User user, Predicate<Account> isWanted, Set<Kind> kinds) {
        this.out = out;
        this.user = user;
        this.isWanted = isWanted;
        this.kinds = EnumSet.copyOf(kinds);
    }

    User user() {
        return user;
    }

    /// Begins, or begins anew: what was told before counts no more.
    ///
    /// @param since what has happened after the picture, up to `now`
    void begin(Picture picture, List<Told> since, Place now, long nowMs) {
        states.clear();
        facts.clear();
        told = NOWHERE;
        var its = new ArrayList<List<Told>>();
        picture.byAccount().forEach((account, all) -> {
            if (isWanted.test(account)) its.add(all);
        });
        load(SNAPSHOT, its.stream().flatMap(List::stream).filter(this::isFor).iterator(), picture.at(), nowMs);
        if (!since.isEmpty()) news(since, now);
    }

    /// Begins with what was missed since `after`, a place that the client knows.
    void resume(List<Told> missed, Place after, Place at, long nowMs) {
        told = after;
        load(MISSED, missed.stream().filter(this::isFor).iterator(), at, nowMs);
    }

    private void load(String as, Iterator<Told> all, Place at, long nowMs) {
        loading = all;
        loadingAs = as;
        loadingAt = at;
        loadingSinceMs = nowMs;
        place = at;
        isLive = true;
        flush();
    }

    /// It has been handed its first picture for too long: what is held for it is let go.
    void look(long nowMs) {
        if (loadingAs.isEmpty() || nowMs - loadingSinceMs < LOADING_MAX_MS) return;
        out.cut(new Fault(Fault.Code.TOO_MANY, "this client has not read its snapshot within " + LOADING_MAX_MS / 1_000
                + " s. Connect again, for fewer accounts or kinds"));
    }

    private boolean isFor(Told told) {
        return (kinds.contains(told.kind()) || told.kind() == Kind.GONE && kinds.contains(Kind.ORDER)) && told.isFor(isWanted);
    }

    void news(List<Told> news, Place now) {
        place = now;
        for (var one : news) if (isFor(one)) keep(one);
        if (facts.size() > FACTS_MAX) {
            out.cut(new Fault(Fault.Code.TOO_MANY, "this client does not read: more than " + FACTS_MAX
                    + " executions wait for it. Connect again, and open the stream after the place of the last message that was read"));
            return;
        }
        flush();
    }

    private void keep(Told told) {
        switch (told.kind()) {
            case ORDER, POSITION -> {
                states.remove(told.key());
                states.put(told.key(), told);
            }
            case GONE -> {
                states.remove(told.key());
                facts.addLast(told);
            }
            case EXECUTION -> facts.addLast(told);
        }
    }

    /// How this server stands with the one that acts.
    void status(FeedStatus status) {
        untold = Optional.of(status);
        flush();
    }

    /// Says what there is to say, as far as the line takes it.
    void flush() {
        while (!out.isFull() && hasMore()) {
            if (untold.isPresent()) tellStatus();
            else if (!loadingAs.isEmpty()) tellPart();
            else tellNews();
        }
    }

    private boolean hasMore() {
        return isLive && (untold.isPresent() || !loadingAs.isEmpty() || !states.isEmpty() || !facts.isEmpty());
    }

    private void tellPart() {
        var part = new ArrayList<Told>(PART);
        while (part.size() < PART && loading.hasNext()) part.add(loading.next());
        boolean isLast = !loading.hasNext();
        if (isLast) told = loadingAt;
        tell(loadingAs, told, part, ",\"isLast\":" + isLast);
        if (!isLast) return;
        loadingAs = "";
        loading = Collections.emptyIterator();
    }

    /// After a while of silence in parts: who has read the last one knows all up to its place.
    private void tellNews() {
        var all = new ArrayList<Told>(Math.min(PART, states.size() + facts.size()));
        for (var state = states.values().iterator(); state.hasNext() && all.size() < PART; state.remove()) all.add(state.next());
        while (!facts.isEmpty() && all.size() < PART) all.add(facts.removeFirst());
        if (states.isEmpty() && facts.isEmpty()) told = place;
        tell(NEWS, told, all, "");
    }

    private void tellStatus() {
        var status = untold.orElseThrow();
        untold = Optional.empty();
        var more = ",\"isLive\":" + (status.phase() == Phase.LIVE) + ",\"text\":" + new String(Shapes.text(status.reason()), UTF_8);
        tell(STATUS, told, List.of(), more);
    }

    private void tell(String type, Place at, Collection<Told> items, String more) {
        var body = Buffer.buffer(200 + items.size() * 400)
                .appendString("{\"n\":").appendString(Long.toString(++n))
                .appendString(",\"type\":\"").appendString(type)
                .appendString("\",\"epoch\":").appendBytes(Shapes.text(at.epoch()))
                .appendString(",\"seq\":").appendString(Long.toString(at.seq()))
                .appendString(more);
        var byKind = new EnumMap<Kind, List<Told>>(Kind.class);
        for (var item : items) byKind.computeIfAbsent(item.kind(), _ -> new ArrayList<>()).add(item);
        byKind.forEach((kind, its) -> {
            body.appendString(",\"").appendString(kind.list()).appendString("\":[");
            for (int i = 0; i < its.size(); i++) {
                if (i > 0) body.appendString(",");
                body.appendBytes(its.get(i).json());
            }
            body.appendString("]");
        });
        out.write(body.appendString("}"));
    }
}
