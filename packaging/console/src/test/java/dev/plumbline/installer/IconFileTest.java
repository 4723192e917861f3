package dev.plumbline.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

/// Reads both forms as their readers do: by their tables, not by what was written.
class IconFileTest {
    private static final Path PNGS =
            Path.of("../../trader-console/src/main/resources/dev/plumbline/console/icon");

    @Test
    void windowsFindsAllSizes() throws IOException {
        var ico = ByteBuffer.wrap(IconFile.ico(PNGS)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(List.of(ico.getShort(), ico.getShort())).containsExactly((short) 0, (short) 1);
        var sizes = new ArrayList<Integer>();
        int count = ico.getShort();
        for (int i = 0; i < count; i++) {
            int side = Byte.toUnsignedInt(ico.get());
            ico.position(ico.position() + 7);
            int width = width(ico, ico.getInt(), ico.getInt());
            assertThat(width).isEqualTo(side == 0 ? 256 : side);
            sizes.add(width);
        }
        assertThat(sizes).containsExactly(16, 24, 32, 48, 64, 128, 256);
    }

    @Test
    void macFindsAllSizes() throws IOException {
        var icns = ByteBuffer.wrap(IconFile.icns(PNGS));
        assertThat(word(icns)).isEqualTo("icns");
        assertThat(icns.getInt()).isEqualTo(icns.capacity());
        var found = new ArrayList<String>();
        while (icns.hasRemaining()) {
            var kind = word(icns);
            int length = icns.getInt() - 8;
            found.add(kind + " " + width(icns, length, icns.position()));
            icns.position(icns.position() + length);
        }
        assertThat(found).containsExactly(
                "icp4 16", "icp5 32", "ic11 32", "ic12 64", "ic07 128", "ic08 256", "ic13 256", "ic09 512", "ic14 512");
    }

    private static String word(ByteBuffer from) {
        var word = new byte[4];
        from.get(word);
        return new String(word, StandardCharsets.US_ASCII);
    }

    private static int width(ByteBuffer icon, int length, int at) throws IOException {
        var png = new byte[length];
        icon.get(at, png);
        return ImageIO.read(new ByteArrayInputStream(png)).getWidth();
    }
}
