package dev.plumbline.adapter.fix.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Message;
import quickfix.field.MsgType;

import dev.plumbline.adapter.ClientDesk;
import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Life;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Request;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Wish;

/// One client: its orders by its own ids, what it has been told of each, and what it asks. On the gateway's event loop, always.
final class ClientLine {
    /// Orders of which we heard while an order of the client's was on its way: one of them may be that.
    private static final int MOST_UNCLAIMED = 10_000;
    /// An order that has been over for so long is forgotten: longer than a long weekend.
    static final long REMEMBERED = 96L * 3_600 * 1_000_000_000;
    private static final long AGAIN_MS = 500;
    /// Reports of one order in one turn of the event loop: who has missed thousands must not hold up the others.
    private static final int MOST_AT_ONCE = 200;
    private static final String NONE = "NONE";
    private static final Logger log = LoggerFactory.getLogger(ClientLine.class);

    final ClientSession session;
    private final ClientReader reader;
    private final ClientDesk desk;
    private final Context context;
    private final LongSupplier nanos;
    private final Mouth mouth;
    private final Names names;

    private final Map<OrderKey, Entry> entries = new LinkedHashMap<>();
    private final Map<ClOrdID, ClOrdID> named = new HashMap<>();
    private final Map<ClOrdID, OrderKey> byClient = new HashMap<>();
    /// Asked, and not answered yet.
    private final Set<ClOrdID> asking = new HashSet<>();
    private int entering;
    /// Requests that were refused, the newest: what comes again after a crash is not refused twice.
    private final Set<String> answered;
    private final Map<OrderKey, Told> toldBefore;
    private final Map<OrderKey, Order> unclaimed = new LinkedHashMap<>();
    /// To be told, once there is room or the client is back.
    private final Set<OrderKey> dirty = new LinkedHashSet<>();
    private boolean isUp;
    private boolean isStopping;
    private int sinceNotes;
    private boolean areNotesDue;

    private static final class Entry {
        private final Told told;
        private @Nullable Order latest;
        private int asking;

        Entry(Told told) {
            this.told = told;
        }
    }

    ClientLine(ClientSession session, ClientDesk desk, Context context, LongSupplier nanos, Mouth mouth, ToldBefore before) {
        this.session = session;
        this.desk = desk;
        this.context = context;
        this.nanos = nanos;
        this.mouth = mouth;
        reader = new ClientReader(session);
        names = session.dropCopy() ? Names.OURS : ours -> named.getOrDefault(ours, ClOrdID.NONE);
        answered = new LinkedHashSet<>(before.answered());
        toldBefore = new HashMap<>(before.orders());
    }

    /// What the server knows of this client's orders, after a start.
    void remember(ClientDesk.Asked asked) {
        var key = asked.order().key();
        for (var name : asked.names()) {
            if (!name.user().equals(session.user()) || name.requestId().startsWith(ClientDesk.OWN)) continue;
            var client = new ClOrdID(name.requestId());
            named.put(name.clOrdID(), client);
            byClient.put(client, key);
        }
        if (names.know(asked.order().requests().getFirst().clOrdID())) changed(asked.order());
    }

    void changed(Order order) {
        var entry = entries.get(order.key());
        if (entry == null && isOurs(order)) entry = entry(order.key());
        if (entry == null) {
            if (entering > 0) keepUnclaimed(order);
            return;
        }
        entry.latest = order;
        tell(order.key(), entry);
    }

    private boolean isOurs(Order order) {
        return session.dropCopy() ? session.accounts().contains(order.account().value()) : names.know(order.requests().getFirst().clOrdID());
    }

    private void keepUnclaimed(Order order) {
        unclaimed.put(order.key(), order);
        if (unclaimed.size() > MOST_UNCLAIMED) unclaimed.remove(unclaimed.keySet().iterator().next());
    }

    private Entry entry(OrderKey key) {
        return entries.computeIfAbsent(key, _ -> {
            var before = toldBefore.remove(key);
            return new Entry(before == null ? new Told() : before);
        });
    }

