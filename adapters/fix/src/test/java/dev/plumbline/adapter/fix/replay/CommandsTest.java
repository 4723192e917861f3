package dev.plumbline.adapter.fix.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import dev.plumbline.adapter.dialect.Dialects;

/// `oms replay` and `oms certify` as a user meets them.
class CommandsTest {
    private static final String ENTER = "> 35=D|11=X|1=ACC1|55=IBM|54=1|38=100|40=2|44=10|60=20240415-14:00:01|\n";
    private static final String TRADE =
            "< 35=8|37=O1|11=X|17=E1|150=F|39=1|38=100|32=40|31=10.50|14=40|151=60|60=20240415-14:00:03|\n";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsTheStateAsJson() throws IOException {
        var file = write("a.scn", """
                > 35=D|11=X|1=ACC1|55=IBM|54=1|38=100|40=2|44=10|60=20240415-14:00:03|
                < 35=8|37=O1|11=X|17=E1|150=F|39=1|38=100|32=40|31=10.50|14=40|151=60|60=20240415-14:00:04|
                < 35=8|37=O1|11=X|17=E2|150=Z|39=1|38=100|
                """);
        assertThat(run("replay", "--json", file)).isZero();
        assertThat(out.toString()).startsWith("""
                {"inputs":3,"applied":2,"duplicate":0,"parked":0,"quarantined":1,"ignored":0,\
                "orders":[{"clOrdId":"X","chain":["X"],"orderId":"O1","account":"ACC1","symbol":"IBM","side":"Buy",\
                "ordStatus":"PartiallyFilled","orderQty":"100","cumQty":"40","leavesQty":"60","avgPx":"10.5",\
                "unexplainedQty":"0","flags":[],\
                "executions":[{"execId":"E1","qty":"40","px":"10.5","state":"LIVE"}]}],\
                "positions":[{"account":"ACC1","symbol":"IBM","qty":"40","avgPx":"10.5","realizedPnl":"0"}],\
                "quarantine":[{"line":3,"reason":"unknown ExecType(150): Z"}],"stateHash":\"""");
    }

    @Test
    void tracesEachMessageOfALog() throws IOException {
        var file = write("fix.log", """
                2024-06-03 session up
                10:00:00 OUT 8=FIX.4.4|35=0|49=A|56=B|
                10:00:01 OUT 8=FIX.4.4|35=D|49=A|56=B|34=7|11=X|1=ACC1|55=IBM|54=1|38=100|40=1|10=999|garbage
                10:00:02 IN  8=FIX.4.4|35=3|49=B|56=A|45=7|372=D|58=no market orders|
                """);
        assertThat(run("replay", "--trace", file)).isZero();
        var lines = out.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo(
                "{\"line\":2,\"dir\":\"-\",\"outcome\":\"IGNORED\",\"reason\":null,\"order\":null,\"position\":null}");
        assertThat(lines.get(1)).contains("\"line\":3,\"dir\":\">\",\"outcome\":\"APPLIED\"", "PendingNew");
        assertThat(lines.get(2)).contains("\"line\":4,\"dir\":\"<\",\"outcome\":\"APPLIED\"", "\"Rejected\"");
        assertThat(lines.get(3)).startsWith("{\"inputs\":3,\"applied\":2,");
    }

    @Test
    void certifySaysWhichAssertionDoesNotHold() throws IOException {
        var file = write("a.scn", """
                > 35=D|11=X|1=ACC1|55=IBM|54=1|38=100|40=2|44=10|60=20240415-14:00:03|
                = order X ordStatus=New orderQty=100.00
                = order X colour=green
                = order Z absent
                """);
        assertThat(run("certify", folder.toString())).isOne();
        assertThat(out.toString().lines()).containsExactly(
                file + ":2: = order X ordStatus=New orderQty=100.00: expected ordStatus New, there was PendingNew",
                file + ":3: = order X colour=green: expected something that is not understood",
                "0 passed, 1 failed");
    }

    @Test
    void certifyPermutesWhatConverges() throws Exception {
        assertThat(run("certify", "--permute", PacksTest.packs().resolve("incidents/45-corrections-out-of-order.scn")
                .toString())).isZero();
        assertThat(out).hasToString("1 passed, 0 failed" + System.lineSeparator());
    }

