package dev.plumbline.server.desk;

import java.io.Serial;

/// Who asks is not let in, or may not see what it asks for. The message is for them.
final class DeniedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int code;

    /// @param code with which the request fails: [dev.plumbline.wire.DeskMessage.LogIn#NEEDED] or [dev.plumbline.wire.DeskMessage.LogIn#MAY_NOT]
    DeniedException(int code, String why) {
        super(why, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
