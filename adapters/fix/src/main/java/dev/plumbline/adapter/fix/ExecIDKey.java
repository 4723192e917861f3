package dev.plumbline.adapter.fix;

import dev.plumbline.adapter.dialect.Dialect.ExecIDs;

/// Which execution an ExecID means, in a broker's scheme.
final class ExecIDKey {
    /// As many digits fit into an `int`.
    private static final int VERSION_DIGITS_MAX = 9;

    private ExecIDKey() {}

    /// The part of `id` that reports have in common which mean the same execution, as far as it is a part of the id of
    /// each report. A version is not: it tells one report from another.
    static String of(String id, ExecIDs scheme) {
        return switch (scheme) {
            case ExecIDs.Whole(), ExecIDs.Version() -> id;
            case ExecIDs.Suffix(int length) -> id.substring(Math.max(0, id.length() - length));
        };
    }

    /// What all versions of the trade have in common.
    static String withoutVersion(String id) {
        return version(id) < 0 ? id : id.substring(0, id.lastIndexOf('.'));
    }

    /// The number behind the last dot, -1 where there is none.
    static int version(String id) {
        int dot = id.lastIndexOf('.');
        int digits = id.length() - dot - 1;
        if (dot < 1 || digits < 1 || digits > VERSION_DIGITS_MAX) return -1;
        for (int i = dot + 1; i < id.length(); i++) if (id.charAt(i) < '0' || id.charAt(i) > '9') return -1;
        return Integer.parseInt(id, dot + 1, id.length(), 10);
    }
}
