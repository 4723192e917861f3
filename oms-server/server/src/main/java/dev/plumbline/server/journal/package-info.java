/// The journal of a server: every input of every shard with its bytes and what became of it, kept before any effect of
/// it leaves. Records, their form and their hash chain; the files are those of `dev.plumbline.journal`.
@NullMarked
package dev.plumbline.server.journal;

import org.jspecify.annotations.NullMarked;