    @Test
    void namesAFileThatCannotBeRead() {
        assertThat(run("replay", "no-such-file")).isEqualTo(2);
        assertThat(run("certify", "no-such-folder")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("oms replay: cannot read file no-such-file", "oms certify: cannot read no-such-folder");
    }

    private static final String BUST_BY_SUFFIX = """
            > 35=D|11=X|1=A|55=IBM|54=1|38=100|40=1|
            < 35=8|11=X|37=O|17=1234567890|150=F|39=1|32=40|31=10|
            < 35=8|11=X|37=O|17=1234567891|19=234567890|150=H|39=0|
            """;

    @Test
    void aDialectIsNamedOrAFile() throws IOException {
        var file = write("fix.log", BUST_BY_SUFFIX);
        var profile = write("house.yaml", "extends: cme\nexecIDLength: 5\n");
        for (var dialect : List.of("cme", "execref-suffix", profile)) {
            out.getBuffer().setLength(0);
            assertThat(run("replay", "--json", "--dialect", dialect, file)).isZero();
            assertThat(out.toString()).contains("\"parked\":0", "\"state\":\"BUSTED\"");
        }
        out.getBuffer().setLength(0);
        assertThat(run("replay", "--json", file)).isZero();
        assertThat(out.toString()).contains("\"parked\":1", "\"state\":\"LIVE\"");
    }

    @Test
    void aScenarioMayNameItsDialect() throws IOException {
        var file = write("a.scn", "# id: a\n# dialect: cme\n" + BUST_BY_SUFFIX + "= order X cumQty=0\n");
        assertThat(run("certify", file)).isZero();
        assertThat(run("replay", "--json", file)).isZero();
        assertThat(out.toString()).contains("1 passed, 0 failed", "\"parked\":0");
        assertThat(run("certify", "--dialect", "standard", file)).as("what is asked for wins").isOne();

        var wrong = write("b.scn", "# dialect: cne\n" + BUST_BY_SUFFIX);
        out.getBuffer().setLength(0);
        assertThat(run("certify", wrong)).isOne();
        assertThat(out.toString()).startsWith(wrong + ":0: no dialect 'cne'; there are: standard-4.2, ");
        assertThat(run("replay", wrong)).isEqualTo(2);
    }

    @Test
    void dialectHelpListsThem() {
        assertThat(run("replay", "--dialect", "help")).isZero();
        assertThat(out.toString().lines()).hasSize(1 + Dialects.names().size() + 1)
                .contains("  " + Dialects.list().getFirst());
        assertThat(run("certify", "--dialect", "help")).isZero();
    }

    @Test
    void aWrongDialectIsOneLineAndExit2() throws IOException {
        var file = write("fix.log", BUST_BY_SUFFIX);
        var profile = write("house.yaml", "execid: whole\n");
        assertThat(run("replay", "--dialect", "cne", file)).isEqualTo(2);
        assertThat(run("certify", "--dialect", profile, file)).isEqualTo(2);
        assertThat(err.toString().lines()).satisfiesExactly(
                line -> assertThat(line).startsWith("oms replay: no dialect 'cne'; there are: standard-4.2, "),
                line -> assertThat(line).startsWith(
                        "oms certify: dialect " + profile + ": execid is not known; there are: "));
    }

    @Test
    void withoutAFileThereIsNothingToDo() {
        assertThat(run("replay")).isEqualTo(2);
        assertThat(run("certify", "--permute")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'FILE'", "Missing required parameter: 'PATH'");
    }

    @Test
    void namesAFolderAsNoFileAndAFolderWithoutScenarios() {
        assertThat(run("replay", folder.toString())).isEqualTo(2);
        assertThat(run("certify", folder.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(
                "oms replay: cannot read file " + folder, "oms certify: no .scn file below " + folder);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anEmptyFileHasAnEmptyState() throws IOException {
        assertThat(run("replay", write("empty.log", ""))).isZero();
        assertThat(out.toString()).startsWith("{\"inputs\":0,\"applied\":0,\"duplicate\":0,\"parked\":0,\"quarantined\":0,"
                + "\"ignored\":0,\"orders\":[],\"positions\":[],\"quarantine\":[],\"stateHash\":\"").endsWith("\"}\n");
    }

    @Test
    void readsSeveralFilesAsOneStory() throws IOException {
        var monday = write("1.log", ENTER);
        var tuesday = write("2.log", "\n" + TRADE + "< 35=8|17=1|\n");
        assertThat(run("replay", monday, tuesday)).isZero();
        assertThat(out.toString()).contains("\"inputs\":3,", "\"cumQty\":\"40\"", "\"quarantine\":[{\"line\":3,");
    }

    /// What waited for this message has taken effect: the order is shown after it.
    @Test
    void tracesTheOrderAfterAllThatAMessageDid() throws IOException {
        var file = write("a.scn", ENTER + "< 35=8|37=O1|11=X|17=B1|19=E1|150=H|39=0|\n" + TRADE);
        assertThat(run("replay", "--trace", file)).isZero();
        var lines = out.toString().lines().toList();
        assertThat(lines.get(1)).contains("\"outcome\":\"PARKED\",\"reason\":\"busts execution E1, which is not known\"");
        assertThat(lines.get(2)).contains("\"outcome\":\"APPLIED\"", "\"cumQty\":\"0\"", "\"state\":\"BUSTED\"",
                "\"position\":{\"account\":\"ACC1\",\"symbol\":\"IBM\",\"qty\":\"0\"");
        assertThat(lines.get(3)).startsWith("{\"inputs\":3,\"applied\":3,");
    }

    /// A report that came before our order is told with the order that both turned out to be.
    @Test
    void tracesTheOrderThatAMessageEndedUpOn() throws IOException {
        var file = write("a.scn", "< 35=8|37=O1|17=E1|150=F|39=1|55=IBM|54=1|38=100|32=40|31=9|14=40|151=60|\n" + ENTER
                + "< 35=8|37=O1|11=X|17=N1|150=0|39=0|38=100|55=IBM|54=1|\n");
        assertThat(run("replay", "--trace", file)).isZero();
        var lines = out.toString().lines().toList();
        assertThat(lines.get(0)).contains("\"clOrdId\":\"\"", "\"chain\":[]", "EXTERNAL", "\"account\":\"\"");
        assertThat(lines.get(2)).contains("\"clOrdId\":\"X\"", "\"cumQty\":\"40\"", "\"flags\":[]");
    }

    @Test
    void decimalsHaveNoExponentAndNoTrailingZeros() throws IOException {
        run("replay", write("a.scn", ENTER.replace("38=100", "38=100000000.000")
                + TRADE.replace("38=100", "38=100000000").replace("31=10.50", "31=0.000001000")));
        assertThat(out.toString())
                .contains("\"orderQty\":\"100000000\"", "\"px\":\"0.000001\"", "\"avgPx\":\"0.000001\"");
    }

    @Test
    void explainsAnOrderAnExecutionAndAPosition() throws IOException {
        var file = write("a.scn", ENTER + "< 35=8|37=O1|11=X|17=B1|19=E1|150=H|39=0|14=0|60=20240415-14:00:04|\n" + TRADE);
        assertThat(run("replay", "--explain", "X", file)).isZero();
        assertThat(out.toString()).startsWith("{\"explains\":\"order X\",\"figures\":{\"ordStatus\":\"New\"").contains(
                "\"raw\":\"35=8|37=O1|11=X|17=B1|19=E1|150=H|39=0|14=0|60=20240415-14:00:04|\"",
                "\"outcome\":\"PARKED\",\"reason\":\"busts execution E1, which is not known\"",
                "\"released\":[{\"file\":\"" + file + "\",\"line\":3,\"outcome\":\"APPLIED\",\"reason\":null}]",
                "{\"figure\":\"execution E1\",\"from\":\"LIVE 40 @ 10.5\",\"to\":\"BUSTED 40 @ 10.5\"");
        for (var name : List.of("X/E1", "OrderID:O1", "OrderID:O1/E1", "ACC1/IBM"))
            assertThat(run("replay", "--explain", name, file)).as(name).isZero();
        assertThat(run("replay", "--explain", "Z", file)).isEqualTo(2);
        assertThat(run("replay", "--explain", "X", "--trace", file)).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(
                "oms replay: there is no order, execution or position 'Z'",
                "oms replay: --trace and --explain are two questions: ask one of them");
    }

    /// All of it goes through, and nothing of it is kept but what the state is made of.
    @Test
    void replaysALargeLog() throws IOException {
        var file = write("large.log", GeneratedLog.of(30_000, 5));
        assertThat(run("replay", file)).isZero();
        assertThat(out.toString()).contains("\"parked\":0,\"quarantined\":0,").doesNotContain("\"PartiallyFilled\"");
    }

    @Test
    void theStateHashIsOfTheState() throws IOException {
        var one = write("1.scn", "> 35=D|11=X|1=A|55=IBM|54=1|38=100|40=1|\n< 35=8|11=X|37=O|17=1|150=0|39=0|\n");
        var same = write("2.scn", "< 35=8|11=X|37=O|17=1|150=0|39=0|\n> 35=D|11=X|1=A|55=IBM|54=1|38=100|40=1|\n");
        var other = write("3.scn", "> 35=D|11=X|1=A|55=IBM|54=1|38=101|40=1|\n< 35=8|11=X|37=O|17=1|150=0|39=0|\n");
        assertThat(hash(same)).isEqualTo(hash(one));
        assertThat(hash(other)).isNotEqualTo(hash(one));
    }

    private String hash(String file) throws IOException {
        out.getBuffer().setLength(0);
        run("replay", "--json", file);
        try (var json = new JsonFactory().createParser(out.toString())) {
            while (!"stateHash".equals(json.nextFieldName())) assertThat(json.currentToken()).isNotNull();
            return json.nextTextValue();
        }
    }

    private int run(String command, String... arguments) {
        var line = new CommandLine(command.equals("replay") ? new ReplayCommand() : new CertifyCommand());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(List.of(arguments).toArray(new String[0]));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