    /// There is no such order any more: what was told of it is told again with another.
    void gone(OrderKey key) {
        unclaimed.remove(key);
        var entry = entries.remove(key);
        dirty.remove(key);
        if (entry == null || entry.latest == null || entry.told.isEmpty()) return;
        var last = entry.latest;
        var nothing = new Order(
                last.key(), last.session(), last.orderID(), last.account(), last.symbol(), last.side(), last.ordType(), last.timeInForce(),
                last.requests(), Executions.NONE,
                new Life(false, false, false, false, Life.End.CANCELED), Qty.ZERO,
                last.flags(), last.enteredAt(), last.updatedAt(), "was part of another order, and is told again as that");
        for (var report : Untold.of(entry.told, nothing, names)) say(ReportEncoder.encode(report, session.version()));
    }

    private void tell(OrderKey key, Entry entry) {
        if (!isUp || !mouth.hasRoom() || isAnswerOnItsWay(entry)) {
            dirty.add(key);
            return;
        }
        dirty.remove(key);
        if (entry.latest == null) return;
        var reports = Untold.some(entry.told, entry.latest, names, MOST_AT_ONCE);
        for (var report : reports) say(ReportEncoder.encode(report, session.version()));
        if (reports.size() < MOST_AT_ONCE) return;
        dirty.add(key);
        context.runOnContext(_ -> goOn());
    }

    /// One of the order's requests may be the client's: its name is about to be known.
    private boolean isAnswerOnItsWay(Entry entry) {
        if (entry.asking == 0 || entry.latest == null) return false;
        for (var request : entry.latest.requests()) if (!names.know(request.clOrdID())) return true;
        return false;
    }

    void up() {
        isUp = true;
        goOn();
    }

    /// As far as there is room.
    void goOn() {
        for (var key : List.copyOf(dirty)) {
            if (!isUp || !mouth.hasRoom()) return;
            var entry = entries.get(key);
            if (entry == null) dirty.remove(key);
            else tell(key, entry);
        }
    }

    void down() {
        if (!isUp) return;
        isUp = false;
        if (session.cancelOnDisconnect() && !isStopping) cancelAll();
    }

    /// Our own stop is no loss of the client's line.
    void stopping() {
        isStopping = true;
    }

    private void cancelAll() {
        var id = ClientDesk.OWN + "disconnect/" + nanos.getAsLong() + "/";
        entries.forEach((key, entry) -> {
            if (entry.latest == null || entry.latest.isOpen()) cancel(key, id + key);
        });
    }

    private Future<Answer> cancel(OrderKey key, String requestId) {
        return ask(requestId, new Wish.Cancel(key)).onSuccess(answer -> {
            if (!answer.isAccepted()) log.warn("{}: {} is not canceled: {}", session.name(), key, answer.text());
        });
    }

    private void say(Message message) {
        mouth.say(message);
        if (++sinceNotes < session.keptMessages() / 2 || areNotesDue) return;
        areNotesDue = true;
        // Once all of this turn is said: a note in between would call told what is not.
        context.runOnContext(_ -> notes());
    }

    /// What was told of each order, so that the messages that told it may be forgotten.
    void notes() {
        sinceNotes = 0;
        areNotesDue = false;
        long old = nanos.getAsLong() - REMEMBERED;
        entries.entrySet().removeIf(one -> !dirty.contains(one.getKey()) && isOver(one.getValue(), old));
        byClient.values().removeIf(key -> !entries.containsKey(key));
        named.values().removeIf(client -> !byClient.containsKey(client));
        entries.forEach((key, entry) -> {
            if (!entry.told.isEmpty()) mouth.note(entry.told.note(key));
        });
    }

    private static boolean isOver(Entry entry, long old) {
        return entry.latest != null && !entry.latest.isOpen() && entry.latest.updatedAt() < old;
    }

    /// A message of the client.
    ///
    /// @param receivedAt nanoseconds since the epoch, UTC
    void received(FixMessage message, int msgSeqNum, long receivedAt) {
        Runnable done = () -> mouth.done(msgSeqNum);
        boolean isResend = message.code(97) == 'Y';
        boolean isSame = message.code(43) == 'Y';
        boolean isAgain = isResend || isSame;
        var wanted = reader.read(message);
        if (isSame && wasAnswered(wanted)) {
            done.run();
            return;
        }
        switch (wanted) {
            case Wanted.Enter enter -> enter(enter, message, isAgain, isResend, receivedAt, done);
            case Wanted.Cancel(var id, var orig, var order) -> request(id, orig, order, Request.Kind.CANCEL, isAgain, Wish.Cancel::new, done);
            case Wanted.Replace replace -> replace(replace, isAgain, done);
            case Wanted.Status status -> answer(() -> status(status), done);
            case Wanted.MassStatus status -> answer(() -> massStatus(status), done);
            case Wanted.MassCancel cancel -> massCancel(cancel, done);
            case Wanted.Unreadable(int reason, int tag, var text) -> answer(() -> reject(message, reason, tag, text), done);
            case Wanted.Refused(int reason, var refID, var text) -> answer(() -> businessReject(message, reason, refID, text), done);
            case Wanted.NoOrder(var id, int reason, var text) -> answer(() -> noOrder(message, id, reason, text, isAgain), done);
            case Wanted.NoRequest(var id, var orig, var kind, int reason, var text) ->
                answer(() -> noRequest(id, orig, find(orig, new OrderKey("")), kind, reason, text, isAgain), done);
            case Wanted.NoMassCancel(var id, char type, int reason, var text) -> answer(() -> massCancelReport(id, type, '0', reason, 0, text), done);
        }
    }

