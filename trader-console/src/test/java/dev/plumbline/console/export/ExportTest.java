package dev.plumbline.console.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.console.Samples;
import dev.plumbline.console.export.Export.Result;
import dev.plumbline.core.Money;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;

/// What was written is read back.
class ExportTest {
    private static final About ABOUT =
            new About("EQ-EU", "ann", "sym:NVDA qty>5k", Instant.parse("2026-11-22T15:00:00.123456789Z"));
    private static final Order LIMIT = Samples.order("C1", Side.BUY, 12_500, "NVDA", "187.4");
    private static final Order MARKET = Samples.order("C2", Side.SELL, 300, "BRK, \"B\"", "");

    private static final Sheet<Order> ORDERS = new Sheet<>("Orders", List.of(
            Column.time("Entered", Order::enteredAt),
            Column.text("Symbol", order -> order.symbol().value()),
            Column.qty("Qty", Order::orderQty),
            Column.px("Limit", Order::price),
            Column.text("Remarks", Order::text)), List.of(LIMIT, MARKET));

    @TempDir
    Path folder;

    private static Sheet<String> remarks(String... texts) {
        return new Sheet<>("Remarks", List.of(Column.text("Text", (String text) -> text)), List.of(texts));
    }

    private static Sheet<BigDecimal> amounts(String... amounts) {
        return new Sheet<>("Amounts", List.of(Column.money("Amount", Money::new)),
                Arrays.stream(amounts).map(BigDecimal::new).toList());
    }

    private String written(Sheet<?> sheet, Format format) throws IOException {
        var file = folder.resolve("x" + format.extension());
        assertThat(Export.write(sheet, ABOUT, file, format, _ -> {})).isInstanceOf(Result.Written.class);
        return Files.readString(file, UTF_8);
    }

