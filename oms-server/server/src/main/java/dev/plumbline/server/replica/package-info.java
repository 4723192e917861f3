/// The order state in a second member's memory, over Hazelcast. No Hazelcast type leaves this package.
@NullMarked
package dev.plumbline.server.replica;

import org.jspecify.annotations.NullMarked;
