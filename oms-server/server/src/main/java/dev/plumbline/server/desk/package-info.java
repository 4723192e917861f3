/// The desk gateway: what consoles see and ask.
@NullMarked
package dev.plumbline.server.desk;

import org.jspecify.annotations.NullMarked;
