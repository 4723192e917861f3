package dev.plumbline.console.launch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a running console takes links that another start of the same user was given.
///
/// Each console has a door of its own: a Unix domain socket in a folder that only its user can enter. Whoever was started
/// with a link knocks at all of them, the youngest first, and opens a window only where nobody answers. A door that a
/// killed console left behind is removed by the next who knocks. One line goes in, the link, and one word comes back.
public final class LinkDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkDoor.class);
    /// A console whose disk or processor is busy still answers within this; one that hangs is passed over.
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LINE_MAX = 512;
    private static final int DOORS_MAX = 16;
    private static final String SHOWN = "shown";
    private static final String REFUSED = "refused";

    private final Path door;
    private final ServerSocketChannel server;
    private final Consumer<OrderLink> show;

    private LinkDoor(Path door, ServerSocketChannel server, Consumer<OrderLink> show) {
        this.door = door;
        this.server = server;
        this.show = show;
    }

    /// Opens a door in `folder`, which only this user may be able to enter.
    ///
    /// @param show is given each link, on the door's own thread: it must not take long
    /// @throws IOException where the system lets none be made, as in a folder whose path has more than some 90 bytes
    public static LinkDoor open(Path folder, Consumer<OrderLink> show) throws IOException {
        var door = folder.resolve("console-" + UUID.randomUUID().toString().substring(0, 8) + ".sock");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(door));
            forOwnerOnly(door);
            door.toFile().deleteOnExit(); // a logout ends consoles without closing them
        } catch (IOException | RuntimeException trouble) {
            server.close();
            throw trouble;
        }
        var opened = new LinkDoor(door, server, show);
        Thread.ofPlatform().daemon().name("links").start(opened::serve);
        return opened;
    }

    private static void forOwnerOnly(Path door) throws IOException {
        var posix = Files.getFileAttributeView(door, PosixFileAttributeView.class);
        if (posix != null) posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }

    /// One caller after the other, each with a deadline: a caller that says nothing delays the next by that at most.
    private void serve() {
        while (true) {
            try (var caller = server.accept()) {
                serve(caller);
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException trouble) {
                LOG.warn("this console takes no links any more: {}", trouble.toString());
                return;
            }
        }
    }

    private void serve(SocketChannel caller) {
        try {
            say(caller, answer(line(caller)));
        } catch (IOException gone) {
            LOG.debug("a caller with a link went away", gone);
        }
    }

    private String answer(String line) {
        try {
            show.accept(OrderLink.parse(line));
            return SHOWN;
        } catch (IllegalArgumentException wrong) {
            LOG.warn("a link was refused: {}", wrong.getMessage());
            return REFUSED;
        }
    }

    /// Takes nothing in any more and removes the door.
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(door);
        } catch (IOException trouble) {
            LOG.warn("{} stays: {}", door, trouble.toString());
        }
    }

    /// Hands `link` to a running console whose door is in `folder`. False where none took it.
    public static boolean knock(Path folder, OrderLink link) {
        for (var door : doors(folder)) if (isTaken(door, link)) return true;
        return false;
    }

    private static List<Path> doors(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("console-.*\\.sock"))
                    .sorted(Comparator.comparing(LinkDoor::openedAt).reversed())
                    .limit(DOORS_MAX)
                    .toList();
        } catch (IOException trouble) {
            LOG.warn("cannot look for an open console in {}: {}", folder, trouble.toString());
            return List.of();
        }
    }

    private static long openedAt(Path door) {
        return door.toFile().lastModified(); // 0 where it has just gone
    }

    private static boolean isTaken(Path door, OrderLink link) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(door));
            say(channel, link.toString());
            return line(channel).equals(SHOWN);
        } catch (ConnectException nobody) {
            remove(door);
            return false;
        } catch (IOException trouble) {
            LOG.debug("{} did not answer", door, trouble);
            return false;
        }
    }

    private static void remove(Path door) {
        try {
            Files.deleteIfExists(door);
        } catch (IOException trouble) {
            LOG.warn("{}, left by a console that was killed, cannot be removed: {}", door, trouble.toString());
        }
    }

    /// A line is far smaller than what a socket buffers: this does not wait.
    private static void say(SocketChannel channel, String line) throws IOException {
        channel.write(StandardCharsets.US_ASCII.encode(line + "\n"));
    }

    private static String line(SocketChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(LINE_MAX);
        long until = System.nanoTime() + PATIENCE.toNanos();
        channel.configureBlocking(false);
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (true) {
                long leftMs = Duration.ofNanos(until - System.nanoTime()).toMillis();
                if (leftMs <= 0 || selector.select(leftMs) == 0) throw new SocketTimeoutException("no answer");
                selector.selectedKeys().clear();
                if (channel.read(bytes) < 0) throw new ClosedChannelException();
                if (bytes.get(bytes.position() - 1) == '\n')
                    return new String(bytes.array(), 0, bytes.position() - 1, StandardCharsets.US_ASCII);
                if (!bytes.hasRemaining()) throw new IOException("a line of more than " + LINE_MAX + " bytes");
            }
        }
    }
}
