/// The executions, newest first.
@NullMarked
package dev.plumbline.console.executions;

import org.jspecify.annotations.NullMarked;
