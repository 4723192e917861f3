package dev.plumbline.console.attention;

import dev.plumbline.console.ui.Show;
import dev.plumbline.core.Order;
import dev.plumbline.core.Qty;

/// One thing that a person must look at, in words.
///
/// @param sentence what happened, and what it means
/// @param since nanoseconds since the epoch, UTC; 0 where that is not known
/// @param measure how bad it is: a person who has seen it is asked again once this is more
record Finding(Kind kind, About about, String title, String sentence, long since, Qty measure) {

    /// What it is about.
    sealed interface About {
        /// The name that tells it from others of its kind.
        String name();

        /// In a line.
        String line();
    }

    record AnOrder(Order order) implements About {
        @Override
        public String name() {
            return order.key().value();
        }

        @Override
        public String line() {
            var price = order.price().isStated() ? " @ " + Show.px(order.price()) : " " + Show.ordType(order.ordType());
            return Show.side(order.side()) + " " + Show.qty(order.orderQty()) + " " + order.symbol() + price + " · "
                    + order.account() + " · " + order.clOrdID();
        }
    }

    /// A line to a broker or a part of the server.
    ///
    /// @param hanging the open orders that hang on it, in words
    record APart(String name, String hanging) implements About {
        @Override
        public String line() {
            return hanging;
        }
    }

    /// A report that did not count.
    ///
    /// @param name its shard and number
    /// @param session to the broker that sent it
    /// @param line the broker and the ids that it names
    /// @param raw the message as it came in, in a line; empty where it is not at hand
    record AReport(String name, String session, String line, String raw) implements About {}

    /// Under which it is kept.
    record Key(Kind kind, String name) {}

    Key key() {
        return new Key(kind, about.name());
    }

    boolean hasTime() {
        return since > 0;
    }

    /// As it is, but known for as long as that.
    Finding knownSince(long earlier) {
        return earlier < since ? new Finding(kind, about, title, sentence, earlier, measure) : this;
    }
}