    @Test
    void writesCsvByRfc4180() throws IOException {
        assertThat(written(ORDERS, Format.CSV)).isEqualTo("""
                Entered,Symbol,Qty,Limit,Remarks\r
                2026-11-22T14:31:07.412Z,NVDA,12500,187.4,\r
                2026-11-22T14:31:07.412Z,"BRK, ""B""\",300,,\r
                """);
        assertThat(written(remarks("two\nlines", "é ▲"), Format.CSV)).isEqualTo("Text\r\n\"two\nlines\"\r\né ▲\r\n");
        assertThat(written(remarks("é"), Format.CSV_FOR_EXCEL)).isEqualTo("\uFEFFText\r\né\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =1+1              | '=1+1
            @SUM(A1)          | '@SUM(A1)
            +49 69 1234       | '+49 69 1234
            -5                | -5
            +5.25             | +5.25
            -5-3              | '-5-3
            5                 | 5
            late              | late
            """)
    void makesFormulasHarmless(String text, String expected) {
        assertThat(Plain.table(remarks(text))).isEqualTo("Text\n" + expected + "\n");
    }

    @Test
    void makesALeadingTabHarmless() throws IOException {
        assertThat(written(remarks("\t=1+1"), Format.CSV)).isEqualTo("Text\r\n'\t=1+1\r\n");
    }

    @Test
    void copiesATableThatSpreadsheetsRead() {
        assertThat(Plain.table(ORDERS)).isEqualTo("""
                Entered\tSymbol\tQty\tLimit\tRemarks
                2026-11-22 14:31:07.412\tNVDA\t12500\t187.4\t
                2026-11-22 14:31:07.412\tBRK, "B"\t300\t\t
                """);
        assertThat(Plain.table(remarks("a\tb\r\nc"))).isEqualTo("Text\na b  c\n");
    }

    private List<Row> rows(Sheet<?> sheet, int index) throws IOException {
        var file = folder.resolve("x.xlsx");
        assertThat(Export.write(sheet, ABOUT, file, Format.XLSX, _ -> {})).isInstanceOf(Result.Written.class);
        try (var book = new ReadableWorkbook(Files.newInputStream(file))) {
            return book.getSheet(index).orElseThrow().read();
        }
    }

    @Test
    void writesTypedCellsToAWorkbook() throws IOException {
        var rows = rows(ORDERS, 0);
        assertThat(rows.getFirst().stream().map(cell -> cell.asString()))
                .containsExactly("Entered", "Symbol", "Qty", "Limit", "Remarks");
        var limit = rows.get(1);
        assertThat(limit.getCellAsDate(0)).contains(LocalDateTime.parse("2026-11-22T14:31:07.412"));
        assertThat(limit.getCellAsString(1)).contains("NVDA");
        assertThat(limit.getCell(2).getType()).isEqualTo(CellType.NUMBER);
        assertThat(limit.getCellAsNumber(2)).contains(new BigDecimal("12500"));
        assertThat(limit.getCellAsNumber(3)).contains(new BigDecimal("187.4"));
        assertThat(rows.get(2).getCellAsString(1)).contains("BRK, \"B\"");
        assertThat(rows.get(2).hasCell(3)).as("a market order has no limit").isFalse();
    }

    @Test
    void writesAsTextWhatExcelWouldRound() throws IOException {
        var rows = rows(amounts("123456789012345", "1234567890123456", "0.1", "1000000000000000000000", "-2.50"), 0);
        assertThat(rows.stream().skip(1).map(row -> row.getCell(0).getType())).containsExactly(
                CellType.NUMBER, CellType.STRING, CellType.NUMBER, CellType.NUMBER, CellType.NUMBER);
        assertThat(rows.get(2).getCellAsString(0)).contains("1234567890123456");
        assertThat(rows.get(4).getCellAsNumber(0).orElseThrow()).isEqualByComparingTo("1000000000000000000000");
    }

    @Test
    void keepsAFormulaATextInAWorkbookAndDropsWhatXmlCannotHold() throws IOException {
        var rows = rows(remarks("=1+1", "a\u0000b <&> ▲", "x".repeat(40_000)), 0);
        assertThat(rows.get(1).getCell(0).getType()).isEqualTo(CellType.STRING);
        assertThat(rows.get(1).getCellAsString(0)).contains("=1+1");
        assertThat(rows.get(2).getCellAsString(0)).contains("ab <&> ▲");
        assertThat(rows.get(3).getCellAsString(0).orElseThrow()).hasSize(Book.TEXT_MAX).endsWith("… (cut)");
    }

    @Test
    void saysWhereTheWorkbookCameFrom() throws IOException {
        var rows = rows(ORDERS, 1);
        assertThat(rows.stream().limit(3).map(row -> row.getCellAsString(1).orElse(""))).containsExactly("EQ-EU", "ann", "sym:NVDA qty>5k");
        assertThat(rows.get(3).getCellAsDate(1)).contains(LocalDateTime.parse("2026-11-22T15:00:00"));
        assertThat(rows.get(4).getCellAsNumber(1)).contains(new BigDecimal("2"));
    }

    @Test
    void freezesTheHeader() throws Exception {
        rows(ORDERS, 0);
        try (var zip = FileSystems.newFileSystem(folder.resolve("x.xlsx"))) {
            assertThat(Files.readString(zip.getPath("xl/worksheets/sheet1.xml")))
                    .contains("ySplit=\"1\"", "state=\"frozen\"", "<cols>");
        }
    }

    @Test
    void takesASheetsNameThatExcelWouldRefuse() throws IOException {
        var sheet = new Sheet<>("a/b:c[d]*?'" + "x".repeat(40), ORDERS.columns(), ORDERS.rows());
        assertThat(rows(sheet, 0)).hasSize(3);
        assertThat(rows(new Sheet<>("about", ORDERS.columns(), ORDERS.rows()), 1)).hasSize(7);
    }

    @Test
    void writesOffTheThreadAndTellsHowFarItIs() throws Exception {
        var told = new ArrayList<Integer>();
        var lines = remarks(IntStream.range(0, 2_500).mapToObj(i -> "line " + i).toArray(String[]::new));
        try (var executor = Executors.newSingleThreadExecutor()) {
            var file = folder.resolve("lines.xlsx");
            var result = new Export(executor)
                    .start(lines, ABOUT, file, Format.XLSX, told::add).toCompletableFuture().get();
            assertThat(result).isEqualTo(new Result.Written(file, 2_500, Files.size(file)));
        }
        assertThat(told).containsExactly(1_000, 2_000, 2_500);
    }

    @Test
    void putsTheNewFileInPlaceOfTheOldAndLeavesNothingBeside() throws IOException {
        written(remarks("old"), Format.CSV);
        assertThat(written(remarks("new"), Format.CSV)).isEqualTo("Text\r\nnew\r\n");
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("x.csv"));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void saysInOneLineWhyItWasNotWritten() throws IOException {
        assertThat(failure(folder.resolve("none/x.csv"), remarks("a")))
                .isEqualTo("Not written: there is no folder " + folder.resolve("none"));
        assertThat(failure(folder, remarks("a"))).isEqualTo("Not written: " + folder + " is a folder");
        var file = folder.resolve("x.csv");
        Files.writeString(file, "precious");
        var broken = new Sheet<>("x", List.of(Column.qty("Sum", (Qty qty) -> qty.plus(Qty.ZERO))), List.of(Qty.NONE));
        assertThat(failure(file, broken))
                .isEqualTo("Not written: " + file + ": counting with a Qty that was not stated");
        assertThat(file).as("the old one stays").hasContent("precious");
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing is left over").containsExactly(file);
        }
    }

    private static String failure(Path file, Sheet<?> sheet) {
        return ((Result.Failed) Export.write(sheet, ABOUT, file, Format.CSV, _ -> {})).why();
    }

    @Test
    void numbersAreWrittenWhole() {
        var sheet = new Sheet<>("x", List.of(
                Column.px("Px", (Integer _) -> Px.of("0.00000001")), Column.count("Count", (Integer _) -> 1_000_000),
                Column.money("PnL", (Integer _) -> Money.of("-1234567890123456789.5"))), List.of(1));
        assertThat(Plain.table(sheet)).isEqualTo("Px\tCount\tPnL\n0.00000001\t1000000\t-1234567890123456789.5\n");
    }
}
