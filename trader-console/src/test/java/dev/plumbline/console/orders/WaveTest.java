package dev.plumbline.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.junit.jupiter.api.Test;

import dev.plumbline.console.FakeFeed;
import dev.plumbline.console.Samples;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Wish;

/// What a wave still sends once the desk has fallen silent. No toolkit.
class WaveTest {
    private static final String SILENT = "the desk is silent";
    private static final List<Order> ORDERS = IntStream.rangeClosed(1, 2 * Wave.ON_THE_WAY_MAX + 50)
            .mapToObj(i -> Samples.order("C" + i, Side.BUY, 100, "NVDA", "187.40"))
            .toList();

    private final FakeFeed feed = new FakeFeed();
    private final Inbox inbox = new Inbox();
    private final StringProperty sendLock = new SimpleStringProperty("");

    private Wave wave(List<Wave.Each> all) {
        return new Wave(feed, inbox, sendLock, all);
    }

    private static List<Wave.Each> amends() {
        var all = new ArrayList<Wave.Each>();
        for (var order : ORDERS) all.add(new Wave.Each(order, new Wish.Replace(order.key(), Qty.of(50), Px.of("187.40"))));
        return all;
    }

    /// Those on their way may have been done: they go on waiting for their answers.
    @Test
    void amendsStopWhereTheDeskFallsSilent() {
        var wave = wave(amends());
        wave.run();
        assertThat(feed.asked).hasSize(Wave.ON_THE_WAY_MAX);
        sendLock.set(SILENT);
        assertThat(wave.all().getLast().status.get().text()).isEqualTo("✖ not sent: the desk is silent");
        assertThat(wave.tally().get().text()).isEqualTo("150 of 250 answered · 0 accepted · 150 not sent");
        inbox.drain(Long.MAX_VALUE / 8);
        assertThat(feed.asked).hasSize(Wave.ON_THE_WAY_MAX);
        assertThat(wave.tally().get().text()).isEqualTo("100 accepted · 150 not sent");
    }

    @Test
    void whatWasGivenUpStaysSoWhenTheDeskIsBack() {
        var wave = wave(amends());
        wave.run();
        sendLock.set(SILENT);
        sendLock.set("");
        inbox.drain(Long.MAX_VALUE / 8);
        assertThat(feed.asked).hasSize(Wave.ON_THE_WAY_MAX);
        assertThat(wave.tally().get().isOver()).isTrue();
    }

    @Test
    void cancelsGoOn() {
        var wave = wave(Wave.cancels(ORDERS));
        wave.run();
        sendLock.set(SILENT);
        inbox.drain(Long.MAX_VALUE / 8);
        assertThat(feed.asked).hasSize(ORDERS.size());
        assertThat(wave.tally().get().text()).isEqualTo("250 accepted");
    }
}
