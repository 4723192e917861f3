/// The shards: the only writers of orders and positions.
@NullMarked
package dev.plumbline.server.orders;

import org.jspecify.annotations.NullMarked;
