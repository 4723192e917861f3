/// What belongs to a user and to a machine: the user's folder, and defaults for what the console is started with.
@NullMarked
package dev.plumbline.console.settings;

import org.jspecify.annotations.NullMarked;
