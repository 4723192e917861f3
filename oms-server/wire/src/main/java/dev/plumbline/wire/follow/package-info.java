/// How to follow what a desk publishes, for everybody who does: consoles and the servers' own doors.
@NullMarked
package dev.plumbline.wire.follow;

import org.jspecify.annotations.NullMarked;
