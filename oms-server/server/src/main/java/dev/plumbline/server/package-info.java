/// The server: assembles shards, brokers, store, replica and desk gateway into one program.
@NullMarked
package dev.plumbline.server;

import org.jspecify.annotations.NullMarked;
