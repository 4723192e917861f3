/// Scenario files and session logs through the same decoding and the same order state as production:
/// `oms replay` and `oms certify`.
@NullMarked
package dev.plumbline.adapter.fix.replay;

import org.jspecify.annotations.NullMarked;
