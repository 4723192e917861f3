/// What has just happened, seen and heard without looking for it: toasts and sounds, coalesced.
@NullMarked
package dev.plumbline.console.notices;

import org.jspecify.annotations.NullMarked;
