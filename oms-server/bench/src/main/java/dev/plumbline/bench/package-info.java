/// How fast it is: figures of this machine, measured now, each with its load and its limits.
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
