/// The history of one order, for a person who asks.
@NullMarked
package dev.plumbline.server.history;

import org.jspecify.annotations.NullMarked;
