package dev.plumbline.oms.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.plumbline.oms.cluster.Asking.Answer;
import dev.plumbline.server.ops.ClusterPicture;
import dev.plumbline.server.ops.ClusterPicture.State;

/// What all that answered say together: pure, so that a table can test it.
///
/// @param pictures of each server one, by name: what it says of itself, or what others say of it
/// @param silent addresses that gave no answer
/// @param findings what keeps the cluster from losing a server
/// @param notes what somebody should know, though nothing hangs on it now
record ClusterStatus(
        List<ClusterPicture> pictures, List<Answer.Silent> silent, List<Finding> findings, List<String> notes) {

    /// @param mend what to do about it
    record Finding(String what, String mend) {}

    static ClusterStatus of(List<Answer> answers) {
        Map<String, ClusterPicture> byName = new TreeMap<>();
        var silent = new ArrayList<Answer.Silent>();
        for (var answer : answers) {
            switch (answer) {
                case Answer.Told(_, var pictures) ->
                    pictures.forEach(picture -> byName.merge(picture.server(), picture, ClusterStatus::better));
                case Answer.Silent none -> silent.add(none);
            }
        }
        var pictures = List.copyOf(byName.values());
        var look = new Look(pictures, silent);
        look.look();
        return new ClusterStatus(pictures, List.copyOf(silent), List.copyOf(look.findings), List.copyOf(look.notes));
    }

    /// What a server says of itself before what is said of it, and the newer of two: both are by its own clock.
    private static ClusterPicture better(ClusterPicture a, ClusterPicture b) {
        if (isOwn(a) != isOwn(b)) return isOwn(a) ? a : b;
        if (isOwn(a)) return a.at() >= b.at() ? a : b;
        return a.state() == State.SILENT ? a : b;
    }

    static boolean isOwn(ClusterPicture picture) {
        return picture.state() != State.SILENT && picture.state() != State.ABSENT;
    }

    boolean isWell() {
        return findings.isEmpty();
    }

    List<ClusterPicture> in(State state) {
        return pictures.stream().filter(picture -> picture.state() == state).toList();
    }

    static String names(List<ClusterPicture> some) {
        return some.stream().map(ClusterPicture::server).collect(Collectors.joining(" and "));
    }

    /// Goes through it in the order in which a person should.
    private static final class Look {
        private final List<ClusterPicture> pictures;
        private final List<Answer.Silent> silent;
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Look(List<ClusterPicture> pictures, List<Answer.Silent> silent) {
            this.pictures = pictures;
            this.silent = silent;
        }

        private List<ClusterPicture> in(State... states) {
            return pictures.stream().filter(picture -> List.of(states).contains(picture.state())).toList();
        }

        void look() {
            for (var none : silent) notes.add(none.address() + " gives no answer: " + none.why());
            if (pictures.isEmpty()) {
                findings.add(new Finding(
                        "no server answers at any address that was asked",
                        "start the servers (oms serve --config FILE); where they run, name their management addresses with --management"));
                return;
            }
            if (pictures.size() == 1 && pictures.getFirst().servers().size() <= 1) {
                findings.add(new Finding(
                        pictures.getFirst().server() + " is the only server that is configured: nobody can stand in for it",
                        "name all servers under cluster.servers in the configuration of each"));
                return;
            }
            lookAtActing();
            lookAtStandingBy();
            lookAtTheDatabase();
            lookAtSight();
        }

        private void lookAtActing() {
            var acting = in(State.ACTING);
            if (acting.size() > 1)
                findings.add(new Finding(
                        names(acting) + " each say that they act",
                        "ask again: one may have taken over between two questions. Where it stays so, end one of them, and look at"
                                + " the clocks of both machines"));
            if (!acting.isEmpty()) return;
            var heldUp = in(State.HELD_UP);
            if (!heldUp.isEmpty())
                findings.add(new Finding(
                        names(heldUp) + " runs the shards and sends nothing: neither the database nor a majority of the servers answers it",
                        "bring the database back, or the network to servers that still run: it goes on by itself. A server that starts"
                                + " now cannot help: it needs the database, too"));
            else if (!in(State.TAKING_OVER).isEmpty())
                findings.add(new Finding("nobody acts yet: " + names(in(State.TAKING_OVER)) + " takes over", "ask again in a few seconds"));
            else nobodyActs();
        }

        /// What each of them waits for says what to do.
        private void nobodyActs() {
            var waiting = in(State.WAITING);
            var says = waiting.stream().map(one -> one.server() + ": " + one.says()).collect(Collectors.joining("; "));
            if (!waiting.isEmpty())
                findings.add(new Finding("nobody acts. " + says, "give it what it waits for; it goes on by itself"));
            else
                findings.add(new Finding(
                        "nobody acts, as far as the servers that answer know",
                        "ask again in a few seconds: a take-over begins a span after a server is lost. Then start those that are not there"));
        }

        private void lookAtStandingBy() {
            var standingBy = in(State.STANDING_BY);
            var coming = in(State.STARTING, State.JOINING, State.WAITING, State.FENCED);
            var gone = in(State.ABSENT, State.SILENT, State.STOPPING);
            for (var one : in(State.ACTING, State.HELD_UP))
                if (!standingBy.isEmpty() && !one.replica().isSafe())
                    findings.add(new Finding(
                            "not all that " + one.server() + " has is in a second server's memory",
                            "copies are under way after a server came or went: ask again. Where it stays so for a minute, look at the"
                                    + " logs of " + one.server() + " and " + names(standingBy)));
            var notThere = gone.stream().map(one -> one.server() + " " + one.says()).toList();
            if (!standingBy.isEmpty()) {
                for (var one : notThere) notes.add(one + ": start it, or look why it does not answer");
                for (var one : coming) notes.add(one.server() + " does not stand by yet: " + one.says());
            } else if (!coming.isEmpty() && !in(State.ACTING, State.HELD_UP).isEmpty())
                findings.add(new Finding(
                        "nobody stands by yet. " + coming.stream().map(one -> one.server() + ": " + one.says()).collect(Collectors.joining("; ")),
                        "ask again in a few seconds"));
            else if (!notThere.isEmpty())
                findings.add(new Finding(
                        "nobody stands by: " + String.join("; ", notThere),
                        "start " + names(gone) + " (oms serve --config FILE); until then each order waits for the database, and nobody goes on"
                                + " where the last server dies"));
            else if (!in(State.ACTING, State.HELD_UP).isEmpty()) findings.add(new Finding("nobody stands by", "start another server"));
        }

        private void lookAtTheDatabase() {
            for (var one : in(State.ACTING, State.STANDING_BY, State.TAKING_OVER))
                if (!one.store().isReached())
                    findings.add(new Finding(
                            one.server() + " does not reach the database"
                                    + (one.isOwner() ? ": " + "%,d".formatted(one.store().backlog()) + " inputs wait for it" : ""),
                            "bring it back: until then who acts goes on, and nobody can take over"));
        }

        private void lookAtSight() {
            var own = pictures.stream().filter(ClusterStatus::isOwn).collect(Collectors.toMap(ClusterPicture::server, one -> one));
            for (var one : own.values())
                for (var other : one.servers())
                    if (!other.isInSight() && isLater(own.get(other.server()), one))
                        findings.add(new Finding(
                                one.server() + " does not see " + other.server() + ", which runs",
                                "look at the network between their `core` addresses, and whether both have the same cluster.servers"));
        }

        /// One that has only just begun cannot be seen.
        private static boolean isLater(@Nullable ClusterPicture other, ClusterPicture one) {
            return other != null && other.state() != State.STARTING && other.state() != State.STOPPING && one.state() != State.STARTING;
        }
    }
}
