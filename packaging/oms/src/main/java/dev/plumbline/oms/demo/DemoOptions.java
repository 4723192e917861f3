package dev.plumbline.oms.demo;

import java.nio.file.Path;

/// @param seconds after which it ends by itself, 0 for never
/// @param rate new orders a second
/// @param deskPort where consoles join, 0 for any that is free
/// @param data a folder of the demo's own
record DemoOptions(boolean headless, long seconds, int rate, long seed, boolean json, int deskPort, Path data) {}
