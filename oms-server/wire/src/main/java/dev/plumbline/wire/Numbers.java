package dev.plumbline.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Many numbers at once, as they are in memory: a piece at a time, so that no more than that is there twice.
final class Numbers {
    private static final int PIECE = 1 << 16;

    private Numbers() {}

    static void write(DataOutputStream out, long[] numbers) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        for (int at = 0; at < numbers.length; at += PIECE / Long.BYTES) {
            int count = Math.min(PIECE / Long.BYTES, numbers.length - at);
            piece.asLongBuffer().put(numbers, at, count);
            out.write(piece.array(), 0, count * Long.BYTES);
        }
    }

    static void write(DataOutputStream out, int[] numbers) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        for (int at = 0; at < numbers.length; at += PIECE / Integer.BYTES) {
            int count = Math.min(PIECE / Integer.BYTES, numbers.length - at);
            piece.asIntBuffer().put(numbers, at, count);
            out.write(piece.array(), 0, count * Integer.BYTES);
        }
    }

    static long[] longs(DataInputStream in, int count) throws IOException {
        var numbers = new long[count];
        var piece = ByteBuffer.allocate(PIECE);
        for (int at = 0; at < count; at += PIECE / Long.BYTES) {
            int some = Math.min(PIECE / Long.BYTES, count - at);
            in.readFully(piece.array(), 0, some * Long.BYTES);
            piece.asLongBuffer().get(numbers, at, some);
        }
        return numbers;
    }

    static int[] ints(DataInputStream in, int count) throws IOException {
        var numbers = new int[count];
        var piece = ByteBuffer.allocate(PIECE);
        for (int at = 0; at < count; at += PIECE / Integer.BYTES) {
            int some = Math.min(PIECE / Integer.BYTES, count - at);
            in.readFully(piece.array(), 0, some * Integer.BYTES);
            piece.asIntBuffer().get(numbers, at, some);
        }
        return numbers;
    }
}
