/// `oms certs`: an authority for certificates of one's own, for development and for a desk that has no other.
@NullMarked
package dev.plumbline.oms.certs;

import org.jspecify.annotations.NullMarked;
