/// The order ticket: new orders and amendments.
@NullMarked
package dev.plumbline.console.ticket;

import org.jspecify.annotations.NullMarked;
