/// The in-process half of the bus: only here are addresses and delivery options known.
@NullMarked
package dev.plumbline.server.bus;

import org.jspecify.annotations.NullMarked;
