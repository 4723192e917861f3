/// The orders blotter.
@NullMarked
package dev.plumbline.console.orders;

import org.jspecify.annotations.NullMarked;
