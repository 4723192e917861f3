/// The demo: two simulated brokers on real FIX sockets, a server, and traders that never sleep.
@NullMarked
package dev.plumbline.oms.demo;

import org.jspecify.annotations.NullMarked;
