package dev.plumbline.wire;

import java.util.List;
import java.util.Optional;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.Account;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Halt;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.ReleaseBy;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.core.Verdict;

/// What the desk gateway and its consoles say to each other. Delivery on the bus is best effort: a console takes a
/// [Snapshot], then follows [Batch]es whose numbers are consecutive, and takes a new snapshot on a gap.
public sealed interface DeskMessage {

    /// News since the last batch, published to [Addresses#desk]. Also sent empty, once a second, as a heartbeat.
    ///
    /// @param epoch names one life of the gateway: another one means that numbers start anew
    /// @param seq consecutive within the epoch
    /// @param sentAt nanoseconds since the epoch, UTC
    record Batch(String epoch, long seq, long sentAt, List<Item> items) implements DeskMessage {
        public Batch {
            items = List.copyOf(items);
        }

        /// Sent only to say that nothing has happened.
        public boolean isHeartbeat() {
            return items.isEmpty();
        }
    }

    /// Asks for a snapshot: `cursor` 0 begins one, then the `next` of the answer before. Parts may be asked for ahead: all
    /// but the last have as many items as the first.
    ///
    /// @param epoch whose picture the console has, up to `seq`; empty where it has none
    record SnapshotRequest(String snapshotId, int cursor, String epoch, long seq) implements DeskMessage {
        /// Of a console that has nothing.
        public SnapshotRequest(String snapshotId, int cursor) {
            this(snapshotId, cursor, "", 0);
        }
    }

    /// A part of a snapshot. Batches up to `seq` are in it; those after it follow it.
    ///
    /// @param isPartial it has only what has changed since the `seq` that the console has: what is not in it stays
    /// @param seq [#GONE] where this snapshot is no longer kept: begin a new one
    /// @param next the cursor of the next part, [#LAST] on the last
    /// @param total how many items the whole has, for a progress bar
    record Snapshot(
            String snapshotId, String epoch, long seq, int next, int total, List<Item> items, boolean isPartial)
            implements DeskMessage {
        /// In place of a number: this snapshot is no longer kept.
        public static final long GONE = -1;

        /// In place of a cursor: there is no next part.
        public static final int LAST = -1;

        public Snapshot {
            items = List.copyOf(items);
        }

        /// Of the whole picture.
        public Snapshot(String snapshotId, String epoch, long seq, int next, int total, List<Item> items) {
            this(snapshotId, epoch, seq, next, total, items, false);
        }

        public boolean isLast() {
            return next == LAST;
        }
    }

    /// What a trader asks for. Of an order idempotent by `requestId`: a repeat gets the first answer. Of the kill switch
    /// a repeat is asked anew: it does no harm where it is so already, and has to halt where that was released since.
    ///
    /// @param askedAt when it was sent, by the clock of who asks: nanoseconds since the epoch, UTC; 0 where not stated. For
    ///     the record only, nothing is decided by it
    /// @param from the door and the place that it came from, for the record; empty where not known
    /// @param denial why whoever asks may not, as the gateway has found: then it is refused and recorded, and nothing else
    record Ask(String requestId, String user, Wish wish, long askedAt, String from, Optional<Denial> denial)
            implements DeskMessage {
        public Ask(String requestId, String user, Wish wish, long askedAt) {
            this(requestId, user, wish, askedAt, "", Optional.empty());
        }

        /// Of one who does not say when.
        public Ask(String requestId, String user, Wish wish) {
            this(requestId, user, wish, 0);
        }
    }

    /// Why somebody may not do what they ask for.
    record Denial(Refusal why, String text) {}

    /// The answer to an [Ask].
    ///
    /// @param clOrdID the id that our request got, empty where it was refused
    /// @param refusal empty where it was accepted, else the name of a [dev.plumbline.core.Refusal]
    record Answer(String requestId, String clOrdID, String refusal, String text) implements DeskMessage {
        public boolean isAccepted() {
            return refusal.isEmpty();
        }
    }

