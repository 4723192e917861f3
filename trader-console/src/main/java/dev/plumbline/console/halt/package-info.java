/// The kill switch: halts trading, says on every console what is halted, and lets it go on.
@NullMarked
package dev.plumbline.console.halt;

import org.jspecify.annotations.NullMarked;
