/// Fills over price, and the curve of the PnL: pictures laid out without a toolkit, drawn on a canvas.
@NullMarked
package dev.plumbline.console.charts;

import org.jspecify.annotations.NullMarked;
