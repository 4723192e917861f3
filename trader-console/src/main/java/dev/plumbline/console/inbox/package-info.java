/// The one gate between the threads of the feed and the FX thread.
@NullMarked
package dev.plumbline.console.inbox;

import org.jspecify.annotations.NullMarked;
