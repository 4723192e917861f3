package dev.plumbline.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.Lease;
import dev.plumbline.server.ops.ClusterPicture.Promise;
import dev.plumbline.wire.DeskMessage.Item.ServiceItem;

/// What a desk is told of the servers of a cluster: each is a service, `server A`, which is up, down, or not what it should be. So a
/// console of any version shows it among the connections, and alerts where one goes. Told again only where the words change. One
/// thread.
final class ServerItems {
    /// Fewer are there in any second of a busy day.
    private static final long MANY = 10_000;

    private final Map<String, ServiceItem> told = new HashMap<>();

    /// What has changed since the last call.
    ///
    /// @param at now, nanoseconds since the epoch, UTC
    List<ServiceItem> news(List<ClusterPicture> pictures, long at) {
        var news = new ArrayList<ServiceItem>();
        for (var picture : pictures) {
            var name = "server " + picture.server();
            var before = told.get(name);
            var state = state(picture);
            var text = text(picture);
            if (before != null && before.state().equals(state) && before.text().equals(text)) continue;
            var item = new ServiceItem(name, state, text, before != null && before.state().equals(state) ? before.at() : at);
            told.put(name, item);
            news.add(item);
        }
        return news;
    }

    private static String state(ClusterPicture picture) {
        return switch (picture.state()) {
            case ACTING -> picture.promise() == Promise.DATABASE ? ServiceItem.BEHIND : ServiceItem.UP;
            case STANDING_BY -> picture.replica().isSafe() ? ServiceItem.UP : ServiceItem.BEHIND;
            case STARTING, WAITING, JOINING, TAKING_OVER, FENCED -> ServiceItem.BEHIND;
            case HELD_UP, STOPPING, SILENT, ABSENT -> ServiceItem.DOWN;
        };
    }

    private static String text(ClusterPicture picture) {
        return switch (picture.state()) {
            case ACTING -> "acts, " + epochs(picture) + "; " + promise(picture) + waiting(picture);
            case STANDING_BY -> picture.replica().isSafe() ? "stands by" : "stands by, and has not yet all that it needs";
            default -> picture.says();
        };
    }

    private static String epochs(ClusterPicture picture) {
        var epochs = new TreeSet<Long>();
        for (var lease : picture.leases()) if (isOwn(picture, lease)) epochs.add(lease.epoch());
        if (epochs.isEmpty()) return "no epoch";
        return epochs.size() == 1 ? "epoch " + epochs.first() : "epochs " + epochs.first() + " to " + epochs.last();
    }

    private static boolean isOwn(ClusterPicture picture, Lease lease) {
        return lease.owner().equals(picture.server());
    }

    private static String promise(ClusterPicture picture) {
        return switch (picture.promise()) {
            case SECOND_SERVER -> "a second server has each input";
            case DATABASE -> "no second server, so each input waits for the database";
            case JOURNAL, NONE -> "the journal has each input";
        };
    }

    /// To ten thousand: exact figures would be news each second.
    private static String waiting(ClusterPicture picture) {
        long many = picture.replica().inputs() / MANY * MANY;
        return many == 0 ? "" : "; more than %,d inputs are not in the database".formatted(many);
    }
}
