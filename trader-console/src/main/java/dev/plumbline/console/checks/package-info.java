/// What the desk would say to a wish before it is sent: asked for one, or for many at once. For the ticket, for releases and
/// for amendments of many. Knows no feature.
@NullMarked
package dev.plumbline.console.checks;

import org.jspecify.annotations.NullMarked;