    /// The very message again, after a crash of ours: it was refused then, and the client was told. To ask anew could take what it believes
    /// refused; or cancel, by a mass cancel that was reported, what was entered since.
    private boolean wasAnswered(Wanted wanted) {
        return switch (wanted) {
            case Wanted.Enter enter -> answered.contains(enter.clOrdID().value());
            case Wanted.Cancel(var id, _, _) -> answered.contains(id.value());
            case Wanted.Replace replace -> answered.contains(replace.clOrdID().value());
            case Wanted.MassCancel cancel -> answered.contains(cancel.clOrdID().value());
            case Wanted.Status _, Wanted.MassStatus _, Wanted.Unreadable _, Wanted.Refused _, Wanted.NoOrder _, Wanted.NoRequest _,
                    Wanted.NoMassCancel _ -> false;
        };
    }

    private static void answer(Runnable answer, Runnable done) {
        answer.run();
        done.run();
    }

    private void enter(Wanted.Enter enter, FixMessage message, boolean isAgain, boolean isResend, long receivedAt, Runnable done) {
        var id = enter.clOrdID();
        boolean isKnown = byClient.containsKey(id) || asking.contains(id);
        if (isKnown) {
            if (isResend && !asking.contains(id)) status(new Wanted.Status(id, new OrderKey(""), ""));
            else if (!isAgain) duplicate(message, id);
            done.run();
            return;
        }
        entering++;
        asking.add(id);
        ask(id.value(), enter.wish()).onSuccess(answer -> {
            entering--;
            asking.remove(id);
            if (answer.isAccepted()) entered(id, answer, message, isAgain, receivedAt);
            else noOrder(message, id, Refusals.ordRejReason(answer.refusal(), session.version()), answer.text(), isAgain);
            if (entering == 0) unclaimed.clear();
            done.run();
        });
    }

    private void entered(ClOrdID id, Answer answer, FixMessage message, boolean isAgain, long receivedAt) {
        var ours = new ClOrdID(answer.clOrdID());
        var key = OrderKey.of(ours);
        var order = unclaimed.remove(key);
        if (order != null || entries.containsKey(key)) claim(id, ours, key, order);
        else desk.order(key).onComplete(found -> context.runOnContext(_ -> looked(id, ours, found.succeeded() ? found.result() : Optional.empty(), message, isAgain, receivedAt)));
    }

    /// Nothing was heard of it yet, or it is of long ago: then its ClOrdID was used before.
    private void looked(ClOrdID id, ClOrdID ours, Optional<Order> found, FixMessage message, boolean isAgain, long receivedAt) {
        var key = OrderKey.of(ours);
        var known = entries.get(key);
        var newest = known == null ? null : known.latest;
        if (newest == null && found.isPresent() && found.get().enteredAt() < receivedAt && !isAgain) {
            noOrder(message, id, 6, "ClOrdID(11) was used before, for the order " + key + " of " + ReportEncoder.timestamp(found.get().enteredAt(), session.version()), false);
            return;
        }
        claim(id, ours, key, newest == null ? found.orElse(null) : newest);
    }

    private void claim(ClOrdID id, ClOrdID ours, OrderKey key, @Nullable Order order) {
        named.put(ours, id);
        byClient.put(id, key);
        var entry = entry(key);
        if (order != null) entry.latest = order;
        tell(key, entry);
        if (!isUp && session.cancelOnDisconnect() && !isStopping) cancel(key, ClientDesk.OWN + "disconnect/" + nanos.getAsLong() + "/" + key);
    }

