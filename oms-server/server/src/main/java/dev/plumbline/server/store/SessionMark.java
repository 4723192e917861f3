package dev.plumbline.server.store;

import java.math.BigInteger;
import java.util.List;

/// What is kept of a session at one moment, in a few numbers. Of two moments with the same mark nothing was put or forgotten between them: a
/// record that is put, also in place of another one, has a version of its own, and one that is forgotten takes away what it had added. Numbers and
/// versions of an owner rise together, and the lowest are forgotten: so where sums come out the same all the same, only forgotten records differ.
///
/// @param records so many
/// @param epochs the sum of their epochs; and so on
public record SessionMark(long records, BigInteger epochs, BigInteger numbers, BigInteger versions) {
    public static SessionMark of(List<SessionRow> rows) {
        var epochs = BigInteger.ZERO;
        var numbers = BigInteger.ZERO;
        var versions = BigInteger.ZERO;
        for (var row : rows) {
            epochs = epochs.add(BigInteger.valueOf(row.epoch()));
            numbers = numbers.add(BigInteger.valueOf(row.number()));
            versions = versions.add(BigInteger.valueOf(row.version()));
        }
        return new SessionMark(rows.size(), epochs, numbers, versions);
    }
}
