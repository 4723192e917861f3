package dev.plumbline.journal;

import java.io.IOException;

/// A log is not what was written, and not because a crash tore its end: somebody or something has changed it. Nothing is
/// guessed and nothing is cut.
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;

    /// @param offset of the first byte that cannot be right
    public DamagedException(String file, long offset, String what) {
        super("damaged at " + file + ", offset " + offset + ": " + what);
        this.file = file;
        this.offset = offset;
    }

    public String file() {
        return file;
    }

    public long offset() {
        return offset;
    }
}
