package dev.plumbline.console.export;

/// What a table is written as.
public enum Format {
    /// RFC 4180 in UTF-8.
    CSV(".csv"),
    /// The same behind a byte order mark, without which Excel takes UTF-8 for the letters of the machine.
    CSV_FOR_EXCEL(".csv"),
    /// A workbook with a second sheet that says where it came from.
    XLSX(".xlsx");

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    /// With the dot.
    public String extension() {
        return extension;
    }
}
