package dev.plumbline.journal;

/// The torn end of a log: a record that a crash had left half written, and what was behind it.
///
/// @param offset of the first byte that is no whole record
/// @param bytes how many there were
public record Cut(String file, long offset, long bytes) {
    @Override
    public String toString() {
        return bytes + " bytes at the end of " + file + ", from offset " + offset + " on, were no whole record";
    }
}
