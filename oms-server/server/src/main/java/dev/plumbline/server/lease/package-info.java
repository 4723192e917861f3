/// Who may act: of several servers one at a time for each shard and each broker session, also where a server is cut off,
/// paused or taken for dead. Decision 13.
@NullMarked
package dev.plumbline.server.lease;

import org.jspecify.annotations.NullMarked;
