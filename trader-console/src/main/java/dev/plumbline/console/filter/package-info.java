/// The filter language of all blotters: what a person types becomes a condition on rows, or one clear message.
/// Described in `docs/filter.md`. Knows no feature and no toolkit.
@NullMarked
package dev.plumbline.console.filter;

import org.jspecify.annotations.NullMarked;
