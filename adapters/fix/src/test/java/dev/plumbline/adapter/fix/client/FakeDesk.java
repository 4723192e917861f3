package dev.plumbline.adapter.fix.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.Future;

import dev.plumbline.adapter.ClientDesk;
import dev.plumbline.adapter.Decoded;
import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.ReportDecoder;
import dev.plumbline.core.Book;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Result;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Wish;

/// A server with a real book and no broker behind it: the test plays that. Outlives the doors before it.
final class FakeDesk implements ClientDesk {
    private static final BrokerSession BROKER = new BrokerSession("SIM");

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> repeats = new CopyOnWriteArrayList<>();
    private final Book book = new Book();
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<Name> names = new ArrayList<>();
    private final Map<ClOrdID, OrderKey> keys = new HashMap<>();
    private ClientDoor door;
    private int failing;
    private boolean isMute;
    private int ids;
    private long inputs;

    synchronized void door(ClientDoor next) {
        door = next;
    }

    /// So many answers get lost, though what was asked is done.
    synchronized void loseAnswers(int count) {
        failing = count;
    }

    /// Nothing of what happens reaches the door, as when it is down.
    synchronized void mute(boolean mute) {
        isMute = mute;
    }

    @Override
    public synchronized Future<Answer> ask(String user, String requestId, Wish wish) {
        var id = user + "/" + requestId;
        if (answers.containsKey(id)) repeats.add(id);
        else {
            asked.add(id);
            answers.put(id, answer(user, requestId, wish));
        }
        if (failing > 0) {
            failing--;
            return Future.failedFuture("the answer was lost");
        }
        return Future.succeededFuture(answers.get(id));
    }

    private Answer answer(String user, String requestId, Wish wish) {
        if (wish instanceof Wish.Enter enter && enter.symbol().value().equals("NONE"))
            return new Answer(requestId, "", "UNKNOWN_SYMBOL", "no symbol NONE");
        if (wish instanceof Wish.Cancel(var key) && !book.order(new ClOrdID(key.value())).isOpen())
            return new Answer(requestId, "", "ORDER_OVER", "the order is over");
        var id = new ClOrdID("A" + ++ids);
        long at = ClientDoor.nanos();
        var command = switch (wish) {
            case Wish.Enter enter -> new Command.Enter(
                    id, BROKER, enter.account(), enter.symbol(), enter.side(), enter.orderQty(), enter.ordType(), enter.price(), enter.timeInForce(), at);
            case Wish.Cancel(var key) -> new Command.Cancel(id, book.order(new ClOrdID(key.value())).clOrdID(), at);
            case Wish.Replace(var key, var qty, var px) -> new Command.Replace(id, book.order(new ClOrdID(key.value())).clOrdID(), qty, px, at);
            default -> throw new AssertionError("not asked here: " + wish);
        };
        names.add(new Name(user, requestId, id));
        var result = book.sent(++inputs, command, false);
        keys.put(id, result.changes().getFirst().order().key());
        follow(result);
        return new Answer(requestId, id.value(), "", "");
    }

    private void follow(Result result) {
        if (!isMute && door != null) door.changed(result.changes());
    }

    /// The broker says something: `fields` without 60, `35=8` is added.
    synchronized void broker(String fields) {
        var message = "35=8|60=" + ReportEncoder.timestamp(ClientDoor.nanos(), dev.plumbline.adapter.fix.FixVersion.FIX_4_4) + "|" + fields + "|";
        if (!(ReportDecoder.decode(BROKER, FixMessage.of(message)) instanceof Decoded.Read(var report))) throw new AssertionError("unreadable: " + message);
        follow(book.report(++inputs, report));
    }

    /// Of somebody at the desk, who is no client.
    synchronized String enter(String account) {
        var wish = new Wish.Enter("SIM", new dev.plumbline.core.Account(account), new dev.plumbline.core.Symbol("IBM"), dev.plumbline.core.Side.BUY,
                dev.plumbline.core.Qty.of(100), dev.plumbline.core.OrdType.MARKET, dev.plumbline.core.Px.NONE, dev.plumbline.core.TimeInForce.DAY);
        return answer("trader", "t" + ids, wish).clOrdID();
    }

    synchronized List<Order> all() {
        return book.orders();
    }

    /// Our id of a request of a client's, once it was taken.
    String idOf(String user, String requestId) {
        TestClient.await(() -> ours(user, requestId).isPresent());
        return ours(user, requestId).orElseThrow();
    }

    private synchronized Optional<String> ours(String user, String requestId) {
        return names.stream().filter(name -> name.user().equals(user) && name.requestId().equals(requestId)).map(name -> name.clOrdID().value()).findFirst();
    }

    @Override
    public synchronized Future<List<Asked>> asked(Set<String> users, long since) {
        var all = new ArrayList<Asked>();
        for (var order : book.orders()) {
            var of = names.stream().filter(name -> users.contains(name.user()) && order.key().equals(keys.get(name.clOrdID()))).toList();
            if (!of.isEmpty()) all.add(new Asked(order, of));
        }
        return Future.succeededFuture(all);
    }

    @Override
    public synchronized Future<Optional<Order>> order(OrderKey key) {
        return Future.succeededFuture(book.find(new ClOrdID(key.value())));
    }

    @Override
    public synchronized Future<List<Order>> orders(Set<String> accounts, long since) {
        return Future.succeededFuture(book.orders().stream().filter(order -> accounts.contains(order.account().value())).toList());
    }

    @Override
    public Future<Boolean> mayLogOn(String session, String username, String password) {
        return Future.succeededFuture(password.equals("secret"));
    }
}
