/// `oms chaos`: a server and its Postgres as real processes under load, killed, frozen and restarted by a seeded plan, and
/// the books of all parties compared at the end.
@NullMarked
package dev.plumbline.oms.chaos;

import org.jspecify.annotations.NullMarked;
