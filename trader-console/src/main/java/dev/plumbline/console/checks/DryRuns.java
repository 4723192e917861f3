package dev.plumbline.console.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Wish;

/// What the desk would say to each of several wishes: asked with a bounded number on their way, each answer beside its
/// wish. Each is looked at for itself, as if it were sent alone; only that the same order is among them twice is seen here.
///
/// For the FX thread. Blocks nothing: answers come when they come.
public final class DryRuns {
    /// Questions on their way at once: the ticket's own must not wait behind a thousand.
    static final int ON_THE_WAY_MAX = 20;

    private final Checks checks;
    private final Inbox inbox;
    private final ReadOnlyObjectWrapper<Tally> tally = new ReadOnlyObjectWrapper<>(Tally.of(List.of()));
    private List<Each> all = List.of();
    private int next;
    private int onTheWay;

    /// One wish and how its dry run stands.
    public static final class Each {
        private final Wish wish;
        private final boolean isRepeated;
        private final ReadOnlyObjectWrapper<Checking> checking = new ReadOnlyObjectWrapper<>(new Checking.Awaited());

        private Each(Wish wish, boolean isRepeated) {
            this.wish = wish;
            this.isRepeated = isRepeated;
        }

        public Wish wish() {
            return wish;
        }

        public Checking now() {
            return checking.get();
        }

        public ReadOnlyObjectProperty<Checking> checking() {
            return checking.getReadOnlyProperty();
        }

        private void answered(Checks.Outcome outcome) {
            checking.set(isRepeated ? repeated(Checking.of(outcome)) : Checking.of(outcome));
        }

        /// The desk, asked about each alone, cannot know.
        private static Checking repeated(Checking checking) {
            if (!(checking instanceof Checking.Answered(var lines))) return checking;
            var more = new ArrayList<>(lines);
            more.add(new CheckLine("Same order", Verdict.WARN, "the same is among these already"));
            return new Checking.Answered(more);
        }
    }

    /// How many stand how.
    ///
    /// @param awaited not answered yet
    /// @param unchecked could not be asked about
    public record Tally(int all, int awaited, int warned, int blocked, int unchecked) {
        private static Tally of(List<Each> all) {
            int awaited = 0;
            int warned = 0;
            int blocked = 0;
            int unchecked = 0;
            for (var each : all) {
                var now = each.now();
                if (now instanceof Checking.Awaited) awaited++;
                else if (now instanceof Checking.CannotBeAsked) unchecked++;
                else if (now.isBlocked()) blocked++;
                else if (!now.isFine()) warned++;
            }
            return new Tally(all.size(), awaited, warned, blocked, unchecked);
        }

        public boolean isOver() {
            return awaited == 0;
        }

        /// `⚠ 2 with warnings · ✖ 1 will be refused`, `✓ the desk's checks pass`; empty where nothing was asked.
        public String words() {
            if (all == 0) return "";
            var parts = new ArrayList<String>();
            if (awaited > 0) parts.add("… the desk is asked about " + awaited + " of " + all);
            if (blocked > 0) parts.add("✖ " + blocked + " will be refused");
            if (warned > 0) parts.add("⚠ " + warned + (warned == 1 ? " with a warning" : " with warnings"));
            if (unchecked > 0) parts.add("? " + unchecked + " not checked");
            return parts.isEmpty() ? "✓ the desk's checks pass" : String.join(" · ", parts);
        }
    }

    public DryRuns(Checks checks, Inbox inbox) {
        this.checks = checks;
        this.inbox = inbox;
    }

    /// Asks about these, and no more about those before: an answer to one of them is not taken.
    public List<Each> ask(List<? extends Wish> wishes) {
        var before = new HashSet<Wish>();
        all = wishes.stream().map(wish -> new Each(wish, wish instanceof Wish.Enter && !before.add(wish))).toList();
        next = 0;
        tally.set(Tally.of(all));
        go();
        return all;
    }

    /// Asks no more.
    public void stop() {
        ask(List.of());
    }

    private void go() {
        while (onTheWay < ON_THE_WAY_MAX && next < all.size()) {
            var each = all.get(next++);
            onTheWay++;
            inbox.whenDone(checks.check(each.wish), outcome -> answered(each, outcome));
        }
    }

    private void answered(Each each, Checks.Outcome outcome) {
        onTheWay--;
        each.answered(outcome);
        tally.set(Tally.of(all));
        go();
    }

    public ReadOnlyObjectProperty<Tally> tally() {
        return tally.getReadOnlyProperty();
    }
}
