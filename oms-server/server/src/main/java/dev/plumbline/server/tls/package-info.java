/// The certificate of a server: one for all its doors, as it is now.
@NullMarked
package dev.plumbline.server.tls;

import org.jspecify.annotations.NullMarked;
