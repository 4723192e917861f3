package dev.plumbline.console.launch;

import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/// Tells when a window has been laid out for the first time: its build measures that, and ends the console with it.
public final class FirstFrame extends AnimationTimer {
    private final LongConsumer told;
    private boolean isLaidOut;

    private FirstFrame(LongConsumer told) {
        this.told = told;
    }

    /// Calls `told` once, on the FX thread, with the milliseconds since the JVM began; in the pulse after the first
    /// layout, when that frame is with the renderer.
    public static void of(Scene scene, LongConsumer told) {
        var frame = new FirstFrame(told);
        scene.addPostLayoutPulseListener(() -> frame.isLaidOut = true);
        frame.start();
    }

    @Override
    public void handle(long now) {
        if (!isLaidOut) return;
        stop();
        long at = System.currentTimeMillis(); // before the bean is asked: that loads classes
        told.accept(at - ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
