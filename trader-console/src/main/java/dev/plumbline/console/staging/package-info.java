/// Orders that wait in this console until a trader releases them.
@NullMarked
package dev.plumbline.console.staging;

import org.jspecify.annotations.NullMarked;
