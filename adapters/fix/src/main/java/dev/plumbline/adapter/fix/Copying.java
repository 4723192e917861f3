package dev.plumbline.adapter.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.plumbline.adapter.SessionCopies;

/// Gives the records of a session's log to its copies, on a thread of its own: all that wait at once, in their order. So that
/// nothing leaves that another server would not know of, [Gate] holds each message until [#copied()] has reached what [#last()]
/// was when it was written. What fails is tried again under the same number until it is there, or for as long as this
/// server may act: nothing that follows may be there without it.
///
/// Records that say which number is expected of the broker take the place of one another: there is one for each message of the
/// broker, only the newest counts, and nothing waits for it. Where a whole log is copied it goes last, so that copies without it
/// are known not to be whole. With it goes the number below which copies may be forgotten: what is left of them says nothing, as
/// some may be gone and others not.
///
/// Any thread, once [#start()] was called; one until then.
final class Copying implements AutoCloseable {
    /// Records that may wait to be copied. A sender has to wait then: [#awaitRoom()].
    static final int ROOM = 10_000;

    /// Behind all others, so that it is read last.
    private static final long EXPECTED = Long.MAX_VALUE;
    private static final long AGAIN_MS = 100;
    /// The number that is expected, by itself, no more often than that: who takes over is sent so much again.
    private static final long EXPECTED_EVERY_MS = 20;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Copying.class);

    private final SessionCopies copies;
    private final BooleanSupplier mayAct;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private volatile Runnable progress = () -> {};

    // Under the lock.
    private final TreeMap<Long, byte[]> waiting = new TreeMap<>();
    private final Queue<Told> toTell = new ArrayDeque<>();
    private ByteBuffer expected = ByteBuffer.allocate(0);
    private boolean isExpectedNew;
    private long nextFloor;
    private boolean isClosing;

    // Of the thread.
    private long floor;
    private long expectedAt;

    private volatile long next = 1;
    private volatile long copied;
    private volatile boolean isFailing;

    /// @param name of the session
    Copying(String name, SessionCopies copies, BooleanSupplier mayAct) {
        this.copies = copies;
        this.mayAct = mayAct;
        thread = Thread.ofPlatform().name("fix-copy-" + name).daemon().unstarted(this::run);
    }

    /// Of a session that stays where it is.
    static Copying none() {
        return new Copying("", SessionCopies.NONE, () -> true);
    }

    boolean isNone() {
        return copies == SessionCopies.NONE;
    }

    /// @param number of the last record that has to be copied first
    private record Told(long number, Runnable run) {}

    /// A record may not be elsewhere, so it does not count.
    static final class NotCopied extends IOException {
        private static final long serialVersionUID = 1;

        private NotCopied(String message) {
            super(message);
        }

        private NotCopied(Exception cause) {
            super("it cannot be copied to another server: " + cause.getMessage(), cause);
        }
    }

    /// All there is, oldest first; nothing where it is not whole.
    SortedMap<Long, byte[]> all() throws NotCopied {
        try {
            var all = copies.all();
            var numbered = all.headMap(EXPECTED);
            if (!numbered.isEmpty()) goOnFrom(numbered.lastKey() + 1);
            var last = all.get(EXPECTED);
            return last == null ? Collections.emptySortedMap() : counting(numbered, ByteBuffer.wrap(last));
        } catch (IOException | RuntimeException failed) {
            throw new NotCopied(failed);
        }
    }

    private void goOnFrom(long number) {
        next = number;
        copied = number - 1;
    }

    private SortedMap<Long, byte[]> counting(SortedMap<Long, byte[]> numbered, ByteBuffer last) {
        floor = last.getLong();
        nextFloor = floor;
        expected = last.slice();
        var counting = new TreeMap<>(numbered.tailMap(floor));
        counting.put(EXPECTED, bytes(expected));
        return counting;
    }

    /// A whole log is to be copied, behind what is left of one that was not. Forgetting may come late, so nothing is put there.
    /// @param number that the log's next record has there
    void begin(long number) {
        floor = next;
        nextFloor = floor;
        forget();
        goOnFrom(offset() + number);
    }

    /// By how much numbers are higher here than in a log that is about to be copied.
    long offset() {
        return next - 1;
    }

    /// Returns when they are there. Only before the start.
    void putAll(SortedMap<Long, byte[]> records) throws NotCopied {
        mustAct();
        put(() -> copies.putAll(records));
    }

    /// A log has been copied whole, and this is what it expects of the broker. Only before the start.
    void copied(ByteBuffer expects) throws NotCopied {
        mustAct();
        expected = expects;
        put(() -> {
            putLast(expected, floor);
            copies.copied();
        });
    }

    /// There is no log that could be copied. Only before the start.
    void copiedNothing() throws NotCopied {
        mustAct();
        put(copies::copied);
    }

    void start() {
        if (!isNone()) thread.start();
    }

    /// @param told on the thread that copies, whenever it got on; must not block
    void onProgress(Runnable told) {
        progress = told;
    }

    /// To be asked before anything is kept: what is kept is copied, however long that takes.
    void mustAct() throws NotCopied {
        if (!mayAct.getAsBoolean()) throw new NotCopied(Gate.SHUT);
    }

    /// Returns the number under which it will be there.
    long put(ByteBuffer record) {
        if (isNone()) return 0;
        lock.lock();
        try {
            long number = next;
            waiting.put(number, bytes(record));
            next = number + 1;
            changed.signalAll();
            return number;
        } finally {
            lock.unlock();
        }
    }

    /// The number of the last record that was [#put].
    long last() {
        return next - 1;
    }

    /// All records up to this number are copied.
    long copied() {
        return isNone() ? Long.MAX_VALUE : copied;
    }

    /// That which says what is expected of the broker. It is there before any record that follows.
    /// @param record no longer the caller's
    void expect(ByteBuffer record) {
        if (isNone()) return;
        change(() -> {
            expected = record;
            isExpectedNew = true;
        });
    }

    /// Those below `before`, once all that was put so far is there.
    void forget(long before) {
        if (!isNone()) change(() -> nextFloor = before);
    }

    private void change(Runnable how) {
        lock.lock();
        try {
            how.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// It could not be copied when that was last tried: neither to another server nor to the database.
    boolean isFailing() {
        return isFailing;
    }

    /// Calls back when all that was put so far is copied, on the thread that copies, or now. Not at all where it never is: whoever
    /// takes over knows of it then, or not.
    void whenCopied(Runnable told) {
        if (isToldLater(told)) return;
        told.run();
    }

    private boolean isToldLater(Runnable told) {
        lock.lock();
        try {
            boolean isLater = copied() < last();
            if (isLater) toTell.add(new Told(last(), told));
            return isLater;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when there is room for another record, or none to wait for. Blocks.
    void awaitRoom() {
        lock.lock();
        try {
            while (waiting.size() >= ROOM && !isFailing && !isClosing) changed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /// Copies what waits, for as long as that can be waited for.
    @Override
    public void close() {
        if (isNone()) return;
        change(() -> isClosing = true);
        try {
            if (thread.join(LONGEST_CLOSE)) return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        log.warn("{}: ended before all of the session was copied to another server; nothing of that has left", thread.getName());
        thread.interrupt();
    }

    private record Round(SortedMap<Long, byte[]> records, ByteBuffer expected, boolean isExpectedNew, long floor) {}

    private void run() {
        try {
            for (var round = next(); round != null; round = next()) {
                while (!isCopied(round)) if (!waitsToTryAgain()) return;
                done(round);
            }
        } catch (InterruptedException ended) {
            log.debug("{} ended", thread.getName(), ended);
        }
    }

    /// Waits until there is something to copy. Nothing at the end.
    private @Nullable Round next() throws InterruptedException {
        lock.lock();
        try {
            while (!isDue()) {
                if (isClosing) return null;
                if (isExpectedNew) changed.await(EXPECTED_EVERY_MS, TimeUnit.MILLISECONDS);
                else changed.await();
            }
            var round = new Round(new TreeMap<>(waiting), expected, isExpectedNew, nextFloor);
            isExpectedNew = false;
            return round;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        if (!waiting.isEmpty() || nextFloor > floor) return true;
        long since = System.nanoTime() - expectedAt;
        return isExpectedNew && (isClosing || since >= TimeUnit.MILLISECONDS.toNanos(EXPECTED_EVERY_MS));
    }

    private boolean isCopied(Round round) {
        try {
            mustAct();
            put(() -> copy(round));
            isFailing = false;
            return true;
        } catch (NotCopied failed) {
            log.debug("{}: is tried again", thread.getName(), failed);
            isFailing = true;
            return false;
        }
    }

    /// In this order: numbers that begin anew are not there before 1 is expected of the broker, and nothing is passed over before
    /// what says the same again is there. All of it can be done twice.
    private void copy(Round round) throws IOException {
        if (round.isExpectedNew()) {
            putLast(round.expected(), floor);
            expectedAt = System.nanoTime();
        }
        if (!round.records().isEmpty()) copies.putAll(round.records());
        if (round.floor() <= floor) return;
        putLast(round.expected(), round.floor());
        floor = round.floor();
        forget();
    }

    private boolean waitsToTryAgain() throws InterruptedException {
        lock.lock();
        try {
            changed.signalAll();
            if (isClosing && !mayAct.getAsBoolean()) return false;
            long left = TimeUnit.MILLISECONDS.toNanos(AGAIN_MS);
            while (left > 0) left = changed.awaitNanos(left);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void done(Round round) {
        if (round.records().isEmpty()) return;
        var now = new ArrayDeque<Runnable>();
        lock.lock();
        try {
            copied = round.records().lastKey();
            waiting.headMap(copied, true).clear();
            while (!toTell.isEmpty() && toTell.element().number() <= copied) now.add(toTell.remove().run());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tell(progress);
        now.forEach(Copying::tell);
    }

    private static void tell(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException failed) {
            log.error("a fault where it is told that a session is copied", failed);
        }
    }

    private void putLast(ByteBuffer record, long from) throws IOException {
        copies.put(EXPECTED, ByteBuffer.allocate(Long.BYTES + record.remaining()).putLong(from).put(record.duplicate()).array());
    }

    private interface Put {
        void run() throws IOException;
    }

    private static void put(Put put) throws NotCopied {
        try {
            put.run();
        } catch (IOException | RuntimeException failed) {
            throw new NotCopied(failed);
        }
    }

    static byte[] bytes(ByteBuffer record) {
        var bytes = new byte[record.remaining()];
        record.get(record.position(), bytes);
        return bytes;
    }

    /// What is not forgotten costs memory and nothing else, so a failure is none.
    private void forget() {
        try {
            copies.forget(floor);
        } catch (RuntimeException failed) {
            log.warn("copies of a session's records below {} were not forgotten", floor, failed);
        }
    }
}
