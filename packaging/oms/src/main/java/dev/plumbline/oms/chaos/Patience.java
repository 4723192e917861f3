package dev.plumbline.oms.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Waits, and once somebody has said stop, no longer than it must: the run then comes to its end as it would have later.
final class Patience {
    /// Below this something is awaited in small steps, and goes on being awaited.
    private static final long STEP_MS = 100;

    private final CountDownLatch stopAsked = new CountDownLatch(1);

    void stop() {
        stopAsked.countDown();
    }

    boolean isOver() {
        return stopAsked.getCount() == 0;
    }

    void pause(long ms) throws InterruptedException {
        if (stopAsked.await(ms, TimeUnit.MILLISECONDS) && ms < STEP_MS)
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
