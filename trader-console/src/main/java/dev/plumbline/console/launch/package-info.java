/// How a console comes to be shown: links to orders, one console that takes what another was started for, and the
/// moment of its first frame.
@NullMarked
package dev.plumbline.console.launch;

import org.jspecify.annotations.NullMarked;
