package dev.plumbline.server.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;

import dev.plumbline.core.Account;
import dev.plumbline.core.OrderKey;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.journal.Kept;
import dev.plumbline.server.users.UserStore;

/// Postgres behind the shards. What they append is written behind them, in order, in large transactions, and tried
/// again until Postgres has it; no shard ever waits for it.
///
/// What is not yet written is in the journal, and in memory as far as [StoreConfig#memoryMax()] allows: after a crash of
/// this process the shards append what follows [#positionOf] once more. What another server has taken ([#own]) is
/// dropped, and counts as done. Any thread may call any of this; futures complete on the caller's context.
public final class Store implements Stored, Filed {
    private final Vertx vertx;
    private final StoreConfig config;
    private final Queue queue;
    private final Writer writer;
    private final String deployment;
    private final Pool pool;
    private final Reader reader;
    private final SessionTable sessions;
    private final LastOwnerTable lastOwners;
    private final UserTable users;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Store(
            Vertx vertx, StoreConfig config, Queue queue, Writer writer, String deployment, Pool pool, Reader reader) {
        this.vertx = vertx;
        this.config = config;
        this.queue = queue;
        this.writer = writer;
        this.deployment = deployment;
        this.pool = pool;
        this.reader = reader;
        this.sessions = new SessionTable(pool);
        this.lastOwners = new LastOwnerTable(pool);
        this.users = new UserTable(pool);
    }

    /// Brings the schema up to date and connects. Fails with a [StoreException] where Postgres is not there, does not
    /// let us in, or holds another schema; it is not tried again.
    ///
    /// @param listener told how the store is doing, on the store's own thread, when that changes; must not block
    /// @param journal has the inputs that are appended here, under the numbers that they carry
    public static Future<Store> open(
            Vertx vertx, StoreConfig config, Backlog journal, Consumer<StoreState> listener) {
        var queue = new Queue();
        var writer = new Writer(config, queue, journal, listener);
        var ownThread = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        return vertx.<Void>executeBlocking(() -> {
                    new Migration(config).run();
                    new Grants(config).run();
                    return null;
                })
                .compose(_ -> vertx.deployVerticle(writer, ownThread))
                .recover(failure -> Future.failedFuture(inOneLine(failure, config)))
                .map(deployment -> {
                    var pool = readers(vertx, config);
                    return new Store(vertx, config, queue, writer, deployment, pool, new Reader(pool));
                });
    }

    private static Throwable inOneLine(Throwable failure, StoreConfig config) {
        return failure instanceof StoreException
                ? failure
                : new StoreException(Failures.explain(failure, config), failure);
    }

