package dev.plumbline.console.filter;

import java.util.Locale;

/// Finds what somebody may have meant.
final class Near {
    /// More slips than this are no slips.
    private static final int SLIPS_MAX = 2;

    private static final int LENGTH_MAX = 40;

    private Near() {}

    /// The known word that is the fewest slips away from `typed`, the first in the alphabet of several; empty where none
    /// is near.
    static String to(String typed, Iterable<String> known) {
        if (typed.length() > LENGTH_MAX) return "";
        var wanted = typed.toLowerCase(Locale.ROOT);
        int allowed = Math.min(SLIPS_MAX, wanted.length() / 2);
        var nearest = "";
        int fewest = allowed + 1;
        for (var word : known) {
            int slips = slips(wanted, word.toLowerCase(Locale.ROOT));
            if (slips > fewest || slips > allowed) continue;
            if (slips == fewest && word.compareTo(nearest) > 0) continue;
            nearest = word;
            fewest = slips;
        }
        return nearest;
    }

    /// Letters left out, put in, changed, or swapped with their neighbour: the optimal string alignment distance.
    static int slips(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) last[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + changed);
                boolean isSwapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (isSwapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[other.length()];
    }
}
