package dev.plumbline.core;

import java.util.ArrayList;
import java.util.List;

/// In which currency an execution was paid, and what was charged for it. A set of facts: brokers tell charges with the
/// trade, after it in a report of their own, twice, and corrected; the latest word on each type of charge counts,
/// whatever comes first. Times are nanoseconds since the epoch, UTC, [Long#MIN_VALUE] for never.
///
/// @param currencyAt when a correction told the currency; never where the trade itself did
/// @param stated the last word on each type of charge, ordered by type
/// @param bustedAt when the execution was busted. Then only what was charged later, or with the bust, is still owed
public record Costs(Currency currency, long currencyAt, List<Stated> stated, long bustedAt) {
    private static final long NEVER = Long.MIN_VALUE;

    public static final Costs NONE = new Costs(Currency.NONE, NEVER, List.of(), NEVER);

    /// @param by the report that said so: ExecID, or the id of a commission report
    public record Stated(Charge charge, long at, ExecID by) {
        /// Later, or told under a larger id at the same time. Ids are often numbers: the longer one is larger.
        private int compareTold(long otherAt, ExecID otherBy) {
            if (at != otherAt) return Long.compare(at, otherAt);
            int byLength = Integer.compare(by.value().length(), otherBy.value().length());
            return byLength != 0 ? byLength : by.value().compareTo(otherBy.value());
        }
    }

    public static Costs in(Currency currency) {
        return currency.isNone() ? NONE : new Costs(currency, NEVER, List.of(), NEVER);
    }

    /// Of two currencies told at one time, which nobody should do, the first by name.
    Costs paidIn(Currency told, long at) {
        boolean isWord = !told.isNone() && !told.equals(currency);
        boolean counts = isWord
                && (currency.isNone() || at > currencyAt || (at == currencyAt && told.compareTo(currency) < 0));
        return counts ? new Costs(told, at, stated, bustedAt) : this;
    }

    Costs charged(List<Charge> charges, long at, ExecID by) {
        if (charges.isEmpty()) return this;
        var sorted = charges.stream().sorted().toList();
        var all = new ArrayList<Stated>(stated);
        for (int i = 0; i < sorted.size(); ) {
            int end = i + 1;
            while (end < sorted.size() && sorted.get(end).type().equals(sorted.get(i).type())) end++;
            charge(all, sorted.subList(i, end), at, by);
            i = end;
        }
        return all.equals(stated) ? this : new Costs(currency, currencyAt, List.copyOf(all), bustedAt);
    }

    /// All charges of one type, which take the place of what an earlier report said of that type.
    private static void charge(List<Stated> all, List<Charge> told, long at, ExecID by) {
        var type = told.getFirst().type();
        int from = 0;
        while (from < all.size() && all.get(from).charge().type().compareTo(type) < 0) from++;
        int to = from;
        while (to < all.size() && all.get(to).charge().type().equals(type)) to++;
        var known = all.subList(from, to);
        if (!known.isEmpty() && isNewer(known, told, at, by)) return;
        known.clear();
        for (var charge : told) known.add(new Stated(charge, at, by));
    }

    /// One id with two contents should not be; then the larger content counts.
    private static boolean isNewer(List<Stated> known, List<Charge> told, long at, ExecID by) {
        int order = known.getFirst().compareTold(at, by);
        for (int i = 0; order == 0 && i < Math.min(known.size(), told.size()); i++)
            order = known.get(i).charge().compareTo(told.get(i));
        return order != 0 ? order > 0 : known.size() >= told.size();
    }

    Costs busted(long at) {
        return bustedAt != NEVER && bustedAt <= at ? this : new Costs(currency, currencyAt, stated, at);
    }

    /// What is owed for `execution`, in the currency of each charge, or that of the trade, which may be none.
    List<Amount> owed(Execution execution) {
        if (stated.isEmpty()) return List.of();
        var owed = new ArrayList<Amount>(stated.size());
        for (var told : stated)
            if (execution.stands() || isChargedOn(told, execution))
                owed.add(new Amount(
                        told.charge().of(execution.lastQty(), execution.lastPx()),
                        told.charge().currency().or(currency)));
        return owed;
    }

    private boolean isChargedOn(Stated told, Execution execution) {
        return told.at() > bustedAt || (told.at() == bustedAt && !told.by().equals(execution.execID()));
    }
}
