package dev.plumbline.console.blotter;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

import dev.plumbline.console.export.About;
import dev.plumbline.console.export.Export;
import dev.plumbline.console.export.Format;
import dev.plumbline.console.export.Plain;
import dev.plumbline.console.export.Sheet;
import dev.plumbline.console.inbox.Inbox;
import dev.plumbline.console.ui.Show;

/// Takes what a table shows out of the console: to a file, or to the clipboard.
///
/// For the FX thread; files are written on another.
public final class Exports {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Export export;
    private final Inbox inbox;
    private final InstantSource time;
    private final String desk;
    private final String user;
    private final Where where;

    /// Asks a person where a file should go.
    public interface Where {
        /// @param name what the file could be called, without an ending
        /// @return where to, with an ending; nothing where the person would rather not
        Optional<Path> ask(Window owner, String name);
    }

    public Exports(Export export, Inbox inbox, InstantSource time, String desk, String user, Where where) {
        this.export = export;
        this.inbox = inbox;
        this.time = time;
        this.desk = desk;
        this.user = user;
        this.where = where;
    }

    /// By the dialog of the system.
    public static Optional<Path> byDialog(Window owner, String name) {
        var dialog = new FileChooser();
        dialog.setTitle("Export");
        dialog.setInitialFileName(name + Format.XLSX.extension());
        dialog.getExtensionFilters().addAll(
                new ExtensionFilter("Excel workbook", "*" + Format.XLSX.extension()),
                new ExtensionFilter("CSV, comma-separated", "*" + Format.CSV.extension()));
        return Optional.ofNullable(dialog.showSaveDialog(owner)).map(file -> file.toPath());
    }

    /// Asks where to, and writes it there.
    ///
    /// @param filter as it was typed, for whoever opens the file next week
    /// @param tell is given a line for the person, when there is one
    public <V> void export(Window owner, Sheet<V> sheet, String filter, Consumer<String> tell) {
        var name = "plumbline-" + sheet.name().toLowerCase(Locale.ROOT) + "-" + STAMP.format(time.instant());
        where.ask(owner, name).ifPresent(file -> {
            tell.accept("Writing " + Show.count(sheet.rows().size()) + " rows …");
            var about = new About(desk, user, filter, time.instant());
            inbox.whenDone(export.start(sheet, about, file, format(file), _ -> {}), result -> tell.accept(switch (result) {
                case Export.Result.Written(var to, int rows, _) -> "● " + Show.count(rows) + " rows in " + to;
                case Export.Result.Failed(var why) -> "✖ Not exported: " + why;
            }));
        });
    }

    private static Format format(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(Format.XLSX.extension()) ? Format.XLSX : Format.CSV;
    }

    /// As a table for a spreadsheet or a mail.
    public static <V> void copy(Sheet<V> sheet) {
        var content = new ClipboardContent();
        content.putString(Plain.table(sheet));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
