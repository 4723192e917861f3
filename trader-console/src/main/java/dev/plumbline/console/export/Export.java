package dev.plumbline.console.export;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/// Writes a table to a file, on a thread of `executor`. The file appears whole or not at all: it is written beside its
/// place and moved there, over one that was there.
public final class Export {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int PROGRESS_EVERY = 1_000;

    private final Executor executor;

    /// What became of it. A stage of one does not fail, so that no failure can go unseen.
    public sealed interface Result {
        record Written(Path file, int rows, long bytes) implements Result {}

        /// @param why in one line, for a person
        record Failed(String why) implements Result {}
    }

    /// @param executor not the FX thread; takes every task
    public Export(Executor executor) {
        this.executor = executor;
    }

    /// @param progress is told the number of rows written so far, now and then and at the end, on the writing thread
    public <R> CompletionStage<Result> start(
            Sheet<R> sheet, About about, Path file, Format format, IntConsumer progress) {
        return CompletableFuture.supplyAsync(() -> write(sheet, about, file, format, progress), executor);
    }

    /// Like [#start], here and now.
    public static <R> Result write(Sheet<R> sheet, About about, Path file, Format format, IntConsumer progress) {
        int rows = sheet.rows().size();
        if (format == Format.XLSX && rows > Book.ROWS_MAX)
            return new Result.Failed("Not written: Excel has room for " + Book.ROWS_MAX + " rows, these are " + rows
                    + "; filter them, or write CSV");
        if (Files.isDirectory(file)) return new Result.Failed("Not written: " + file + " is a folder");
        var place = file.toAbsolutePath();
        var beside = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW))) {
                write(sheet, about, out, format, written -> tell(progress, written, rows));
            }
            long bytes = Files.size(beside);
            move(beside, place);
            return new Result.Written(file, rows, bytes);
        } catch (IOException | RuntimeException failed) {
            return new Result.Failed("Not written: " + why(failed, place) + left(beside));
        }
    }

    private static <R> void write(
            Sheet<R> sheet, About about, OutputStream out, Format format, IntConsumer written) throws IOException {
        if (format == Format.XLSX) {
            Book.write(sheet, about, out, written);
            return;
        }
        var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (format == Format.CSV_FOR_EXCEL) text.append(BYTE_ORDER_MARK);
        Plain.csv(sheet, text, written);
        text.flush();
    }

    private static void tell(IntConsumer progress, int written, int rows) {
        if (written % PROGRESS_EVERY == 0 || written == rows) progress.accept(written);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException someNetworkDrives) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String why(Exception failed, Path place) {
        return switch (failed) {
            case NoSuchFileException _ -> "there is no folder " + place.getParent();
            case AccessDeniedException _ -> "you may not write to " + place.getParent();
            case FileSystemException system when system.getReason() != null ->
                place + ": " + system.getReason();
            default -> place + ": " + (failed.getMessage() == null ? failed.toString() : failed.getMessage());
        };
    }

    /// Takes away what was written so far, and says so where it cannot.
    private static String left(Path beside) {
        try {
            Files.deleteIfExists(beside);
            return "";
        } catch (IOException stays) {
            return "; " + beside + " is left over";
        }
    }
}
