/// `oms cluster`: what the servers of a cluster say of themselves, for the person who looks after them.
@NullMarked
package dev.plumbline.oms.cluster;

import org.jspecify.annotations.NullMarked;
