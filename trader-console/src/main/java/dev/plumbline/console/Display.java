package dev.plumbline.console;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Locale;

/// Whether a window can be opened here. Asked before the toolkit starts, which otherwise answers with a stack trace.
final class Display {
    /// What JavaFX opens its windows with on Linux. It brings all else that a window wants with it.
    private static final String GTK = "libgtk-3.so.0";

    private Display() {}

    /// Why no window can be opened and what to do about it, in one line; empty where nothing is known against it.
    static String obstacle() {
        boolean isLinux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean isOwnPlatform = System.getProperty("glass.platform") != null;
        if (!isLinux || isOwnPlatform) return "";
        if (isUnset("DISPLAY") && isUnset("WAYLAND_DISPLAY"))
            return "neither DISPLAY nor WAYLAND_DISPLAY is set: run it on a desktop, or under xvfb-run";
        if (!isThere(GTK))
            return "the library " + GTK + " is missing: apt install libgtk-3-0 (Debian, Ubuntu), dnf install gtk3 (Fedora, RHEL)";
        return "";
    }

    private static boolean isUnset(String variable) {
        var value = System.getenv(variable);
        return value == null || value.isBlank();
    }

    /// Loads it for good: the toolkit does so next.
    @SuppressWarnings("restricted")
    static boolean isThere(String library) {
        try {
            SymbolLookup.libraryLookup(library, Arena.global());
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        }
    }
}
