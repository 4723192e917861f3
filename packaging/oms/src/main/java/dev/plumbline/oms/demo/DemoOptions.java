package dev.plumbline.oms.demo;

import java.nio.file.Path;

import dev.plumbline.adapter.simulator.Chaos;

/// @param seconds after which it ends by itself, 0 for never
/// @param rate new orders a second
/// @param chaos how badly the brokers behave
/// @param deskPort where consoles join, 0 for any that is free
/// @param data a folder of the demo's own
record DemoOptions(
        boolean headless, long seconds, int rate, long seed, Chaos chaos, boolean json, int deskPort, Path data) {}
