/// `oms user`: who is let in, and what they may, through the bridge of a server.
@NullMarked
package dev.plumbline.oms.user;

import org.jspecify.annotations.NullMarked;
