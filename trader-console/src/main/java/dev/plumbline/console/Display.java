package dev.plumbline.console;

import java.util.Locale;

/// Whether there is a screen to open a window on. Asked before the toolkit starts, which otherwise answers with a
/// stack trace.
final class Display {
    private Display() {}

    static boolean isMissing() {
        boolean isLinux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean isOwnPlatform = System.getProperty("glass.platform") != null;
        return isLinux && !isOwnPlatform && isUnset("DISPLAY") && isUnset("WAYLAND_DISPLAY");
    }

    private static boolean isUnset(String variable) {
        var value = System.getenv(variable);
        return value == null || value.isBlank();
    }
}
