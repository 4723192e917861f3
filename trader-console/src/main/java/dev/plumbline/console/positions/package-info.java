/// The positions with their PnL.
@NullMarked
package dev.plumbline.console.positions;

import org.jspecify.annotations.NullMarked;
