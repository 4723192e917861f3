package dev.plumbline.server.journal;

import java.util.List;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BookState;
import dev.plumbline.core.Command;

/// A shard as it was after one of its inputs: where a restart begins.
///
/// @param seq of that input
/// @param hash of that input
/// @param number of its record in the journal
/// @param inFlight commands of which the broker had not said a word
/// @param answers what was answered to whom, oldest first
public record ShardSnapshot(
        int shard, long seq, Buffer hash, long number, BookState book, List<Command> inFlight, List<FirstAnswer> answers) {

    public Chain.Head head() {
        return new Chain.Head(seq, hash);
    }
}
