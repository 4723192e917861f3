package dev.plumbline.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.PartitionAware;
import com.hazelcast.partition.PartitionService;

/// A model of Hazelcast, as far as the replica relies on it: members that find each other, lose each other and form parts, the
/// smaller of which is taken into the larger one later, its data gone; partitions, each with an owner and one backup; a partition
/// is lost where both are; who joins gets its share after a while, partition by partition.
///
/// What its members are handed are Hazelcast's own interfaces, of which only the methods that the replica calls do anything.
final class Grid {
    private static final long TICK = 100 * World.MS;
    private static final long RETRY = 100 * World.MS;
    /// As the replica sets it: a backup that has not answered by then is none.
    private static final long BACKUP_TIMEOUT = 1_000 * World.MS;
    private static final int COPIES = 2;

    private final World world;
    private final SuccessionCluster lines;
    private final SuccessionFault fault;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Long> heardAt = new HashMap<>();
    private final long mergeAfter;
    private final int slowMicros;
    private int identities;

    /// Members that see each other, the oldest first, and what they have.
    private static final class Part {
        final List<Node> members = new ArrayList<>();
        final Map<Object, Partition> partitions = new LinkedHashMap<>();
        long mergeAt = Long.MAX_VALUE;
    }

    private static final class Partition {
        /// Owner and backup.
        final List<Node> holders = new ArrayList<>();
        final Map<Node, Map<Object, byte[]>> copies = new HashMap<>();
        boolean isMoving;

        Map<Object, byte[]> at(Node node) {
            return copies.computeIfAbsent(node, _ -> new LinkedHashMap<>());
        }
    }

    Grid(World world, SuccessionCluster lines, SuccessionFault fault) {
        this.world = world;
        this.lines = lines;
        this.fault = fault;
        this.mergeAfter = (1 + world.below(15)) * 1_000 * World.MS;
        this.slowMicros = world.below(3) == 0 ? 8_000_000 : 800_000;
        world.in(TICK, this::tick);
    }

    /// A process joins, or founds a part of its own where it reaches nobody.
    Node join(Candidate process) {
        var node = new Node(process);
        for (var part : parts)
            if (reaches(node, part.members.getFirst())) {
                add(part, node);
                return node;
            }
        found(List.of(node), new LinkedHashMap<>());
        return node;
    }

    private void found(List<Node> nodes, Map<Object, Partition> partitions) {
        var part = new Part();
        part.members.addAll(nodes);
        part.partitions.putAll(partitions);
        for (var node : nodes) node.part = part;
        parts.add(part);
        repair(part);
    }

    private void add(Part part, Node node) {
        part.members.add(node);
        node.part = part;
        node.identify();
        world.trace("grid: members are " + part.members);
        for (var partition : part.partitions.values()) if (partition.holders.size() == COPIES && world.below(2) == 0) move(part, partition, node);
        repair(part);
    }

    private boolean reaches(Node one, Node other) {
        return one == other || one.isAwake() && other.isAwake() && lines.isLinked(one.name(), other.name());
    }

    // ---- who sees whom

    private void tick() {
        world.in(TICK, this::tick);
        for (var part : List.copyOf(parts)) lose(part);
        for (var part : List.copyOf(parts)) merge(part);
    }

    private void lose(Part part) {
        var lost = new ArrayList<Node>();
        var dead = part.members.stream().filter(node -> !node.isUp()).toList();
        var living = part.members.stream().filter(Node::isUp).toList();
        if (living.isEmpty()) {
            parts.remove(part);
            return;
        }
        var first = living.getFirst();
        for (var other : living) if (isLost(first, other)) lost.add(other);
        if (lost.isEmpty() && dead.isEmpty()) return;
        part.members.removeAll(dead);
        part.members.removeAll(lost);
        world.trace("grid: members are " + part.members + (lost.isEmpty() ? "" : ", and have lost " + lost));
        if (!lost.isEmpty()) {
            var theirs = new LinkedHashMap<Object, Partition>();
            part.partitions.forEach((key, partition) -> theirs.put(key, of(partition, lost)));
            found(lost, theirs);
        }
        part.partitions.replaceAll((_, partition) -> of(partition, part.members));
        repair(part);
    }

    private boolean isLost(Node first, Node other) {
        var pair = first.name() + " " + other.name() + " " + other.born;
        if (reaches(first, other)) heardAt.put(pair, world.now());
        return world.now() - heardAt.computeIfAbsent(pair, _ -> world.now()) > lines.silence;
    }