    private static Pool readers(Vertx vertx, StoreConfig config) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(Link.options(config))
                .with(new PoolOptions().setMaxSize(4))
                .withConnectHandler(opened -> Link.watchedByPostgres(opened).onComplete(_ -> opened.close()))
                .build();
    }

    /// Commands, by whoever asked for them, about orders about which any of `users` has asked for anything, and that are open or were
    /// changed since `sinceNanos`. As far as it is written: see [#drain()].
    public Future<List<ClientRequest>> requestsOf(Collection<String> users, long sinceNanos) {
        return reader.requestsOf(users, sinceNanos);
    }

    /// Orders of `accounts` that are open or were changed since `sinceNanos`, oldest first. As far as it is written.
    public Future<Map<OrderKey, Account>> keysOf(Collection<String> accounts, long sinceNanos) {
        return reader.keysOf(accounts, sinceNanos);
    }

    /// Who is let in.
    public UserStore users() {
        return users;
    }

    /// To be written, after all that was appended before. Waits for nothing and drops nothing. Of a shard, inputs come in
    /// the order of their numbers and without a gap; those that Postgres has already, as after a restart, do nothing.
    /// @throws IllegalStateException once the store is closed
    @Override
    public void append(StoreBatch batch) {
        if (closed.get()) throw new IllegalStateException("the store is closed");
        if (batch.entries().isEmpty()) return;
        queue.add(batch);
        writer.wake();
    }

    /// Inputs that were appended and are not yet committed.
    public int backlog() {
        return queue.backlog();
    }

    /// How long what waits has been waiting without any of it being committed, nanoseconds; 0 where nothing waits.
    public long lagNanos() {
        return queue.lagNanos();
    }

    /// So much is waiting **in memory** that nobody should ask for more. Never with a journal, however long Postgres is
    /// away.
    public boolean isBehind() {
        return queue.held() >= config.behindAt();
    }

    /// Inputs that wait in memory, at most about [StoreConfig#memoryMax()].
    public int held() {
        return queue.held();
    }

    /// Inputs that Postgres has, since this store was opened.
    public long committed() {
        return writer.committed();
    }

    /// Rows that Postgres would never have taken, each with a line in the log and a row in the table left_out. Above 0
    /// somebody should look.
    public long givenUp() {
        return writer.givenUp();
    }

    /// From now on this store writes the inputs of `shard` under `epoch`, that of the server's lease; under 0 where this was
    /// never called. Completes when no other server will ever write anything of it under a lower epoch: whoever reads after
    /// that reads all that there will be of those. Waits for a transaction that one of them has begun, and where Postgres is
    /// away until it is back.
    ///
    /// Append nothing of `shard` before it completes, unless this store has owned it all the time. The same again does
    /// nothing. A shard that was [StoreState.Taken] from this store is lost to it for good: open another store.
    ///
    /// Fails with a [TakenException] where the shard is written under a higher epoch, and with a [StoreException] once the
    /// store is closed.
    public Future<Void> own(int shard, long epoch) {
        if (shard < 0 || shard > Short.MAX_VALUE) throw new IllegalArgumentException("no shard: " + shard);
        if (epoch < 0) throw new IllegalArgumentException("no epoch: " + epoch);
        if (closed.get()) return Future.failedFuture(new StoreException("the store is closed"));
        return onCallersContext(writer.own(shard, epoch));
    }

    /// Completes when Postgres has the input `seq` of `shard` and all before it, but for rows that it would never take: at
    /// once where it has them already. Fails with a [TakenException] where the shard is lost, also where Postgres may just
    /// have taken it, and with a [StoreException] when the store closes.
    public Future<Void> committed(int shard, long seq) {
        if (closed.get()) return Future.failedFuture(new StoreException("the store is closed"));
        return onCallersContext(writer.committed(shard, seq));
    }

    /// Completes when all that has been appended is committed: not before Postgres is back, where it is away.
    public Future<Void> drain() {
        if (closed.get()) return Future.failedFuture(new StoreException("the store is closed"));
        Promise<Void> reached = Promise.promise();
        queue.mark(reached);
        writer.wake();
        return onCallersContext(reached.future());
    }

    /// Completes when all that has been appended is committed or `atMost` has passed, with the number of inputs that are
    /// not: they are in the journal.
    public Future<Integer> drain(Duration atMost) {
        return drain()
                .timeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .map(_ -> 0)
                .otherwise(_ -> queue.backlog());
    }

    /// Ends after the transaction in hand, whatever waits: [#drain()] first.
    public Future<Void> close() {
        if (!closed.compareAndSet(false, true)) return Future.succeededFuture();
        return vertx.undeploy(deployment).eventually(pool::close);
    }

    /// What is stored of `shard`.
    @Override
    public Future<StoredShard> positionOf(int shard) {
        return explained(reader.positionOf(shard));
    }

    @Override
    public Future<List<StoredShard>> positionsOf(int shards) {
        return explained(reader.positionsOf(shards));
    }

    /// The hash of an event of `shard`, empty where there is no such event.
    @Override
    public Future<Buffer> hashOf(int shard, long seq) {
        return explained(reader.hashOf(shard, seq));
    }

    /// A page of the events of `shard` after `afterSeq`, oldest first, as the journal had them, but for their numbers there, which
    /// are 0. Fails where one cannot be read.
    @Override
    public Future<List<Kept>> events(int shard, long afterSeq, int limit) {
        return explained(reader.events(shard, afterSeq, limit));
    }

    /// A page of the inputs that did not count at once, by shard and number.
    public Future<List<StoredInput>> inputs(StoredInput.Kind kind, StoredInput.After after, int limit) {
        return explained(reader.inputs(kind, after, limit));
    }

    @Override
    public Future<List<Kept>> inputsOf(OrderKey order, int limit) {
        return explained(reader.inputsOf(order, limit));
    }

    @Override
    public Future<List<Kept>> inputsNaming(Named named, int limit) {
        return explained(reader.inputsNaming(named, limit));
    }

    /// The highest shard that has stored anything, -1 for none.
    public Future<Integer> lastShard() {
        return explained(reader.lastShard());
    }

    /// Under which epoch each shard is written, of those that a server of a cluster has ever owned.
    public Future<Map<Integer, Long>> epochs() {
        return explained(reader.epochs());
    }

    /// Who ran the shards last; nobody where no server of a cluster ever has.
    public Future<Optional<LastOwner>> lastOwner() {
        return explained(lastOwners.read());
    }

    /// Who holds which lease, for people to look at.
    public Future<List<LeaseRow>> leases() {
        return explained(LeaseRow.all(pool));
    }

    /// To be called by who has all shards, before it acts and once it has ended as it should. Fails with a [StoreException] where
    /// another has begun since.
    ///
    /// @param epoch under which it has the first of them
    public Future<Void> lastOwner(LastOwner owner, long epoch) {
        return explained(lastOwners.write(owner, epoch));
    }

    /// Keeps records of a broker session, all or none, for where no second server has them in memory.
    public Future<Void> keep(String session, List<SessionRow> rows) {
        return explained(sessions.put(session, rows));
    }

    /// What is kept of a broker session, of all its owners.
    public Future<List<SessionRow>> kept(String session) {
        return explained(sessions.all(session));
    }

    /// Of [#kept(String)], without reading it.
    public Future<SessionMark> keptMark(String session) {
        return explained(sessions.mark(session));
    }

    /// What has a lower number, or was written under an earlier epoch, goes.
    public Future<Void> forget(String session, long epoch, long before) {
        return explained(sessions.forget(session, epoch, before));
    }

    /// A connection of its own to the same database, for who asks beside the store.
    public static Future<PgConnection> connect(Vertx vertx, StoreConfig config) {
        return PgConnection.connect(vertx, Link.options(config)).compose(Link::watchedByPostgres);
    }

    /// Reports that had to wait for what they refer to when they came, whatever became of them since.
    public Future<Long> everParked() {
        return explained(reader.everParked());
    }

    /// All orders, by shard and in the order in which they were first heard of. For a comparison at the end of a day
    /// or a test: all of them are in memory at once.
    public Future<List<StoredOrder>> orders() {
        return explained(reader.orders());
    }

    /// All positions, flat ones included, by account and symbol.
    public Future<List<StoredPosition>> positions() {
        return explained(reader.positions());
    }

    private <T> Future<T> explained(Future<T> answer) {
        return answer.recover(failure -> Future.failedFuture(inOneLine(failure, config)));
    }

    private <T> Future<T> onCallersContext(Future<T> answer) {
        Promise<T> here = Promise.promise();
        var context = vertx.getOrCreateContext();
        answer.onComplete(result -> context.runOnContext(_ -> here.handle(result)));
        return here.future();
    }
}
