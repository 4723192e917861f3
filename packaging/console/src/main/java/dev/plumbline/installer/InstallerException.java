package dev.plumbline.installer;

import java.io.Serial;

/// The installer cannot be made, for a reason that is told in words.
final class InstallerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    InstallerException(String message) {
        super(message);
    }
}
