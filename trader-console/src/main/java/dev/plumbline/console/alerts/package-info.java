/// What a person should look at.
@NullMarked
package dev.plumbline.console.alerts;

import org.jspecify.annotations.NullMarked;
