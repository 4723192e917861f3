package dev.plumbline.server.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

import dev.plumbline.core.Account;
import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Money;
import dev.plumbline.core.OrdType;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Position;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.core.Symbol;
import dev.plumbline.core.TimeInForce;
import dev.plumbline.server.bridge.DeskCopy.Place;
import dev.plumbline.server.bridge.Told.Kind;
import dev.plumbline.server.orders.Trade;
import dev.plumbline.server.users.Reach;
import dev.plumbline.server.users.User;
import dev.plumbline.wire.DeskMessage.Item;

/// A stream over a line that can be full.
class FeedTest {
    private static final Account OWN = new Account("OWN");
    private static final Account OTHER = new Account("OTHER");
    private static final Symbol IBM = new Symbol("IBM");

    private final List<JsonNode> told = new ArrayList<>();
    private Optional<Fault> cut = Optional.empty();
    private int room = Integer.MAX_VALUE;
    private final Feed feed = feed(EnumSet.of(Kind.ORDER, Kind.EXECUTION, Kind.POSITION));

    private Feed feed(Set<Kind> kinds) {
        var user = new User("u", Set.of(), Reach.of("OWN"), Reach.EVERYWHERE, "", false, false);
        return new Feed(new Feed.Out() {
            @Override
            public boolean isFull() {
                return room == 0;
            }

            @Override
            public void write(Buffer body) {
                room--;
                try {
                    told.add(Frame.JSON.readTree(body.getBytes()));
                } catch (java.io.IOException broken) {
                    throw new AssertionError(body.toString(), broken);
                }
            }

            @Override
            public void cut(Fault why) {
                cut = Optional.of(why);
            }
        }, user, OWN::equals, kinds);
    }

    private static Told position(Account account, int qty) {
        return Told.of(new Item.PositionItem(new Position(account, IBM, Qty.of(qty), Money.of("1"), Money.of("1"))), _ -> Optional.empty()).orElseThrow();
    }

    private static Told execution(Account account, int number) {
        var execution = new Execution(
                new ExecID("E" + number), new ClOrdID("A1"), Qty.of(1), Px.of("1"), Execution.State.LIVE, new ExecID("E" + number), 1);
        return Told.of(new Item.ExecutionItem(new OrderKey("A1"), account, IBM, Side.BUY, execution), _ -> Optional.empty()).orElseThrow();
    }

    private static Order order(Account account) {
        return new Book().sent(1, new Command.Enter(
                new ClOrdID("A1"), Trade.ALPHA, account, IBM, Side.BUY, Qty.of(1), OrdType.LIMIT, Px.of("1"), TimeInForce.DAY, 1), false)
                .changes().getFirst().order();
    }

    @Test
    void anOrderThatTurnsOutToBeAnotherAccountsIsGone() {
        begin(List.of(), at(1));
        feed.news(List.of(Told.moved(order(OTHER), order(OWN))), at(2));
        assertThat(told.getLast().has("gone")).isFalse();
        feed.news(List.of(Told.moved(order(OWN), order(OTHER))), at(3));
        assertThat(told.getLast().path("gone")).hasSize(1);
        assertThat(told.getLast().path("gone").path(0).asText()).isEqualTo("A1");
    }

    private void begin(List<Told> picture, Place at) {
        begin(feed, picture, at);
    }

    private static void begin(Feed feed, List<Told> picture, Place at) {
        var byAccount = new java.util.LinkedHashMap<Account, List<Told>>();
        for (var told : picture) byAccount.computeIfAbsent(told.account(), _ -> new ArrayList<>()).add(told);
        feed.begin(new DeskCopy.Picture(byAccount, at, 0), List.of(), at, 0);
    }

    private static Place at(long seq) {
        return new Place("life", seq);
    }

