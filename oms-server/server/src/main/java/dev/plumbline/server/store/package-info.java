/// Postgres behind the shards: every event and what it left of orders, executions and positions, written behind in
/// batches; nothing of the trading path waits for it. `docs/store.md` is its page.
@NullMarked
package dev.plumbline.server.store;

import org.jspecify.annotations.NullMarked;
