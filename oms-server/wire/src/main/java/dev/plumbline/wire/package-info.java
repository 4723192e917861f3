/// The one serial form of the core's records, for everything that crosses a process or is stored, and the addresses
/// and messages of the bus.
@NullMarked
package dev.plumbline.wire;

import org.jspecify.annotations.NullMarked;
