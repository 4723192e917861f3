package dev.plumbline.server.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plumbline.core.Book;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;

/// Commands of which the broker has not said a word: after a restart it has to be found out whether they left. Questions
/// are not among them.
final class InFlight {
    /// With more than this, those that were answered are looked for and dropped.
    private static final int FEW = 1_000;

    private final Book book;
    private final Map<ClOrdID, Command> sent = new LinkedHashMap<>();
    private int lookAt = FEW;

    InFlight(Book book) {
        this.book = book;
    }

    void sent(Command command) {
        if (command instanceof Command.Status) return;
        sent.put(command.clOrdID(), command);
        if (sent.size() < lookAt) return;
        drop();
        lookAt = Math.max(FEW, 2 * sent.size());
    }

    private void drop() {
        sent.values().removeIf(command -> !isUnheard(command.clOrdID()));
    }

    private boolean isUnheard(ClOrdID clOrdID) {
        return book.find(clOrdID).map(order -> order.isInFlight(clOrdID)).orElse(false);
    }

    /// Oldest first.
    List<Command> list() {
        drop();
        return List.copyOf(sent.values());
    }
}