    @Test
    void aSnapshotComesInPartsAndNewsAfterItAllNumbered() {
        var picture = new ArrayList<Told>();
        for (int i = 0; i < Feed.PART + 1; i++) picture.add(execution(OWN, i));
        picture.add(execution(OTHER, 9_999));
        begin(picture, at(7));
        feed.news(List.of(position(OWN, 5)), at(8));
        assertThat(told).extracting(message -> message.path("n").asInt()).containsExactly(1, 2, 3);
        assertThat(told).extracting(message -> message.path("type").asText()).containsExactly("snapshot", "snapshot", "news");
        assertThat(told.get(0).path("isLast").asBoolean()).isFalse();
        assertThat(told.get(1).path("isLast").asBoolean()).isTrue();
        assertThat(told.get(0).path("executions")).hasSize(Feed.PART);
        assertThat(told.toString()).doesNotContain("OTHER");
        assertThat(told.get(2).path("seq").asLong()).isEqualTo(8);
    }

    @Test
    void whileTheLineIsFullStatesAreConflatedAndExecutionsKept() {
        begin(List.of(), at(1));
        room = 0;
        for (int i = 1; i <= 50; i++) feed.news(List.of(position(OWN, i), execution(OWN, i)), at(1 + i));
        assertThat(told).hasSize(1);
        room = 1;
        feed.flush();
        assertThat(told.getLast().path("positions")).hasSize(1);
        assertThat(told.getLast().path("positions").get(0).path("LongShortQty").asText()).isEqualTo("50");
        assertThat(told.getLast().path("executions")).hasSize(50);
        assertThat(told.getLast().path("seq").asLong()).isEqualTo(51);
    }

    @Test
    void newsThatComeWhileASnapshotIsHeldUpFollowIt() {
        room = 0;
        begin(List.of(position(OWN, 1)), at(1));
        feed.news(List.of(position(OWN, 2)), at(2));
        room = 2;
        feed.flush();
        assertThat(told).extracting(message -> message.path("type").asText()).containsExactly("snapshot", "news");
        assertThat(told.get(0).path("seq").asLong()).isEqualTo(1);
        assertThat(told.get(1).path("positions").get(0).path("LongShortQty").asText()).isEqualTo("2");
    }

    @Test
    void whoDoesNotReadIsCutOffBeforeExecutionsGrowWithoutBound() {
        begin(List.of(), at(1));
        room = 0;
        for (int i = 0; i <= Feed.FACTS_MAX && cut.isEmpty(); i++) feed.news(List.of(execution(OWN, i)), at(2 + i));
        assertThat(cut.orElseThrow().code()).isEqualTo(Fault.Code.TOO_MANY);
    }

    @Test
    void whoTakesTooLongForItsSnapshotIsCutOff() {
        room = 0;
        begin(List.of(position(OWN, 1)), at(1));
        feed.look(Feed.LOADING_MAX_MS - 1);
        assertThat(cut).isEmpty();
        feed.look(Feed.LOADING_MAX_MS);
        assertThat(cut.orElseThrow().code()).isEqualTo(Fault.Code.TOO_MANY);
    }

    @Test
    void whatHasHappenedSinceASharedPictureFollowsIt() {
        feed.begin(new DeskCopy.Picture(java.util.Map.of(OWN, List.of(position(OWN, 1))), at(4), 0), List.of(position(OWN, 2)), at(5), 0);
        assertThat(told).extracting(message -> message.path("type").asText() + message.path("seq").asText()).containsExactly("snapshot4", "news5");
    }

    /// Who goes on after the last message that it has read must not miss what was still to come.
    @Test
    void aMessageCarriesThePlaceUpToWhichAllWasTold() {
        room = 1;
        var missed = new ArrayList<Told>();
        for (int i = 0; i < 2 * Feed.PART; i++) missed.add(execution(OWN, i));
        feed.resume(missed, at(3), at(9), 0);
        feed.news(List.of(position(OWN, 1)), at(10));
        feed.status(dev.plumbline.wire.follow.FeedStatus.STARTING);
        room = 10;
        feed.flush();
        assertThat(told).extracting(message -> message.path("type").asText() + message.path("seq").asText())
                .containsExactly("missed3", "status3", "missed9", "news10");
    }

    @Test
    void onlyTheKindsThatAreWanted() {
        var positions = feed(EnumSet.of(Kind.POSITION));
        begin(positions, List.of(execution(OWN, 1), position(OWN, 1)), at(1));
        assertThat(told.getFirst().has("executions")).isFalse();
        assertThat(told.getFirst().path("positions")).hasSize(1);
    }
}
