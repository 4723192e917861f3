package dev.plumbline.console.attention;

import java.util.Comparator;

import dev.plumbline.core.Qty;

/// A finding as it stands in the list.
///
/// @param seenAt its measure when a person last said that it is seen, [Qty#NONE] where nobody has
record Entry(Finding finding, Qty seenAt) {
    /// Worst first, then newest first: what has just happened is on top of its kind of trouble.
    static final Comparator<Entry> ORDER = Comparator.comparing((Entry entry) -> entry.kind().severity())
            .thenComparing(Comparator.comparingLong((Entry entry) -> entry.finding.since()).reversed())
            .thenComparing(Entry::kind)
            .thenComparing(entry -> entry.finding.about().name());

    Kind kind() {
        return finding.kind();
    }

    Finding.Key key() {
        return finding.key();
    }

    /// Seen by a person, and not worse since.
    boolean isSeen() {
        return seenAt.isStated() && !finding.measure().isMoreThan(seenAt);
    }

    Entry seen() {
        return new Entry(finding, finding.measure());
    }

    /// The same trouble as it is now.
    Entry with(Finding now) {
        return new Entry(now.knownSince(finding.since()), seenAt);
    }
}
