/// Writes what a table shows: CSV, a clipboard's table, an Excel workbook. Knows no feature and no toolkit.
@NullMarked
package dev.plumbline.console.export;

import org.jspecify.annotations.NullMarked;
