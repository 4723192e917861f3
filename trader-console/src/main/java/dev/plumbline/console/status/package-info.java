/// How the console stands with the desk, and the desk with its brokers: status bar and connections.
@NullMarked
package dev.plumbline.console.status;

import org.jspecify.annotations.NullMarked;
