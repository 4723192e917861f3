/// The two clusters: `oms-core` of the servers, which carries order state, and `oms-desk`, which carries none and which
/// consoles join.
@NullMarked
package dev.plumbline.server.cluster;

import org.jspecify.annotations.NullMarked;
