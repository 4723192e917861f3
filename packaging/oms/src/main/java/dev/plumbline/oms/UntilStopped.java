package dev.plumbline.oms;

import java.util.concurrent.CountDownLatch;

/// Ctrl-C and SIGTERM: runs the stop once, before the process ends, whatever it was doing.
public final class UntilStopped {
    private final CountDownLatch asked = new CountDownLatch(1);

    private UntilStopped() {}

    /// @param stop harmless when called twice; it should end within seconds
    public static UntilStopped hook(Runnable stop) {
        var until = new UntilStopped();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            until.asked.countDown();
            stop.run();
        }, "stop"));
        return until;
    }

    public void await() throws InterruptedException {
        asked.await();
    }
}
