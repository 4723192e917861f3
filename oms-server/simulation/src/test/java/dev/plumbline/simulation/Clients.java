package dev.plumbline.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.plumbline.core.Account;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Wish;

/// Who trades: enters, changes and cancels orders, and asks again under the same request id while there is no answer.
final class Clients {
    private static final List<TimeInForce> TIMES = List.of(
            TimeInForce.DAY, TimeInForce.DAY, TimeInForce.DAY, TimeInForce.GOOD_TILL_CANCEL,
            TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.FILL_OR_KILL);

    private final World world;
    private final Door door;
    private final List<Request> requests = new ArrayList<>();

    /// Where they ask: may be shut, and may swallow.
    interface Door {
        void ask(int shard, Ask ask, java.util.function.Consumer<Answer> reply);
    }

    /// One request and its first answer.
    static final class Request {
        final Account account;
        final Ask ask;
        Optional<Answer> answer = Optional.empty();

        Request(Account account, Ask ask) {
            this.account = account;
            this.ask = ask;
        }

        /// While the shard stands still. Nobody keeps that, so who asks again asks anew.
        boolean isRefusedAtTheDoor() {
            return answer.map(given -> given.text().startsWith("the journal failed")).orElse(false);
        }
    }

    Clients(World world, Door door) {
        this.world = world;
        this.door = door;
    }

    List<Request> requests() {
        return requests;
    }

    boolean areAnswered() {
        return requests.stream().allMatch(request -> request.answer.isPresent());
    }

    void makeRequest() {
        var account = Terms.ACCOUNTS.get(world.below(Terms.ACCOUNTS.size()));
        var request = new Request(account, new Ask("R" + (requests.size() + 1), "ann", wish(account)));
        requests.add(request);
        world.tally.met(Met.REQUEST);
        world.trace(request.ask.requestId() + ": " + request.ask.wish());
        ask(request);
    }

    private Wish wish(Account account) {
        var entered = orders(account);
        if (entered.isEmpty() || world.below(10) < 5) return enter(account);
        var order = entered.get(world.below(10) == 0 ? world.below(entered.size()) : Math.max(0, entered.size() - 1 - world.below(6)));
        return switch (world.below(10)) {
            case 0 -> new Wish.Status(order);
            case 1, 2, 3, 4 -> new Wish.Cancel(order);
            default -> new Wish.Replace(order, qty(), px(Terms.SYMBOLS.get(world.below(2))));
        };
    }

    private List<OrderKey> orders(Account account) {
        return requests.stream()
                .filter(request -> request.account.equals(account) && request.ask.wish() instanceof Wish.Enter)
                .flatMap(request -> request.answer.stream())
                .filter(Answer::isAccepted)
                .map(answer -> new OrderKey(answer.clOrdID()))
                .toList();
    }

    private Wish enter(Account account) {
        boolean market = world.below(8) == 0;
        var symbol = Terms.SYMBOLS.get(world.below(Terms.SYMBOLS.size()));
        return new Wish.Enter(
                Terms.SESSION.value(), account, symbol, world.below(2) == 0 ? Side.BUY : Side.SELL, qty(),
                market ? OrdType.MARKET : OrdType.LIMIT, market ? Px.NONE : px(symbol), TIMES.get(world.below(TIMES.size())));
    }

    /// Some are above the limit.
    private Qty qty() {
        return Qty.of(world.below(30) == 0 ? 5_000 : 1 + world.below(1_500));
    }

    private Px px(Symbol symbol) {
        return symbol.equals(Terms.SYMBOLS.getFirst())
                ? new Px(9_980 + world.below(41), 2)
                : new Px(12_325 + world.below(41), 3);
    }

    private void ask(Request request) {
        door.ask(Terms.shardOf(request.account), request.ask, answer -> answered(request, answer));
        boolean anyway = world.happens(50);
        world.in(world.micros(200_000, 2_000_000), () -> again(request, anyway));
    }

    private void again(Request request, boolean anyway) {
        if (request.answer.isPresent() && (!anyway || request.isRefusedAtTheDoor())) return;
        world.tally.met(request.answer.isPresent() ? Met.ANSWERED_AGAIN : Met.ASKED_AGAIN);
        ask(request);
    }

    private void answered(Request request, Answer answer) {
        if (request.answer.isEmpty()) {
            world.trace(answer.requestId() + " is answered: " + answer.clOrdID() + answer.refusal() + " " + answer.text());
            if (!answer.isAccepted()) world.tally.met(Met.REFUSED);
            request.answer = Optional.of(answer);
        } else if (!request.answer.get().equals(answer) && !request.isRefusedAtTheDoor()) {
            throw new Violation("request " + answer.requestId() + " was answered " + request.answer.get() + " and now " + answer);
        }
    }
}