    private static Partition of(Partition partition, List<Node> members) {
        var left = new Partition();
        for (var holder : partition.holders) if (members.contains(holder)) {
            left.holders.add(holder);
            left.copies.put(holder, partition.at(holder));
        }
        return left;
    }

    /// The smaller part goes into the larger one, and what it has put counts for nothing.
    private void merge(Part part) {
        var others = parts.stream().filter(other -> other != part && parts.contains(part) && canMerge(part, other)).toList();
        if (others.isEmpty()) {
            part.mergeAt = Long.MAX_VALUE;
            return;
        }
        if (part.mergeAt == Long.MAX_VALUE) part.mergeAt = world.now() + mergeAfter;
        if (world.now() < part.mergeAt) return;
        var other = others.getFirst();
        boolean isSmaller = part.members.size() < other.members.size() || part.members.size() == other.members.size() && world.below(2) == 0;
        var from = isSmaller ? part : other;
        var into = isSmaller ? other : part;
        world.trace("grid: " + from.members + " goes into " + into.members);
        parts.remove(from);
        part.mergeAt = Long.MAX_VALUE;
        other.mergeAt = Long.MAX_VALUE;
        for (var node : from.members) add(into, node);
        if (fault == SuccessionFault.MERGED_BY_LATEST)
            from.partitions.forEach((key, partition) -> {
                if (partition.holders.isEmpty()) return;
                var there = partition(into, key);
                for (var holder : there.holders) partition.at(partition.holders.getFirst()).forEach(there.at(holder)::putIfAbsent);
            });
    }

    private boolean canMerge(Part one, Part other) {
        return one.members.stream().allMatch(node -> other.members.stream().allMatch(there -> reaches(node, there)));
    }

    // ---- partitions

    private Partition partition(Part part, Object key) {
        return part.partitions.computeIfAbsent(key, _ -> fresh(part));
    }

    /// One to which nobody has put anything: it is where the table of partitions says, at once.
    private Partition fresh(Part part) {
        var partition = new Partition();
        while (partition.holders.size() < Math.min(COPIES, part.members.size())) {
            var free = part.members.stream().filter(node -> !partition.holders.contains(node)).toList();
            partition.holders.add(free.get(world.below(free.size())));
        }
        return partition;
    }

    private void repair(Part part) {
        for (var partition : part.partitions.values()) {
            if (partition.holders.isEmpty()) {
                partition.holders.add(part.members.get(world.below(part.members.size())));
                partition.isMoving = false;
            }
            if (partition.holders.size() >= Math.min(COPIES, part.members.size()) || partition.isMoving) continue;
            var free = part.members.stream().filter(node -> !partition.holders.contains(node)).toList();
            move(part, partition, free.get(world.below(free.size())));
        }
    }

    /// `to` gets a copy, in place of another holder where there are enough.
    private void move(Part part, Partition partition, Node to) {
        if (partition.isMoving) return;
        partition.isMoving = true;
        world.in(world.micros(5_000, slowMicros), () -> moved(part, partition, to));
    }

    private void moved(Part part, Partition partition, Node to) {
        if (!part.partitions.containsValue(partition)) return;
        boolean isThere = part.members.contains(to) && !partition.holders.contains(to);
        if (isThere && !reaches(partition.holders.getFirst(), to)) {
            world.in(RETRY, () -> moved(part, partition, to));
            return;
        }
        partition.isMoving = false;
        if (isThere) {
            partition.copies.put(to, new LinkedHashMap<>(partition.at(partition.holders.getFirst())));
            if (partition.holders.size() == COPIES) partition.copies.remove(partition.holders.remove(world.below(COPIES)));
            partition.holders.add(world.below(partition.holders.size() + 1), to);
        }
        repair(part);
    }

    private boolean isSafe(Node asking) {
        var part = asking.part;
        if (fault == SuccessionFault.JOINING_COUNTS) return true;
        return part.members.stream().allMatch(node -> reaches(asking, node))
                && part.partitions.values().stream().allMatch(partition ->
                        !partition.isMoving && partition.holders.size() >= Math.min(COPIES, part.members.size()));
    }

    // ---- what a member does

    /// One process.
    final class Node {
        private final Candidate process;
        private final long born = ++identities;
        private Part part = new Part();
        private com.hazelcast.cluster.Member identity = newIdentity();

        Node(Candidate process) {
            this.process = process;
        }

