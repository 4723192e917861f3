/// Format rules: rows and cells of a table that look otherwise while a condition of the filter language holds of them.
@NullMarked
package dev.plumbline.console.format;

import org.jspecify.annotations.NullMarked;
