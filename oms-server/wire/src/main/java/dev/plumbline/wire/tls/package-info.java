/// How the members of the bus, servers and consoles, prove to each other who they are: PEM files, read and held against each other.
@NullMarked
package dev.plumbline.wire.tls;

import org.jspecify.annotations.NullMarked;
