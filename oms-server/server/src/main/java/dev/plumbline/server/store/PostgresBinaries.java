package dev.plumbline.server.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// The programs of Postgres, which come packed in a jar: unpacked once per version and user, and shared by all data
/// folders. Any number of processes may do that at once: each unpacks beside, and the first one to finish wins.
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /// The folder with `bin` in it: in the user's cache, or in `folder` where there is no such. Blocks, for some seconds
    /// the first time.
    /// @throws StoreException where there are none for this machine
    static Path unpacked(Path folder) throws IOException {
        var archive = archiveName();
        var home = cache(folder).resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(home)) unpack(archive, home);
        return home;
    }

    private static Path cache(Path otherwise) {
        var named = System.getenv("XDG_CACHE_HOME");
        var base = named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        var cache = base.resolve("plumbline");
        try {
            return Files.createDirectories(cache);
        } catch (IOException readOnly) {
            LOG.debug("no cache in {}", cache, readOnly);
            return otherwise;
        }
    }

    private static String archiveName() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var system = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "darwin" : "linux";
        var machine = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
        return "postgres-" + system + "-" + machine + ".txz";
    }

    private static InputStream open(String archive) {
        var packed = PostgresBinaries.class.getClassLoader().getResourceAsStream(archive);
        if (packed == null)
            throw new StoreException("no Postgres is packed for this machine (" + archive
                    + "): start one yourself and name it in the configuration");
        return packed;
    }

    private static String digest(String archive) throws IOException {
        try (var in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    private static void unpack(String archive, Path home) throws IOException {
        LOG.info("unpacking Postgres into {}, once", home);
        Files.createDirectories(home.getParent());
        var beside = Files.createTempDirectory(home.getParent(), "unpacking-");
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) extract(tar, entry, beside);
            Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            LOG.debug("another process has unpacked {}", home, another);
        } finally {
            delete(beside);
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) throw new IOException("entry outside of the archive: " + entry.getName());
        Files.createDirectories(entry.isDirectory() ? target : target.getParent());
        if (entry.isSymbolicLink()) Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        else if (entry.isLink()) Files.createLink(target, into.resolve(entry.getLinkName()).normalize());
        else if (entry.isFile()) {
            Files.copy(tar, target);
            if ((entry.getMode() & 0100) != 0) target.toFile().setExecutable(true, true);
        }
    }

    /// With all that is in it; nothing where it is not there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var paths = Files.walk(folder)) {
            for (var path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) Files.delete(path);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