    /// F.1.a: ExecType Rejected with the status of the first order, which lives on.
    private void duplicate(FixMessage message, ClOrdID id) {
        var entry = find(id, new OrderKey(""));
        if (entry == null || entry.latest == null) {
            noOrder(message, id, 6, "ClOrdID(11) is that of an order on its way", true);
            return;
        }
        var report = about(entry, "a second order with the ClOrdID(11) of this one is rejected");
        var reject = ReportEncoder.status(report.picture(), report, session.version());
        reject.setString(17, report.picture().key() + "-Q" + message.text(34));
        reject.setChar(150, '8');
        if (reject.isSetField(20)) reject.setChar(20, '0');
        reject.setString(103, "6");
        say(reject);
    }

    private ClientReport about(Entry entry, String text) {
        var order = latest(entry);
        entry.told.follow(Untold.asked(order, names));
        return new ClientReport(
                new Fact.Acknowledged(false), "0", "", entry.told.inForce().clOrdID(), ClOrdID.NONE, entry.told.picture(order),
                order.updatedAt(), text);
    }

    private static Order latest(Entry entry) {
        if (entry.latest == null) throw new IllegalStateException("nothing was heard of the order yet");
        return entry.latest;
    }

    private @Nullable Entry find(ClOrdID client, OrderKey order) {
        var key = order.value().isEmpty() ? byClient.get(client) : order;
        return key == null ? null : entries.get(key);
    }

    private void replace(Wanted.Replace replace, boolean isAgain, Runnable done) {
        var entry = find(replace.orig(), replace.order());
        var order = entry == null ? null : entry.latest;
        var other = order == null ? "" : otherThan(order, replace);
        if (!other.isEmpty() && !isAgain) {
            noRequest(replace.clOrdID(), replace.orig(), entry, Request.Kind.REPLACE, Refusals.cxlRejReason("", session.version()), other, false);
            done.run();
            return;
        }
        request(replace.clOrdID(), replace.orig(), replace.order(), Request.Kind.REPLACE, isAgain,
                key -> new Wish.Replace(key, replace.orderQty(), replace.price()), done);
    }

    private static String otherThan(Order order, Wanted.Replace replace) {
        if (!replace.symbol().isNone() && !replace.symbol().equals(order.symbol())) return "Symbol(55) cannot be replaced: it is " + order.symbol();
        if (replace.side() != Side.NONE && replace.side() != order.side()) return "Side(54) cannot be replaced: it is " + order.side().fix();
        if (replace.ordType() != 0 && replace.ordType() != order.ordType().fix())
            return "OrdType(40) cannot be replaced: it is " + order.ordType().fix();
        if (order.ordType() != OrdType.MARKET && !replace.price().isStated()) return "Price(44), or StopPx(99), is missing: state it also where it stays";
        return "";
    }

    private interface WishFor {
        Wish of(OrderKey key);
    }

    private void request(
            ClOrdID id, ClOrdID orig, OrderKey order, Request.Kind kind, boolean isAgain, WishFor wish, Runnable done) {
        boolean isKnown = byClient.containsKey(id) || asking.contains(id);
        var key = order.value().isEmpty() ? byClient.get(orig) : order;
        var entry = find(orig, order);
        if (isKnown) {
            if (!isAgain) noRequest(id, orig, entry, kind, Refusals.cxlRejReason("DUPLICATE_CLORDID", session.version()), "ClOrdID(11) was used before", true);
            else if (byClient.containsKey(id)) status(new Wanted.Status(id, new OrderKey(""), ""));
            done.run();
            return;
        }
        if (key == null || entry == null) {
            noRequest(id, orig, null, kind, 1, asking.contains(orig) ? "the order is on its way: ask again" : "no such order here", isAgain);
            done.run();
            return;
        }
        asking.add(id);
        entry.asking++;
        ask(id.value(), wish.of(key)).onSuccess(answer -> {
            asking.remove(id);
            entry.asking--;
            if (answer.isAccepted()) {
                named.put(new ClOrdID(answer.clOrdID()), id);
                byClient.put(id, key);
            } else noRequest(id, orig, entry, kind, Refusals.cxlRejReason(answer.refusal(), session.version()), answer.text(), isAgain);
            tell(key, entry);
            done.run();
        });
    }

