package dev.plumbline.oms.bridge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Packages of npm for tests; where there is no Node, or nothing can be fetched, their tests are passed over.
final class Npm {
    private static final int PATIENCE_S = 120;

    private Npm() {}

    static boolean isThere() {
        return isDone(Path.of("."), List.of("node", "-e", "process.exit(Number(process.versions.node.split('.')[0]) >= 20 ? 0 : 1)"))
                && isDone(Path.of("."), List.of("npm", "--version"));
    }

    /// What `package.json` in that folder names.
    static boolean isInstalled(Path folder) {
        return isDone(folder, List.of("npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"));
    }

    private static boolean isDone(Path in, List<String> command) {
        try {
            var process = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
