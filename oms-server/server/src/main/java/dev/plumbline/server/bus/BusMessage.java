package dev.plumbline.server.bus;

import java.util.List;

import dev.plumbline.adapter.Inbound;
import dev.plumbline.adapter.Outbound;
import dev.plumbline.adapter.SessionEvent;
import dev.plumbline.wire.DeskMessage;

/// What goes over the bus inside a process: by reference, never copied, so everything in it is immutable.
public sealed interface BusMessage {
    /// Reports for one shard, in the order of arrival.
    record Reports(List<Inbound> batch) implements BusMessage {}

    /// Commands for one broker session, in the order to send.
    record Commands(List<Outbound> batch) implements BusMessage {}

    /// Messages of one broker session that the journal has.
    record Acknowledged(List<Long> msgSeqNums) implements BusMessage {}

    /// A line went up or down: all shards hear of it.
    record Session(SessionEvent event) implements BusMessage {}

    /// A trader or service asks; the shard answers with [Answered].
    record Asked(DeskMessage.Ask ask) implements BusMessage {}

    record Answered(DeskMessage.Answer answer) implements BusMessage {}

    /// A trader wants to know what would become of a wish; the shard answers with [Checked].
    record Checking(DeskMessage.Check check) implements BusMessage {}

    record Checked(DeskMessage.Checked checked) implements BusMessage {}
}
