/// The door for programs that are no member of anything: Vert.x' event-bus bridge protocol over TCP, WebSocket and SockJS, with a
/// server side of our own (docs/decisions/0016-the-doors.md). What may be asked is a table of [Operations]; behind it is no event bus.
@NullMarked
package dev.plumbline.server.bridge;

import org.jspecify.annotations.NullMarked;
