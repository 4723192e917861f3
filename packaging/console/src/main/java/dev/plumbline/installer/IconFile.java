package dev.plumbline.installer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Icons for Windows and macOS: both forms are a list of PNGs behind a table of contents.
final class IconFile {
    private static final int[] ICO_SIZES = {16, 24, 32, 48, 64, 128, 256};
    private static final int ICO_HEADER = 6;
    private static final int ICO_ENTRY = 16;

    private IconFile() {}

    /// @param pngs a folder with `16.png` and so on
    static byte[] ico(Path pngs) throws IOException {
        var pictures = new ByteArrayOutputStream();
        var head = ByteBuffer.allocate(ICO_HEADER + ICO_ENTRY * ICO_SIZES.length).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).putShort((short) 1).putShort((short) ICO_SIZES.length);
        for (int size : ICO_SIZES) {
            var png = png(pngs, size);
            byte side = (byte) size; // 256 is written as 0
            head.put(side).put(side).put((byte) 0).put((byte) 0).putShort((short) 1).putShort((short) 32);
            head.putInt(png.length).putInt(head.capacity() + pictures.size());
            pictures.writeBytes(png);
        }
        return joined(head.array(), pictures);
    }

    static byte[] icns(Path pngs) throws IOException {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("icp4", 16);
        sizes.put("icp5", 32);
        sizes.put("ic11", 32); // 16 points, twice the dots
        sizes.put("ic12", 64);
        sizes.put("ic07", 128);
        sizes.put("ic08", 256);
        sizes.put("ic13", 256);
        sizes.put("ic09", 512);
        sizes.put("ic14", 512);
        var pictures = new ByteArrayOutputStream();
        for (var entry : sizes.entrySet()) {
            var png = png(pngs, entry.getValue());
            pictures.writeBytes(entry.getKey().getBytes(StandardCharsets.US_ASCII));
            pictures.writeBytes(ByteBuffer.allocate(4).putInt(png.length + 8).array());
            pictures.writeBytes(png);
        }
        var head = ByteBuffer.allocate(8);
        head.put("icns".getBytes(StandardCharsets.US_ASCII)).putInt(pictures.size() + 8);
        return joined(head.array(), pictures);
    }

    private static byte[] png(Path pngs, int size) throws IOException {
        return Files.readAllBytes(pngs.resolve(size + ".png"));
    }

    private static byte[] joined(byte[] head, ByteArrayOutputStream pictures) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(pictures.toByteArray());
        return all.toByteArray();
    }
}
