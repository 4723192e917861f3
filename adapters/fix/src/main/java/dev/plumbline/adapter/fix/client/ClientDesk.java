package dev.plumbline.adapter.fix.client;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.Future;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Order;
import dev.plumbline.core.OrderKey;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Wish;

/// What the gateway needs of the server behind it. Called on the gateway's own event loop, and answers on any thread: the
/// gateway goes back to its own. None of it may block.
public interface ClientDesk {
    /// Asks for `wish` with the rights of `user`. What is refused, for want of rights, too, comes back as an answer with a refusal.
    /// The same `requestId` of the same user again gets the first answer, also after a restart: the gateway asks again whatever it has
    /// no answer to. Fails only where it is not known whether it was taken; the gateway then asks again.
    ///
    /// @param requestId the client's ClOrdID; what begins with [#OWN] the gateway asks for itself
    Future<Answer> ask(String user, String requestId, Wish wish);

    /// Begins the ids of what no client has sent: a cancel because the line was lost, or of a mass cancel. No ClOrdID of a client can
    /// begin so.
    String OWN = "\u00a7";

    /// Which request of a client became which of ours, for a gateway that has just started: of all orders about which any of `users`
    /// has ever asked for anything that was accepted, and that are open, or of which any input came since `since`.
    /// The history has it: `event.asked_by`, `event.request_id`, `event.cl_ord_id` of commands that were not refused, by `event.order_key`.
    ///
    /// @param since nanoseconds since the epoch, UTC, by the server's clock
    Future<List<Asked>> asked(Set<String> users, long since);

    /// An order as it is now; empty where there is none. For an answer that names an order of which the gateway has heard nothing:
    /// a ClOrdID that was used long ago.
    Future<Optional<Order>> order(OrderKey key);

    /// The orders of these accounts that are open, or of which any input came since `since`, for a drop copy that has just started.
    Future<List<Order>> orders(Set<String> accounts, long since);

    /// Whether a client may log on with what its Logon has in Username(553) and Password(554), both empty where it has none.
    ///
    /// @param session its name in the configuration
    Future<Boolean> mayLogOn(String session, String username, String password);

    /// One order, and the requests for it by whoever sent them.
    record Asked(Order order, List<Name> names) {
        public Asked {
            names = List.copyOf(names);
        }
    }

    /// @param clOrdID the id of ours that `requestId` of `user` became
    record Name(String user, String requestId, ClOrdID clOrdID) {}
}
