/// Makes the installer of the trader console: a runtime of its own, an image, a cache of what a start has learnt, and
/// the platform's packages. A program of the build, not of the product.
@NullMarked
package dev.plumbline.installer;

import org.jspecify.annotations.NullMarked;