    /// Changes nothing, so it may be asked at any time and again.
    ///
    /// @param <A> what answers it
    sealed interface Question<A extends DeskMessage> extends DeskMessage {
        /// The type of its answer.
        Class<A> answerType();
    }

    /// What would become of an [Ask] with this wish: a dry run of the very rules that decide one.
    record Check(String requestId, String user, Wish wish) implements Question<Checked> {
        @Override
        public Class<Checked> answerType() {
            return Checked.class;
        }
    }

    /// The answer to a [Check].
    ///
    /// @param lines one for each rule, in the order in which they are asked: the first that blocks is what an [Ask]
    ///     would be refused with
    record Checked(String requestId, List<CheckLine> lines) implements DeskMessage {
        public Checked {
            lines = List.copyOf(lines);
        }
    }

    /// What one rule says.
    ///
    /// @param rule its name, such as `Max qty`
    /// @param text for a trader, with the figures, such as `12,500 of at most 100,000`
    record CheckLine(String rule, Verdict verdict, String text) {}

    /// What has happened to an order?
    ///
    /// @param afterSeq 0 for the first page, then the `seq` of the last event of the page before
    record HistoryRequest(OrderKey order, long afterSeq) implements Question<History> {
        @Override
        public Class<History> answerType() {
            return History.class;
        }
    }

    /// The answer to a [HistoryRequest]: a page of what happened to the order, oldest first.
    ///
    /// @param events 200 at most, fewer where their messages are long
    /// @param more there is another page
    /// @param incomplete what is missing and why, for a person; empty where nothing is
    record History(OrderKey order, List<Event> events, boolean more, String incomplete) implements DeskMessage {
        public History {
            events = List.copyOf(events);
        }
    }

    /// One input about an order.
    ///
    /// @param seq the number of the input in its shard
    /// @param receivedAt when the server had it, nanoseconds since the epoch, UTC
    /// @param at TransactTime of a report, of a command when it was given; 0 where not stated
    /// @param kind in words: `Order sent`, `Trade`, `Trade cancel`
    /// @param user who asked for it, empty for a report
    /// @param clOrdID that it carries, empty for none
    /// @param outcome the name of a [dev.plumbline.core.Outcome], or `REFUSED`: what became of it when it came
    /// @param reason why it was refused, parked or quarantined, else empty
    /// @param became what became of it later, where it had been parked; else empty
    /// @param raw the message as it came in, cut after 64,000 bytes; empty for what was not received
    /// @param readAs what it was read as, a line for a person
    /// @param did what it changed of the order, in the order of changing; empty where it changed nothing
    /// @param askedAt when who asked for it sent it, by the clock there, which is not ours; 0 where not stated, and of a report
    /// @param from the door and the place that it was asked from; empty where not known, and of a report
    record Event(
            int shard,
            long seq,
            long receivedAt,
            long at,
            String kind,
            String user,
            String session,
            String clOrdID,
            String outcome,
            String reason,
            String became,
            Buffer raw,
            String readAs,
            List<Difference> did,
            long askedAt,
            String from) {
        public Event {
            did = List.copyOf(did);
        }

        /// Of which it is not known where it came from.
        public Event(
                int shard, long seq, long receivedAt, long at, String kind, String user, String session, String clOrdID,
                String outcome, String reason, String became, Buffer raw, String readAs, List<Difference> did, long askedAt) {
            this(shard, seq, receivedAt, at, kind, user, session, clOrdID, outcome, reason, became, raw, readAs, did, askedAt, "");
        }

        /// A message came in: of somebody else, with stamps of another clock.
        public boolean isMessage() {
            return raw.length() > 0;
        }
    }

    /// A figure that changed.
    ///
    /// @param figure such as `cumQty`, `request A2`, `execution E1`
    /// @param from what was shown before, empty for nothing
    /// @param to what is shown since, empty for nothing
    record Difference(String figure, String from, String to) {}

