/// The history of one order: what happened, what each input did, and the messages themselves, decoded.
@NullMarked
package dev.plumbline.console.timeline;

import org.jspecify.annotations.NullMarked;
