/// What operations look at: health over HTTP.
@NullMarked
package dev.plumbline.server.ops;

import org.jspecify.annotations.NullMarked;
