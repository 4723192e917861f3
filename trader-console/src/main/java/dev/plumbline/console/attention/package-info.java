/// What a person must look at, worst first.
@NullMarked
package dev.plumbline.console.attention;

import org.jspecify.annotations.NullMarked;
