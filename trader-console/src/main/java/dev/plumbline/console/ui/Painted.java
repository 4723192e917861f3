package dev.plumbline.console.ui;

import javafx.animation.AnimationTimer;
import javafx.scene.CacheHint;
import javafx.scene.Scene;

/// Tells when what a window shows now is on the screen: laid out, painted by the renderer, and handed to the window system.
///
/// For the FX thread.
public final class Painted extends AnimationTimer {
    private final Scene scene;
    private final Runnable told;
    /// One object, so that it can be taken away again.
    private final Runnable laidOut = this::laidOut;
    private boolean isLaidOut;
    private boolean isAwaited;

    private Painted(Scene scene, Runnable told) {
        this.scene = scene;
        this.told = told;
    }

    /// Runs `told` once, at the beginning of a pulse.
    public static void once(Scene scene, Runnable told) {
        var painted = new Painted(scene, told);
        scene.addPostLayoutPulseListener(painted.laidOut);
        painted.start();
    }

    private void laidOut() {
        isLaidOut = true;
    }

    /// A pulse in which something has changed waits until the renderer is done with the one before, and the one after that
    /// comes when the picture has been handed over. Without a change, nobody waits for the renderer.
    @Override
    public void handle(long now) {
        if (!isLaidOut) return;
        if (!isAwaited) {
            isAwaited = true;
            change();
            return;
        }
        stop();
        scene.removePostLayoutPulseListener(laidOut);
        told.run();
    }

    /// That nobody sees: without a cache the hint has no effect.
    private void change() {
        var root = scene.getRoot();
        root.setCacheHint(root.getCacheHint() == CacheHint.DEFAULT ? CacheHint.QUALITY : CacheHint.DEFAULT);
    }
}
