package dev.plumbline.adapter.fix.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.plumbline.core.Book;
import dev.plumbline.core.Explain;
import dev.plumbline.core.Recorded;

/// What a person at a terminal sees of a replay.
class PagesTest {
    private static final String DAY = """
            2024-04-15 session is up
            > 35=D|11=X|1=ACC1|55=IBM|54=1|38=100|40=2|44=10|60=20240415-14:00:01|
            > 35=D|11=PLAIN|1=ACC1|55=IBM|54=1|38=7|40=1|60=20240415-14:00:01|
            < 35=8|37=O1|11=X|17=B1|19=E9|150=H|39=0|60=20240415-14:00:02|
            < 35=8|37=O1|11=X|17=E1|150=F|39=1|38=100|32=40|31=10.50|14=60|151=40|60=20240415-14:00:03|
            < 35=8|37=O1|11=X|17=E2|150=Z|
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void theTableShowsFirstWhatNeedsALook() throws IOException {
        assertThat(table(100, DAY.replace("35=D|11=X", "35=D|11=ZZ").replace("11=X|", "11=ZZ|"))).containsExactly(
                "ClOrdID  OrderID  Account  Symbol  Side  Status           Qty  Cum  Leaves   Avg  Missing  Flags",
                "ZZ       O1       ACC1     IBM     Buy   PartiallyFilled  100   40      40  10.5       20  CUM_GAP",
                "PLAIN             ACC1     IBM     Buy   PendingNew         7    0       7     0",
                "",
                "Account  Symbol  Qty   Avg  Realised PnL",
                "ACC1     IBM      40  10.5             0",
                "",
                "Parked  waits for  because",
                "line 4  ExecID E9  busts execution E9, which is not known",
                "",
                "Quarantined  because",
                "line 6       unknown ExecType(150): Z",
                "",
                "5 inputs = 3 applied + 0 duplicate + 1 parked + 1 quarantined + 0 ignored",
                "event lines, which hold no message: 1");
    }

    @Test
    void theTableFitsAndKeepsTheEndOfIds() throws IOException {
        var lines = table(80, DAY.replace("11=X|", "11=A-VERY-LONG-PREFIX-OF-AN-ID-20240415-000017|"));
        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(lines.get(0)).startsWith("ClOrdID     Symbol  Side  Status").endsWith("Missing  Flags");
        assertThat(lines.get(1)).startsWith("…15-000017  IBM     Buy   PartiallyFilled");
    }

    @Test
    void theTableEndsWhereNobodyReadsOn() throws IOException {
        var lines = table(120, GeneratedLog.of(7_000, 1));
        assertThat(lines).hasSizeLessThan(100)
                .contains("... and 960 more orders; --json shows them all", "... and 10 more positions; --json shows them all");
    }

    @Test
    void thePageTellsWhatEachMessageDid() throws IOException {
        var inputs = inputs(DAY);
        var replay = new Replay();
        var recorded = new ArrayList<Recorded>();
        inputs.read((number, message) -> replay.what(replay.read(message))
                .ifPresent(what -> recorded.add(new Recorded(number, message.fix().toString(), what))));
        new ExplainPage(inputs, new PrintWriter(out, true), 80)
                .print(new Explain(recorded, Book::new).named("X/E1").orElseThrow());
        assertThat(out.toString().lines()).containsExactly(
                "execution E1 of order X",
                "  execution E1 LIVE 40 @ 10.5",
                "",
                "line 5  applied",
                "    35=8|37=O1|11=X|17=E1|150=F|39=1|38=100|32=40|31=10.50|14=60|151=40|",
                "    60=20240415-14:00:03|",
                "    Trade lastQty=40 lastPx=10.5 ExecID=E1 ClOrdID=X OrderID=O1",
                "    OrdStatus=PartiallyFilled OrderQty=100 CumQty=60 LeavesQty=40",
                "  ordStatus PendingNew → PartiallyFilled",
                "  orderID O1",
                "  cumQty 0 → 40",
                "  leavesQty 100 → 40",
                "  avgPx 0 → 10.5",
                "  unexplainedQty 0 → 20",
                "  flags [CUM_GAP]",
                "  request X NEW SENT 100 @ 10 → NEW ACCEPTED 100 @ 10",
                "  execution E1 LIVE 40 @ 10.5",
                "  position ACC1 IBM qty 0 → 40",
                "  position ACC1 IBM avgPx 0 → 10.5");
    }

    private List<String> table(int room, String log) throws IOException {
        var inputs = inputs(log);
        var replay = new Replay();
        inputs.read((number, message) -> replay.play(number, replay.read(message)));
        new ReplayTable(replay, inputs, new PrintWriter(out, true), room).print();
        return out.toString().lines().toList();
    }

    private Inputs inputs(String log) throws IOException {
        var file = Files.writeString(folder.resolve("a.log"), log);
        return new Inputs(List.of(file), new Progress(new PrintWriter(new StringWriter()), "test"));
    }
}
