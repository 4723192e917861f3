package dev.plumbline.simulation;

import java.util.Map;
import java.util.TreeMap;

/// Sees each act at the moment at which it happens. Of one lease, whoever acts under an epoch is the only one who does,
/// and once somebody has acted under a later epoch nobody acts under an earlier one.
final class LeaseWitness {
    private final World world;
    private final Map<String, Act> last = new TreeMap<>();
    private long acts;
    private long moves;

    private record Act(String server, long epoch, long at) {}

    LeaseWitness(World world) {
        this.world = world;
    }

    void acted(String server, String lease, long epoch) {
        acts++;
        var before = last.put(lease, new Act(server, epoch, world.now()));
        if (before == null) return;
        if (epoch != before.epoch) {
            moves++;
            world.trace(lease + " of " + server + " from epoch " + epoch + " on");
        }
        if (epoch < before.epoch || epoch == before.epoch && !server.equals(before.server))
            throw new Violation("%s acts on %s under epoch %d, after %s did under epoch %d".formatted(
                    server, lease, epoch, before.server, before.epoch));
    }

    long acts() {
        return acts;
    }

    long moves() {
        return moves;
    }
}