    /// Until there is an answer: what was asked may have been taken, and the same id is answered the same.
    private Future<Answer> ask(String requestId, Wish wish) {
        var answered = Promise.<Answer>promise();
        ask(requestId, wish, answered::complete);
        return answered.future();
    }

    private void ask(String requestId, Wish wish, Consumer<Answer> answered) {
        desk.ask(session.user(), requestId, wish).onComplete(asked -> context.runOnContext(_ -> {
            if (asked.succeeded()) answered.accept(asked.result());
            else if (!isStopping) {
                log.warn("{}: no answer to {}, asked again: {}", session.name(), requestId, asked.cause().toString());
                context.owner().setTimer(AGAIN_MS, _ -> context.runOnContext(_ -> ask(requestId, wish, answered)));
            }
        }));
    }

    private void status(Wanted.Status status) {
        var entry = find(status.clOrdID(), status.order());
        if (entry == null || entry.latest == null) {
            unknown(status);
            return;
        }
        var key = latest(entry).key();
        tell(key, entry);
        var report = about(entry, "");
        boolean isOfOther = !status.clOrdID().isNone() && !status.clOrdID().equals(report.clOrdID());
        // G.1.c: asked by another id of the chain, the answer has the one in force, and the one asked by behind it.
        var answer = ReportEncoder.status(report.picture(), isOfOther ? new ClientReport(
                report.fact(), report.execID(), "", report.clOrdID(), status.clOrdID(), report.picture(), report.transactTime(), "") : report,
                session.version());
        if (!status.id().isEmpty()) answer.setString(790, status.id());
        say(answer);
    }

    /// G.1.a: Rejected, with all quantities 0.
    private void unknown(Wanted.Status status) {
        boolean isOnItsWay = asking.contains(status.clOrdID()) || byClient.containsKey(status.clOrdID());
        var answer = nothing(status.clOrdID(), "0", isOnItsWay ? 'A' : '8', isOnItsWay ? "the order is on its way" : "no such order here");
        if (!status.order().value().isEmpty() && !isOnItsWay) answer.setString(37, status.order().value());
        if (!status.id().isEmpty()) answer.setString(790, status.id());
        say(answer);
    }

    private Message nothing(ClOrdID id, String execID, char ordStatus, String text) {
        var message = ReportEncoder.blank(MsgType.EXECUTION_REPORT);
        boolean is42 = session.version() == FixVersion.FIX_4_2;
        message.setString(37, NONE);
        if (!id.isNone()) message.setString(11, id.value());
        message.setString(17, execID);
        message.setChar(150, is42 ? ordStatus : 'I');
        if (is42) message.setChar(20, '3');
        message.setChar(39, ordStatus);
        message.setString(55, "[N/A]");
        message.setChar(54, '1');
        message.setString(14, "0");
        message.setString(151, "0");
        message.setString(6, "0");
        if (is42) message.setString(38, "0");
        message.setString(60, ReportEncoder.timestamp(nanos.getAsLong(), session.version()));
        message.setString(58, ReportEncoder.printable(text));
        return message;
    }

    private void massStatus(Wanted.MassStatus status) {
        var wanted = new ArrayList<Entry>();
        for (var entry : entries.values()) if (entry.latest != null && isMeant(entry.latest, status.symbol(), Side.NONE)) wanted.add(entry);
        if (wanted.isEmpty()) {
            var none = nothing(ClOrdID.NONE, "0", '8', "no open orders");
            none.setString(584, status.id());
            none.setString(911, "0");
            none.setChar(912, 'Y');
            say(none);
        }
        for (int i = 0; i < wanted.size(); i++) {
            tell(latest(wanted.get(i)).key(), wanted.get(i));
            var report = about(wanted.get(i), "");
            var answer = ReportEncoder.status(report.picture(), report, session.version());
            answer.setString(584, status.id());
            answer.setString(911, Integer.toString(wanted.size()));
            answer.setChar(912, i == wanted.size() - 1 ? 'Y' : 'N');
            say(answer);
        }
    }

    private static boolean isMeant(Order order, Symbol symbol, Side side) {
        return order.isOpen() && (symbol.isNone() || symbol.equals(order.symbol())) && (side == Side.NONE || side == order.side());
    }