    /// Who are you? Answered with a [LoggedIn], or failed with [#NEEDED] and the reason. With neither password nor token it asks whether
    /// one is needed: where not, it is answered with a [LoggedIn] that has no token.
    ///
    /// @param password of the user; empty where a token says who it is
    /// @param token one that is still good, ours or one from outside that this server trusts; empty where a password does
    /// @param from the door and the place that it comes from, for the record
    record LogIn(String user, String password, String token, String from) implements DeskMessage {
        /// The failure code of any request whose sender has to log in, again or at all.
        public static final int NEEDED = 401;
        /// The failure code of one whose sender may not ask for that, whoever it is.
        public static final int MAY_NOT = 403;

        /// Without what nobody may read in a log.
        @Override
        public String toString() {
            return "LogIn[user=" + user + ", from=" + from + "]";
        }
    }

    /// The answer to a [LogIn].
    ///
    /// @param token says who it is, in the header [#TOKEN] of each request; good until `until`
    /// @param until nanoseconds since the epoch, UTC
    /// @param roles by name, such as `trader`
    /// @param accounts that it may see; [#ALL_ACCOUNTS] for all
    /// @param feed the address at which it is told what happens on the desk, as long as it says every few seconds, with a [Ping], that it
    ///     is there; empty for one that is no member of the desk's bus
    record LoggedIn(String user, String token, long until, List<String> roles, List<String> accounts, String feed)
            implements DeskMessage {
        /// The header of a request on the bus that says who asks.
        public static final String TOKEN = "token";
        public static final String ALL_ACCOUNTS = "*";

        public LoggedIn {
            roles = List.copyOf(roles);
            accounts = List.copyOf(accounts);
        }

        /// Without the token.
        @Override
        public String toString() {
            return "LoggedIn[user=" + user + ", until=" + until + ", roles=" + roles + ", accounts=" + accounts + "]";
        }
    }

    /// How long is the way there and back, and how far do the clocks differ?
    ///
    /// @param sentAt the console's clock, in whatever unit: it comes back as it is
    record Ping(long sentAt) implements Question<Pong> {
        @Override
        public Class<Pong> answerType() {
            return Pong.class;
        }
    }

    /// The answer to a [Ping].
    ///
    /// @param sentAt as it was asked
    /// @param at the desk's clock, nanoseconds since the epoch, UTC
    /// @param lines how each broker was heard; none from a server that does not tell
    record Pong(long sentAt, long at, List<Line> lines) implements DeskMessage {
        public Pong {
            lines = List.copyOf(lines);
        }

        /// Of a server that tells nothing of its brokers.
        public Pong(long sentAt, long at) {
            this(sentAt, at, List.of());
        }
    }

    /// How a broker was heard, by the clock of the [Pong] that says so: a quiet market is no silence, heartbeats count.
    ///
    /// @param heardAt when it last said anything, nanoseconds since the epoch, UTC; 0 for never
    /// @param heartbeatMs so often it says something, if only that it is there; 0 where nothing is agreed
    /// @param msgSeqNum of its last message that we have; 0 where that is not known
    /// @param gaps how often messages of it were missing since the server started
    record Line(String session, long heardAt, long heartbeatMs, long msgSeqNum, long gaps) {}

    /// A command before it has an id. The server gives the ClOrdID, for the id carries its shard.
    sealed interface Wish {
        /// About one order: for the shard of its account.
        sealed interface OnOrder extends Wish {}

        /// About whether trading goes on: for every shard that has a part in it.
        sealed interface OnHalt extends Wish {
            Halt.Scope scope();
        }

        record Enter(
                String session,
                Account account,
                Symbol symbol,
                Side side,
                Qty orderQty,
                OrdType ordType,
                Px price,
                TimeInForce timeInForce)
                implements OnOrder {}

        record Cancel(OrderKey order) implements OnOrder {}

        record Replace(OrderKey order, Qty orderQty, Px price) implements OnOrder {}

        record Status(OrderKey order) implements OnOrder {}

        /// Pulls the kill switch: see [Halt]. Pulled again it changes nothing, but for shards that have not had it.
        record Pull(Halt.Scope scope, String reason) implements OnHalt {}

