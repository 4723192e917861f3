package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.util.List;

import dev.plumbline.console.feed.DeskFeed;
import dev.plumbline.console.feed.FeedListener;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.follow.FeedStatus;

/// Consoles without a window, as [Consoles] starts them: the feed of the product, which joins the desk cluster, follows, and comes back.
/// Says `N phase PHASE reason` and `N heard text`.
final class ConsolesProgram {
    private ConsolesProgram() {}

    /// @param arguments host, port, and how many consoles
    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++)
            new DeskFeed(arguments[0], Integer.parseInt(arguments[1]), DeskSide.DESK, "trader " + i).start(new Saying(i));
        while (System.in.read() >= 0) Thread.onSpinWait();
        Runtime.getRuntime().halt(0);
    }

    private record Saying(int console) implements FeedListener {
        @Override
        public void status(FeedStatus status) {
            say("phase " + status.phase() + " " + status.reason());
        }

        @Override
        public void snapshot(boolean anew, List<Item> items) {
            news(items);
        }

        @Override
        public void news(List<Item> items) {
            for (var item : items) if (item instanceof Item.AlertItem alert) say("heard " + alert.text());
        }

        private void say(String what) {
            System.out.println(console + " " + what);
        }
    }
}
