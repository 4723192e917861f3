/// `oms verify`: whether journal, history and states are what they were, and belong together. Offline; it changes nothing.
@NullMarked
package dev.plumbline.server.verify;

import org.jspecify.annotations.NullMarked;
