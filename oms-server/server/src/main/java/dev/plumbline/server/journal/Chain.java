package dev.plumbline.server.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import io.vertx.core.buffer.Buffer;

/// The hash chain of each shard: the hash of an entry is SHA-256 over the hash of the one before it and the bytes of this
/// one ([EntryForm]). Who changes, takes away, adds or swaps an entry would have to make every later hash anew, in the
/// journal and in the store. One thread.
public final class Chain {
    /// What stands before the first entry of a shard: 32 zero bytes.
    public static final Buffer NOTHING = Buffer.buffer(new byte[32]);

    /// Of a shard that has had nothing yet.
    public static final Head BEGINNING = new Head(0, NOTHING);

    private final MessageDigest digest = sha256();
    private final Map<Integer, Head> heads = new HashMap<>();

    /// The last entry of a shard.
    public record Head(long seq, Buffer hash) {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /// From now on the next entry of `shard` follows this one.
    public void begin(int shard, Head head) {
        heads.put(shard, head);
    }

    public Head head(int shard) {
        return heads.getOrDefault(shard, BEGINNING);
    }

    /// The last entry of each shard that has had one, or was begun.
    Map<Integer, Head> heads() {
        return Collections.unmodifiableMap(heads);
    }

    /// The hash of the next entry of `shard`, which is its head from now on.
    /// @param entry its bytes
    /// @throws IllegalStateException where it is not the next one
    public Buffer next(int shard, long seq, ByteBuffer entry) {
        var head = head(shard);
        if (seq != head.seq + 1)
            throw new IllegalStateException("input " + seq + " of shard " + shard + " follows " + head.seq);
        var hash = hash(head.hash, entry);
        heads.put(shard, new Head(seq, hash));
        return hash;
    }

    /// What the hash of `entry` has to be.
    /// @param before the hash of the entry before it
    public Buffer hash(Buffer before, ByteBuffer entry) {
        digest.update(before.getBytes());
        digest.update(entry);
        return Buffer.buffer(digest.digest());
    }
}
