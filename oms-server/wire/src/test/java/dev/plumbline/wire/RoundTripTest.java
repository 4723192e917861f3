package dev.plumbline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.plumbline.core.Book;
import dev.plumbline.core.Change;
import dev.plumbline.core.Command;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Order;
import dev.plumbline.core.Position;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Report;
import dev.plumbline.core.Silence;

/// What is read is what was written, to the last digit, in both forms.
class RoundTripTest {

    @Property(tries = 200)
    void order(@ForAll("orders") Order order) {
        assertThat(Wire.order(Wire.encode(order))).isEqualTo(order);
        assertThat(Wire.order(utf8(Wire.json(order)))).isEqualTo(order);
    }

    @Property(tries = 200)
    void execution(@ForAll("executions") Execution execution) {
        assertThat(Wire.execution(Wire.encode(execution))).isEqualTo(execution);
        assertThat(Wire.execution(utf8(Wire.json(execution)))).isEqualTo(execution);
    }

    @Property(tries = 200)
    void position(@ForAll("positions") Position position) {
        assertThat(Wire.position(Wire.encode(position))).isEqualTo(position);
        assertThat(Wire.position(utf8(Wire.json(position)))).isEqualTo(position);
    }

    @Property(tries = 300)
    void report(@ForAll("reports") Report report) {
        assertThat(Wire.report(Wire.encode(report))).isEqualTo(report);
        assertThat(Wire.report(utf8(Wire.json(report)))).isEqualTo(report);
    }

    @Property(tries = 200)
    void command(@ForAll("commands") Command command) {
        assertThat(Wire.command(Wire.encode(command))).isEqualTo(command);
        assertThat(Wire.command(utf8(Wire.json(command)))).isEqualTo(command);
    }

    @Property(tries = 100)
    void silence(@ForAll("commands") Command command) {
        var silence = new Silence(command.clOrdID(), command.at());
        assertThat(Wire.silence(Wire.encode(silence))).isEqualTo(silence);
        assertThat(Wire.silence(utf8(Wire.json(silence)))).isEqualTo(silence);
    }

    @Property(tries = 100)
    void killSwitch(@ForAll("killSwitches") KillSwitch act) {
        for (var what : List.of(new Recorded.Switched(act), new Recorded.NotSwitched(act))) {
            assertThat(Wire.what(Wire.encode(what))).isEqualTo(what);
            assertThat(Wire.what(utf8(Wire.json(what)))).isEqualTo(what);
        }
    }

    /// The halts of a book come back in their order; where there are none its bytes are what they were before there could be.
    @Property(tries = 100)
    void halts(@ForAll("halts") List<Halt> halts) throws IOException {
        var book = new Book();
        for (var halt : halts) book.switched(new KillSwitch.Pull(halt.scope(), halt.by(), halt.reason(), halt.since()));
        var bytes = new ByteArrayOutputStream();
        Wire.write(bytes, book.state());
        assertThat(Wire.bookState(new ByteArrayInputStream(bytes.toByteArray())).halts()).isEqualTo(book.halts());
        assertThat(bytes.toString(StandardCharsets.UTF_8).contains("Halts")).isEqualTo(!halts.isEmpty());
    }

    @Property(tries = 100)
    void change(@ForAll("changes") Change change) {
        assertThat(Wire.change(Wire.encode(change))).isEqualTo(change);
        assertThat(Wire.change(utf8(Wire.json(change)))).isEqualTo(change);
    }

    @Property(tries = 300)
    void deskMessage(@ForAll("deskMessages") DeskMessage message) {
        assertThat(Wire.decode(Wire.encode(message))).isEqualTo(message);
        assertThat(Wire.decode(Buffer.buffer(Wire.json(message)))).isEqualTo(message);
    }

    /// The desk follows executions on their own: an order's item carries their sums and not their list, and no history.
    @Property(tries = 100)
    void anOrderItemCarriesSumsOnly(@ForAll("orders") Order order) {
        var sent = new DeskMessage.Batch("e", 1, 0, List.of(new DeskMessage.Item.OrderItem(order)));

        var got = (DeskMessage.Batch) Wire.decode(Wire.encode(sent));

        assertThat(got.items()).containsExactly(new DeskMessage.Item.OrderItem(order.summed()));
    }

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<Order> orders() {
        return Some.order();
    }

    @Provide
    Arbitrary<Execution> executions() {
        return Some.execution();
    }

    @Provide
    Arbitrary<Position> positions() {
        return Some.position();
    }

    @Provide
    Arbitrary<Report> reports() {
        return Some.report();
    }

    @Provide
    Arbitrary<Command> commands() {
        return Some.command();
    }

    @Provide
    Arbitrary<KillSwitch> killSwitches() {
        return Some.killSwitch();
    }

    @Provide
    Arbitrary<List<Halt>> halts() {
        return Some.halt().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<Change> changes() {
        return Some.change();
    }

    @Provide
    Arbitrary<DeskMessage> deskMessages() {
        return Some.deskMessage();
    }
}
