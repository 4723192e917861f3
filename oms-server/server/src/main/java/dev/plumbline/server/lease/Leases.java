package dev.plumbline.server.lease;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.server.lease.Arbiter.Tenure;

/// The leases of one server: which shards and broker sessions are its own, and whether it may act on them right now.
/// Decision 13 says why this is safe.
///
/// One event loop calls; [#mayAct] may be asked by any thread, and is asked last, just before bytes leave.
public final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final String server;
    private final LeaseTerms terms;
    private final Arbiter arbiter;
    private final Peers peers;
    private final LongSupplier nanoTime;

    private @Nullable Run run;
    private volatile Authority authority;
    private final Map<String, Long> epochs = new ConcurrentHashMap<>();
    private boolean registering;
    private boolean ended;

    private Set<String> wanted = new TreeSet<>();
    private Set<String> inSight = new TreeSet<>();
    private Map<String, Long> processes = Map.of();
    /// The run of each other server that spoke to us last, unless its process has gone since.
    private final Map<String, Run> heard = new TreeMap<>();
    private Set<String> asked = new TreeSet<>();
    private long lastNumber;
    /// Answers to requests before this one speak of what was asked for before.
    private long askedSince;
    private long renewedAt;
    private boolean isRenewed;
    /// The newest run of each other server that we know, whether or not it is over.
    private final Map<String, Run> newest = new TreeMap<>();
    /// Those that were in sight: only who has been here can have been lost.
    private final Set<Run> seen = new LinkedHashSet<>();
    private final Map<Run, Fencing> fencings = new LinkedHashMap<>();

    /// @param server its name, one of `terms`
    /// @param nanoTime a clock that never goes back, `System::nanoTime`
    public Leases(String server, LeaseTerms terms, Arbiter arbiter, Peers peers, LongSupplier nanoTime) {
        if (!terms.servers().contains(server)) throw new IllegalArgumentException(server + " is not in " + terms);
        this.server = server;
        this.terms = terms;
        this.arbiter = arbiter;
        this.peers = peers;
        this.nanoTime = nanoTime;
        this.authority = new Authority(terms);
    }

    // ---- for whoever acts

    /// Whether `lease` is ours and nobody can have taken it: to be asked at the last moment before something leaves.
    public boolean mayAct(String lease) {
        return epochs.containsKey(lease) && authority.holds(nanoTime.getAsLong());
    }

    /// Under which epoch we hold it; empty where it is not ours.
    public OptionalLong epoch(String lease) {
        var epoch = epochs.get(lease);
        return epoch == null ? OptionalLong.empty() : OptionalLong.of(epoch);
    }

    /// This life of the server, from its registration to its end.
    public Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    /// Whether this run of another server lives and is a member of the cluster, as far as we know: it has spoken to us, and its process
    /// is there. One of the same name that has just been started is another one, though the arbiter does not know of a newer run yet.
    public boolean isInSight(Run other) {
        return inSight.contains(other.server()) && other.equals(heard.get(other.server())) && !isOver(other);
    }

    /// Each lease that is ours, with its epoch.
    public Map<String, Long> held() {
        return Map.copyOf(epochs);
    }

    // ---- what other servers ask

    /// A span for `to`. Only who may act itself gives one: who was fenced and does not know it would else hold up another
    /// who was.
    /// @return who promises; empty where it is refused
    public Optional<Run> promise(Run to) {
        if (run == null) return Optional.empty();
        hear(to);
        boolean isGiven = !isRefused(to) && authority.holds(nanoTime.getAsLong());
        return isGiven ? Optional.of(run) : Optional.empty();
    }

    /// From now on nothing is promised to `whom` by this run. There is no way back: who was refused begins another run.
    /// @return who refuses; empty where the arbiter may be away, as then nobody could be fenced, and should not be
    public Optional<Run> refuse(Run whom) {
        if (run == null || !isRefused(whom) && !isNear(nanoTime.getAsLong())) return Optional.empty();
        if (!isRefused(whom)) fencing(whom);
        return Optional.of(run);
    }

    private boolean isRefused(Run whom) {
        return fencings.containsKey(whom) || isOlder(whom);
    }

    private boolean isOlder(Run one) {
        var known = newest.get(one.server());
        return known != null && known.incarnation() > one.incarnation();
    }

    private void know(Run other) {
        if (!isOlder(other)) newest.put(other.server(), other);
    }

    private void hear(Run other) {
        know(other);
        if (!isOlder(other)) heard.put(other.server(), other);
    }

    // ---- what the cluster tells

    /// Which leases this server is to hold, by the cluster's table of partitions. What is not among them any more it gives
    /// back, once the arbiter can give it to another.
    public void want(Set<String> leases) {
        wanted = Collections.unmodifiableSet(new TreeSet<>(leases));
    }

    /// Which servers the cluster has as members.
    /// @param servers something for each that no other process of that server has, such as when it was started
    public void see(Map<String, Long> servers) {
        heard.keySet().removeIf(other -> !Objects.equals(processes.get(other), servers.get(other)));
        processes = Map.copyOf(servers);
        inSight = Collections.unmodifiableSet(new TreeSet<>(servers.keySet()));
    }

    // ---- what it does by itself

    /// To be called each [LeaseTerms#renewEvery()].
    public void tick() {
        if (ended) return;
        var here = run;
        if (here == null) {
            register();
            return;
        }
        long now = nanoTime.getAsLong();
        renew(here, now);
        for (var other : terms.servers()) if (!other.equals(server)) askPromise(other, here, now);
        for (var other : newest.values()) if (inSight.contains(other.server())) seen.add(other);
        if (isNear(now)) suspect();
        seen.removeIf(this::isOlder);
        fencings.values().removeIf(fencing -> isOlder(fencing.lost));
        for (var fencing : List.copyOf(fencings.values())) if (!fencing.isOver()) goOn(fencing, here, now);
    }

    /// Gives everything back, for good. What acts must have stopped.
    public Future<Void> end() {
        var here = run;
        ended = true;
        over();
        return here == null ? Future.succeededFuture() : arbiter.end(here);
    }

    private void register() {
        if (registering) return;
        registering = true;
        long askedAt = nanoTime.getAsLong();
        arbiter.lastIncarnation(server)
                .compose(last -> arbiter.register(server, last, inSight))
                .onComplete(answered -> {
                    registering = false;
                    if (answered.succeeded() && !ended) begin(answered.result(), askedAt);
                });
    }

    private void begin(Arbiter.Registered registered, long askedAt) {
        newest.clear();
        seen.clear();
        fencings.clear();
        for (var one : registered.over().values()) {
            know(one);
            fencing(one);
        }
        lastNumber = 0;
        asked = Set.of();
        askedSince = 0;
        isRenewed = false;
        authority = new Authority(terms);
        authority.renewed(askedAt);
        run = registered.run();
        tick();
    }

    private void renew(Run here, long now) {
        var leaning = authority;
        long number = ++lastNumber;
        askFor(whatToAskFor(now));
        arbiter.renew(here, number, asked, quiet(now))
                .onSuccess(tenures -> {
                    leaning.renewed(now);
                    if (here.equals(run)) renewed(now, number, tenures);
                })
                .onFailure(failed -> failed(here, failed));
    }

    /// Those of which we know that nothing holds any more on which they could lean.
    private Set<Run> quiet(long now) {
        return fencings.values().stream().filter(fencing -> fencing.isQuiet(now)).map(fencing -> fencing.lost)
                .collect(Collectors.toSet());
    }

    /// While the arbiter is away nobody could take what we gave back; while we are few there may be others who do.
    private Set<String> whatToAskFor(long now) {
        var leases = new TreeSet<String>();
        if (isNear(now) || epochs.isEmpty()) leases.addAll(wanted);
        else leases.addAll(epochs.keySet());
        if (!mayTake()) leases.retainAll(epochs.keySet());
        return leases;
    }

    private boolean mayTake() {
        return inSight.size() >= terms.majority()
                || newest.values().stream().allMatch(other -> inSight.contains(other.server()) || isOver(other));
    }

    private boolean isOver(Run other) {
        var fencing = fencings.get(other);
        return fencing != null && fencing.isOver();
    }

    /// On what is not asked for any more it stops to act before it says so.
    private void askFor(Set<String> leases) {
        if (asked.equals(leases)) return;
        asked = leases;
        askedSince = lastNumber;
        epochs.keySet().retainAll(leases);
    }

    private void renewed(long askedAt, long number, Map<String, Tenure> tenures) {
        if (!isRenewed || askedAt - renewedAt > 0) renewedAt = askedAt;
        isRenewed = true;
        if (number < askedSince) return;
        tenures.forEach((lease, tenure) -> {
            switch (tenure) {
                case Tenure.Ours(long epoch) -> epochs.put(lease, epoch);
                case Tenure.Others(var owner, boolean isOver) -> heldBy(owner, isOver);
            }
        });
    }

    private void heldBy(Run owner, boolean isOver) {
        if (isOver) over(fencing(owner));
        else if (!inSight.contains(owner.server())) fencing(owner);
    }

    private void askPromise(String other, Run here, long now) {
        var leaning = authority;
        peers.promise(other, here).onSuccess(by -> {
            leaning.promised(by.server(), now);
            if (here.equals(run)) hear(by);
        });
    }

    /// The arbiter has answered not long ago.
    private boolean isNear(long now) {
        return isRenewed && renewedAt + terms.spanNanos() - now > 0;
    }

    /// Only while the arbiter is near. Without it nobody can be fenced, and promises are all that the others have.
    private void suspect() {
        for (var other : seen) if (!inSight.contains(other.server())) fencing(other);
    }

    private Fencing fencing(Run lost) {
        return fencings.computeIfAbsent(lost, Fencing::new);
    }

    private void goOn(Fencing fencing, Run here, long now) {
        fencing.refused(here);
        for (var other : terms.servers())
            if (!other.equals(server) && !other.equals(fencing.lost.server()))
                peers.refuse(other, fencing.lost).onSuccess(fencing::refused);
        arbiter.fence(here, fencing.lost, fencing.refusers(), quiet(now), seen.contains(fencing.lost))
                .onSuccess(isOver -> {
                    if (isOver) over(fencing);
                })
                .onFailure(failed -> failed(here, failed));
    }

    private void over(Fencing fencing) {
        if (!fencing.isOver())
            LOG.warn("{} has lost sight of {}, which is over; what it held can be taken in a moment", server, fencing.lost);
        fencing.over(nanoTime.getAsLong(), terms);
    }

    /// Anything but being over is tried again with the next tick.
    private void failed(Run here, Throwable why) {
        if (!(why instanceof FencedException) || !here.equals(run)) return;
        LOG.error("{} is over: it sends and writes nothing any more, and begins anew", here);
        over();
    }

    private void over() {
        authority.over();
        epochs.clear();
        run = null;
    }
}
