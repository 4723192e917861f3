/// The broker sessions: adapters deployed, their reports routed to shards.
@NullMarked
package dev.plumbline.server.brokers;

import org.jspecify.annotations.NullMarked;
