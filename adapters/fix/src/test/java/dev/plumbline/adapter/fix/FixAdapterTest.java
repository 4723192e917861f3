package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quickfix.FieldNotFound;
import quickfix.Message;

import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;

/// Orders and reports over real sockets, against QuickFIX/J's acceptor.
class FixAdapterTest {
    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private TestBroker broker;
    private Desk desk;

    @AfterEach
    void stopAll() throws Exception {
        if (desk != null) desk.stop();
        if (broker != null) broker.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        if (desk != null) assertThat(desk.wrongThread).isEmpty();
    }

    private void connect(FixVersion version) throws Exception {
        broker = new TestBroker(version).open();
        desk = new Desk(vertx, Desk.settings(broker), data).start().up();
    }

    @ParameterizedTest
    @EnumSource
    void anOrderGoesOutAndItsReportsComeBack(FixVersion version) throws Exception {
        connect(version);
        desk.send(Orders.enter("A"));
        assertThat(fields(broker.next(), 35, 11, 55, 38, 44)).isEqualTo("D A IBM 100 12.5");

        broker.send("8", "37=O1|11=A|17=E1|20=0|150=0|39=0|55=IBM|54=1|38=100|151=100|14=0|6=0");
        broker.send("8", "37=O1|11=A|17=E2|20=0|150=" + trade(version)
                + "|39=1|55=IBM|54=1|38=100|32=40|31=12.5|151=60|14=40|6=12.5");
        assertThat(desk.report(0).news()).isEqualTo(new News.New());
        assertThat(desk.report(0).orderID().value()).isEqualTo("O1");
        var fill = desk.report(1);
        assertThat(fill.news()).isEqualTo(new News.Trade(Qty.of(40), Px.of("12.5")));
        assertThat(fill.told().ordStatus()).isEqualTo(OrdStatus.PARTIALLY_FILLED);
        assertThat(fill.session()).isEqualTo(Desk.SESSION);
        var raw = desk.inbound.get(1).raw().toString();
        assertThat(raw).startsWith("8=" + version.beginString() + "\0019=").contains("\00117=E2\001").endsWith("\001");
        assertThat(desk.inbound.get(1).receivedAt()).isPositive();
    }

    private static String trade(FixVersion version) {
        return version == FixVersion.FIX_4_2 ? "1" : "F";
    }

    @ParameterizedTest
    @EnumSource
    void cancelReplaceAndStatusRequestGoOut(FixVersion version) throws Exception {
        connect(version);
        var order = Orders.order("A", "O1");
        desk.send(Orders.replace("B", order, 200, "13"), Orders.status(order), Orders.cancel("C", order));
        assertThat(fields(broker.next(), 35, 11, 41, 37, 38, 44)).isEqualTo("G B A O1 200 13");
        assertThat(fields(broker.next(), 35, 11, 37, 54)).isEqualTo("H A O1 1");
        assertThat(fields(broker.next(), 35, 11, 41, 37, 38)).isEqualTo("F C A O1 100");

        broker.send("9", "37=O1|11=C|41=A|39=1|434=1|102=0|58=too late");
        assertThat(desk.report(0).news()).isEqualTo(new News.CancelRejected());
        assertThat(desk.report(0).text()).isEqualTo("too late");
    }

    private static String fields(Message message, int... tags) throws FieldNotFound {
        var text = new StringBuilder(message.getHeader().getString(tags[0]));
        for (int i = 1; i < tags.length; i++) text.append(' ').append(message.getString(tags[i]));
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void theBrokerGoesAwayAndComesBack(FixVersion version) throws Exception {
        connect(version);
        broker.vanish();
        assertThat(desk.event(SessionEvent.Down.class).reason()).isEqualTo("the broker closed the line");
        desk.send(Orders.enter("LOST"));
        assertThat(desk.event(SessionEvent.SendFailed.class).text())
                .isEqualTo("NewOrderSingle LOST was not sent: the session is not logged on");
        assertThat(desk.event(SessionEvent.SendFailed.class).isQuestion()).isFalse();
        desk.send(Orders.status(Orders.order("SENT", "")));
        assertThat(desk.event(SessionEvent.SendFailed.class, 1).isQuestion()).as("it is not the order that was not sent").isTrue();

        broker.open();
        desk.up();
        desk.send(Orders.enter("A"));
        assertThat(fields(broker.next(), 35, 11)).isEqualTo("D A");
    }
}