    /// The orders are then canceled one by one, as by somebody at the desk: each is told as it is done.
    private void massCancel(Wanted.MassCancel cancel, Runnable done) {
        var answers = new ArrayList<Future<Answer>>();
        entries.forEach((key, entry) -> {
            if (entry.latest != null && isMeant(entry.latest, cancel.symbol(), cancel.side()))
                answers.add(cancel(key, ClientDesk.OWN + "mass/" + cancel.clOrdID() + "/" + key));
        });
        Future.all(answers).onComplete(_ -> {
            long affected = answers.stream().filter(answer -> answer.result().isAccepted()).count();
            massCancelReport(cancel.clOrdID(), cancel.type(), cancel.type(), 0, affected, "");
            done.run();
        });
    }

    private void massCancelReport(ClOrdID id, char type, char response, int reason, long affected, String text) {
        refused(id);
        var message = ReportEncoder.blank(MsgType.ORDER_MASS_CANCEL_REPORT);
        message.setString(11, id.value());
        message.setString(37, id.value());
        if (session.version() == FixVersion.FIX_5_0_SP2) message.setString(1369, id.value());
        message.setChar(530, type);
        message.setChar(531, response);
        if (response == '0') message.setString(532, Integer.toString(reason));
        else message.setString(533, Long.toString(affected));
        message.setString(60, ReportEncoder.timestamp(nanos.getAsLong(), session.version()));
        if (!text.isEmpty()) message.setString(58, ReportEncoder.printable(text));
        say(message);
    }

    /// An order that was not taken. It has no OrderID, and echoes what the client has sent.
    private void noOrder(FixMessage sent, ClOrdID id, int reason, String text, boolean isAgain) {
        if (isAgain && answered.contains(id.value())) return;
        refused(id);
        var message = nothing(id, "REJ-" + id, OrdStatus.REJECTED.fix(), text);
        message.setChar(150, '8');
        if (message.isSetField(20)) message.setChar(20, '0');
        for (int tag : new int[] {1, 38, 40, 44, 54, 55, 59, 99}) if (sent.has(tag)) message.setString(tag, ReportEncoder.printable(sent.text(tag)));
        message.setString(103, Integer.toString(reason));
        if (session.version() == FixVersion.FIX_4_2) {
            message.setString(32, "0");
            message.setString(31, "0");
        }
        say(message);
    }

    /// OrderCancelReject(9). Of an order that is not known it says OrderID NONE and OrdStatus Rejected, about the request alone.
    private void noRequest(ClOrdID id, ClOrdID orig, @Nullable Entry entry, Request.Kind kind, int reason, String text, boolean isAgain) {
        if (isAgain && answered.contains(id.value())) return;
        refused(id);
        var message = ReportEncoder.blank(MsgType.ORDER_CANCEL_REJECT);
        message.setString(11, id.value());
        if (entry != null && entry.latest != null) {
            var report = about(entry, "");
            message.setString(37, report.picture().key().value());
            message.setString(41, report.clOrdID().value());
            message.setChar(39, report.picture().ordStatus().fix());
        } else {
            message.setString(37, NONE);
            message.setString(41, orig.isNone() ? NONE : orig.value());
            message.setChar(39, OrdStatus.REJECTED.fix());
        }
        message.setChar(434, kind == Request.Kind.REPLACE ? '2' : '1');
        message.setString(102, Integer.toString(reason));
        message.setString(60, ReportEncoder.timestamp(nanos.getAsLong(), session.version()));
        if (!text.isEmpty()) message.setString(58, ReportEncoder.printable(text));
        say(message);
    }

    private void refused(ClOrdID id) {
        answered.add(id.value());
        if (answered.size() > MOST_UNCLAIMED) answered.remove(answered.iterator().next());
    }

    private void reject(FixMessage message, int reason, int tag, String text) {
        var reject = ReportEncoder.blank(MsgType.REJECT);
        reject.setString(45, message.text(34));
        reject.setString(371, Integer.toString(tag));
        reject.setString(372, message.msgType());
        reject.setString(373, Integer.toString(reason));
        reject.setString(58, ReportEncoder.printable(text));
        say(reject);
    }

    private void businessReject(FixMessage message, int reason, String refID, String text) {
        var reject = ReportEncoder.blank(MsgType.BUSINESS_MESSAGE_REJECT);
        reject.setString(45, message.text(34));
        reject.setString(372, message.msgType());
        if (!refID.isEmpty()) reject.setString(379, ReportEncoder.printable(refID));
        reject.setString(380, Integer.toString(reason));
        reject.setString(58, ReportEncoder.printable(text));
        say(reject);
    }
}
