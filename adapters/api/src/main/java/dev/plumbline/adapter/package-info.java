/// What an adapter to a broker implements, and what it is given. An adapter turns bytes into [dev.plumbline.core.Report]s
/// and [dev.plumbline.core.Command]s into bytes; it has no opinion about orders.
@NullMarked
package dev.plumbline.adapter;

import org.jspecify.annotations.NullMarked;
