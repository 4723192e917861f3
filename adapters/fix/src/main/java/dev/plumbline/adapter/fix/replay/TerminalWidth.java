package dev.plumbline.adapter.fix.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// How many columns the terminal has: what `COLUMNS` says, or the terminal itself.
final class TerminalWidth {
    private static final int NARROWEST = 80;
    private static final int WIDEST = 200;
    private static final int USUAL = 120;

    private TerminalWidth() {}

    static int now() {
        int told = number(System.getenv().getOrDefault("COLUMNS", ""));
        int width = told > 0 ? told : asked();
        return width <= 0 ? USUAL : Math.clamp(width, NARROWEST, WIDEST);
    }

    /// `stty size` answers `rows columns`, where there is such a program.
    private static int asked() {
        try {
            var stty = new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
                return 0;
            }
            var answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return number(answer.substring(answer.indexOf(' ') + 1));
        } catch (IOException notThere) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }
}
