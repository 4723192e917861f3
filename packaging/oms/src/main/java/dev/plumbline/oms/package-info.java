/// The program `oms`: its commands, put together from server, adapters, simulator and console.
@NullMarked
package dev.plumbline.oms;

import org.jspecify.annotations.NullMarked;
