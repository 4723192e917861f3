/// What all blotters share: the bar with the filter, cells that flash, sorting by keys, copying and exporting what is
/// shown.
@NullMarked
package dev.plumbline.console.blotter;

import org.jspecify.annotations.NullMarked;
