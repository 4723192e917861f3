package dev.plumbline.console.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.core.ClOrdID;

class LinkDoorTest {
    private static final OrderLink C7 = new OrderLink(new ClOrdID("C 7"));

    private final List<OrderLink> shown = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aRunningConsoleTakesTheLink() throws IOException {
        try (var _ = LinkDoor.open(folder, shown::add)) {
            assertThat(LinkDoor.knock(folder, C7)).isTrue();
            assertThat(LinkDoor.knock(folder, C7)).as("and the next").isTrue();
        }
        assertThat(shown).containsExactly(C7, C7);
    }

    @Test
    void nobodyTakesItWhereNoneRuns() throws IOException {
        assertThat(LinkDoor.knock(folder, C7)).isFalse();
        assertThat(LinkDoor.knock(folder.resolve("missing"), C7)).isFalse();
        LinkDoor.open(folder, shown::add).close();
        assertThat(LinkDoor.knock(folder, C7)).as("it was closed").isFalse();
        assertThat(folder).isEmptyDirectory();
        assertThat(shown).isEmpty();
    }

    @Test
    void aDoorOfAKilledConsoleIsRemovedAndTheNextIsAsked() throws IOException {
        try (var _ = LinkDoor.open(folder, shown::add)) {
            var left = folder.resolve("console-killed.sock");
            bind(left).close(); // closing leaves the file, as a kill does
            Files.setLastModifiedTime(left, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
            assertThat(LinkDoor.knock(folder, C7)).isTrue();
            assertThat(left).doesNotExist();
        }
        assertThat(shown).containsExactly(C7);
    }

    @Test
    void theYoungestConsoleIsAskedFirst() throws IOException {
        var elder = new CopyOnWriteArrayList<OrderLink>();
        try (var _ = LinkDoor.open(folder, elder::add)) {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) Files.setLastModifiedTime(file, FileTime.fromMillis(1));
            }
            try (var _ = LinkDoor.open(folder, shown::add)) {
                assertThat(LinkDoor.knock(folder, C7)).isTrue();
            }
            assertThat(shown).containsExactly(C7);
            assertThat(LinkDoor.knock(folder, C7)).isTrue();
        }
        assertThat(elder).containsExactly(C7);
    }

    @Test
    void aConsoleThatHangsIsPassedOver() throws IOException {
        try (var _ = bind(folder.resolve("console-hangs.sock"))) {
            assertThat(LinkDoor.knock(folder, C7)).isFalse();
        }
    }

    @Test
    void whatIsNoLinkIsRefusedAndTheDoorStaysOpen() throws IOException {
        try (var _ = LinkDoor.open(folder, shown::add)) {
            assertThat(ask("plumbline://cancel/C7\n")).isEqualTo("refused\n");
            assertThat(ask("x".repeat(600))).as("too long a line gets no answer").isEmpty();
            assertThat(LinkDoor.knock(folder, C7)).isTrue();
        }
        assertThat(shown).containsExactly(C7);
    }

    @Test
    void onlyItsUserMayUseIt() throws IOException {
        try (var _ = LinkDoor.open(folder, shown::add)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(door()))).isEqualTo("rw-------");
        }
    }

    private Path door() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList().getFirst();
        }
    }

    private String ask(String text) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(door()))) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
            var answer = ByteBuffer.allocate(100);
            try {
                channel.read(answer);
            } catch (IOException hungUp) {
                assertThat(hungUp).hasMessageContaining("reset");
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        }
    }

    private static ServerSocketChannel bind(Path door) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(door));
    }
}
