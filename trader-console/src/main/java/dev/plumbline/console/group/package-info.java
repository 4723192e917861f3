/// Orders in groups with their sums, kept up to date change by change. Knows no feature and no toolkit.
@NullMarked
package dev.plumbline.console.group;

import org.jspecify.annotations.NullMarked;