        private String name() {
            return process.name;
        }

        private boolean isUp() {
            return !process.isDead();
        }

        private boolean isAwake() {
            return isUp() && !process.isPaused();
        }

        /// Whoever joins is a new member, also where it was one before.
        private void identify() {
            identity = newIdentity();
        }

        private com.hazelcast.cluster.Member newIdentity() {
            int number = ++identities;
            return stub(com.hazelcast.cluster.Member.class, (self, method, arguments) -> switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> number;
                case "toString" -> name() + "#" + number;
                default -> throw new UnsupportedOperationException(method.getName());
            });
        }

        /// The names of those that it sees, the oldest first.
        List<String> members() {
            return part.members.stream().map(Node::name).toList();
        }

        /// Which process each of those is: the newer one, where the death of one has not been noticed before the next was a member.
        Map<String, Long> processes() {
            var processes = new HashMap<String, Long>();
            for (var member : part.members) processes.put(member.name(), member.born);
            return processes;
        }

        /// Whether what is asked of the others is answered now; else whoever asks waits.
        boolean answers() {
            return part.partitions.values().stream().allMatch(partition -> reaches(this, partition.holders.getFirst()));
        }

        HazelcastInstance instance() {
            var maps = new TreeMap<String, Object>();
            var cluster = stub(Cluster.class, (_, method, _) -> switch (method.getName()) {
                case "getMembers" -> identities();
                case "getLocalMember" -> identity;
                default -> throw new UnsupportedOperationException(method.getName());
            });
            var service = stub(PartitionService.class, (_, _, _) -> isSafe(this));
            return stub(HazelcastInstance.class, (_, method, arguments) -> switch (method.getName()) {
                case "getMap" -> maps.computeIfAbsent((String) arguments[0], _ -> map());
                case "getCluster" -> cluster;
                case "getPartitionService" -> service;
                default -> throw new UnsupportedOperationException(method.getName());
            });
        }

        private Set<com.hazelcast.cluster.Member> identities() {
            var members = new LinkedHashSet<com.hazelcast.cluster.Member>();
            for (var node : part.members) members.add(node.identity);
            return members;
        }

        private Object map() {
            return stub(IMap.class, (_, method, arguments) -> switch (method.getName()) {
                case "setAsync" -> change(arguments[0], at -> at.put(arguments[0], (byte[]) arguments[1]));
                case "removeAsync" -> change(arguments[0], at -> at.remove(arguments[0]));
                case "delete" -> {
                    change(arguments[0], at -> at.remove(arguments[0]));
                    yield null;
                }
                case "keySet" -> all().keySet();
                case "getAll" -> {
                    var all = all();
                    all.keySet().retainAll((Set<?>) arguments[0]);
                    yield all;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            });
        }

        private Map<Object, byte[]> all() {
            var all = new LinkedHashMap<Object, byte[]>();
            for (var partition : part.partitions.values()) all.putAll(partition.at(partition.holders.getFirst()));
            return all;
        }

        private interface Change {
            void at(Map<Object, byte[]> copy);
        }

        private CompletableFuture<Void> change(Object key, Change change) {
            var done = new CompletableFuture<Void>();
            world.in(world.micros(30, 2_000), () -> atOwner(key, change, done));
            return done;
        }

        /// Waits for an owner that does not answer until it does, or is one no more.
        private void atOwner(Object key, Change change, CompletableFuture<Void> done) {
            if (!isUp()) return;
            var partition = partition(part, ((PartitionAware<?>) key).getPartitionKey());
            var owner = partition.holders.getFirst();
            if (!reaches(this, owner)) {
                world.in(RETRY, () -> atOwner(key, change, done));
                return;
            }
            change.at(partition.at(owner));
            if (partition.holders.size() == 1) process.here(() -> done.complete(null));
            else world.in(world.micros(30, 2_000), () -> atBackup(partition, owner, change, done));
        }

        private void atBackup(Partition partition, Node owner, Change change, CompletableFuture<Void> done) {
            boolean isThere = partition.holders.size() == COPIES && reaches(owner, partition.holders.getLast());
            if (isThere) change.at(partition.at(partition.holders.getLast()));
            if (isThere && reaches(owner, this)) process.here(() -> done.complete(null));
            else world.in(BACKUP_TIMEOUT, () -> process.here(() ->
                    done.completeExceptionally(new IndeterminateOperationStateException("no answer of the backup"))));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(Grid.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
