/// The line to the desk: the port [dev.plumbline.console.feed.ConsoleFeed] and its implementation over the bus.
/// Knows no toolkit.
@NullMarked
package dev.plumbline.console.feed;

import org.jspecify.annotations.NullMarked;
