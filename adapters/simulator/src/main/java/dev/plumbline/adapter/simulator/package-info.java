/// A simulated broker: FIX on a real socket, a price-time matching engine, other participants, and a ledger of its own
/// against which an order management system can be compared.
@NullMarked
package dev.plumbline.adapter.simulator;

import org.jspecify.annotations.NullMarked;
