/// FIX 4.2, 4.4 and 5.0 SP2: raw messages to reports and commands, without a session engine, and the engine that
/// talks to brokers.
@NullMarked
package dev.plumbline.adapter.fix;

import org.jspecify.annotations.NullMarked;
