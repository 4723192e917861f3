package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

import dev.plumbline.journal.FileDisk;

/// What a power cut may do to the files of a server that was killed: whatever had not been forced to the disk is gone
/// from some byte on. The server has left word of how much was ([FileDisk#FORCED]).
final class PowerCut {
    private final SplittableRandom random;
    private long bytes;
    private int files;

    PowerCut(SplittableRandom random) {
        this.random = random;
    }

    /// In this folder and those below.
    void in(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var witness : all.filter(file -> file.toString().endsWith(FileDisk.FORCED)).sorted().toList()) cut(witness);
        } catch (IOException stuck) {
            throw new UncheckedIOException(folder + ": " + stuck.getMessage(), stuck);
        }
    }

    private void cut(Path witness) throws IOException {
        var name = witness.getFileName().toString();
        var file = witness.resolveSibling(name.substring(0, name.length() - FileDisk.FORCED.length()));
        if (!Files.exists(file) || Files.size(witness) < Long.BYTES) return;
        long forced = ByteBuffer.wrap(Files.readAllBytes(witness)).getLong();
        long length = Files.size(file);
        if (length <= forced) return;
        long left = random.nextLong(forced, length + 1);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(left);
        }
        bytes += length - left;
        files++;
    }

    /// Files that lost something, so far.
    int files() {
        return files;
    }

    /// What they lost.
    long bytes() {
        return bytes;
    }
}
