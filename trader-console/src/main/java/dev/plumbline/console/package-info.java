/// The trader console: its command, its window, and what puts the features together. Only this package knows them all.
@NullMarked
package dev.plumbline.console;

import org.jspecify.annotations.NullMarked;