        /// Ends a halt.
        ///
        /// @param pulledUntil as told of the halt that is meant ([Item.HaltItem#pulledUntil]): one that was pulled later is not
        record Release(Halt.Scope scope, long pulledUntil) implements OnHalt {}
    }

    /// One row of news. Of orders and positions only the newest state is sent, executions and alerts one by one.
    sealed interface Item {
        /// The order without the list of its executions ([dev.plumbline.core.Executions#sums]).
        record OrderItem(Order order) implements Item {}

        /// There is no order under this key any more, nor are its executions: it was from outside and turned out to be
        /// part of another, which tells them again.
        record GoneItem(OrderKey order) implements Item {}

        /// An execution as it stands now.
        record ExecutionItem(OrderKey order, Account account, Symbol symbol, Side side, Execution execution)
                implements Item {}

        record PositionItem(Position position) implements Item {}

        /// A line to a broker: `state` is [#UP], [#DOWN], [#REFUSED] or [#TROUBLE].
        ///
        /// @param at since when, nanoseconds since the epoch, UTC
        record SessionItem(String session, String state, String text, long at) implements Item {
            public static final String UP = "UP";
            public static final String DOWN = "DOWN";
            /// The broker does not let us log on.
            public static final String REFUSED = "REFUSED";
            /// Connected, but its sequence numbers do not agree with ours.
            public static final String TROUBLE = "TROUBLE";
        }

        /// Something that a person should look at: `level` is [#INFO], [#WARN] or [#ALERT].
        ///
        /// @param order the key of the order that it is about, empty for none
        /// @param at nanoseconds since the epoch, UTC
        record AlertItem(String level, String text, String order, long at) implements Item {
            public static final String INFO = "INFO";
            public static final String WARN = "WARN";
            public static final String ALERT = "ALERT";
        }

        /// A report that did not count: parked until what it refers to turns up, or quarantined, for a person.
        ///
        /// @param seq its number in its shard, which names it
        /// @param receivedAt nanoseconds since the epoch, UTC; 0 where that is not at hand
        /// @param outcome [#PARKED] or [#QUARANTINED]
        /// @param clOrdID that it names, empty for none, as the other ids
        /// @param raw the message as it came in, cut after [#RAW_MAX] bytes; empty where it is not at hand
        record WaitingItem(
                int shard,
                long seq,
                String session,
                long receivedAt,
                String outcome,
                String reason,
                String clOrdID,
                String orderID,
                String execID,
                Buffer raw)
                implements Item {
            public static final String PARKED = "PARKED";
            public static final String QUARANTINED = "QUARANTINED";
            public static final int RAW_MAX = 4_096;
        }

        /// A report waits no longer: what it waited for has come.
        record WaitingGoneItem(int shard, long seq) implements Item {}

        /// So many more reports wait or are quarantined than are told: the newest are.
        record MoreWaitingItem(long others) implements Item {}

        /// A halt is in force.
        ///
        /// @param shards has it in so many
        /// @param of so many that it is for: fewer have it where one could not take it, and it has to be pulled again
        /// @param pulledUntil when the last of these took it, nanoseconds since the epoch: a release names it
        /// @param releaseBy who may release it
        record HaltItem(Halt halt, int shards, int of, long pulledUntil, ReleaseBy releaseBy) implements Item {
            public boolean isEverywhere() {
                return shards == of;
            }
        }

        /// A halt is in force no more.
        record HaltGoneItem(Halt.Scope scope) implements Item {}

        /// What can be traded, once in a snapshot: symbol and the price that a market order is valued at.
        record InstrumentItem(Symbol symbol, Px referencePx) implements Item {}

        /// An account that may be used, once in a snapshot.
        record AccountItem(Account account) implements Item {}

        /// State of a part of the server, such as the store: `state` is [#UP], [#DOWN] or [#BEHIND].
        ///
        /// @param at since when, nanoseconds since the epoch, UTC
        record ServiceItem(String service, String state, String text, long at) implements Item {
            public static final String UP = "UP";
            public static final String DOWN = "DOWN";
            /// It works, and has not caught up.
            public static final String BEHIND = "BEHIND";
        }
    }
}
