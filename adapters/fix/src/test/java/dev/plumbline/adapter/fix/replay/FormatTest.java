package dev.plumbline.adapter.fix.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// FORMAT.md of the conformance packs, sentence by sentence: the lines of a scenario and its assertions.
class FormatTest {
    private static final String ENTER = "> 35=D|11=X|1=ACC1|55=IBM|54=1|38=100|40=2|44=10|60=20240415-14:00:01|\n";
    private static final String NEW = "< 35=8|37=O1|11=X|17=N1|150=0|39=0|38=100|60=20240415-14:00:02|\n";
    private static final String TRADE =
            "< 35=8|37=O1|11=X|17=E1|150=F|39=1|38=100|32=40|31=10.50|14=40|151=60|60=20240415-14:00:03|\n";

    @Test
    void commentsAndBlankLinesSayNothing() {
        holds("# id: a\n\n   \t\n  # > 35=D|11=Z|\n" + ENTER + "= count inputs=1\n= order Z absent\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "^A", "\u0001"})
    void fieldsAreSeparatedBySohBarOrCaretA(String delimiter) {
        holds((ENTER + TRADE).replace("|", delimiter)
                + "= order X ordStatus=PartiallyFilled cumQty=40 leavesQty=60 avgPx=10.5\n");
    }

    /// Tools that print SOH do so in part; in Text(58) a bar is text.
    @Test
    void fieldsOfOneMessageMayBeSeparatedDifferently() {
        holds("> 35=D|11=X^A1=ACC1|55=IBM\u000154=1^A38=100|40=1|58=a|b^Ac|60=20240415-14:00:01|\n"
                + "= order X symbol=IBM orderQty=100 side=Buy account=ACC1\n");
    }

    @Test
    void lengthAndChecksumAreCheckedWhereBothArePresent() {
        holds(ENTER + "< 8=FIX.4.4|9=5|35=8|37=O1|11=X|17=N1|150=0|39=0|38=100|\n= outcome APPLIED\n"
                + "< 8=FIX.4.4|35=8|37=O1|11=X|17=N2|150=0|39=0|38=100|10=000|\n= outcome APPLIED\n"
                + "< 8=FIX.4.4|9=5|35=8|37=O1|11=X|17=N3|150=0|39=0|38=100|10=000|\n= outcome QUARANTINED\n");
    }

    @Test
    void aLineOfALogIsFoundBehindItsPrefixAndEndsWithField10() {
        var message = "8=FIX.4.2^A35=D^A11=X^A1=ACC1^A55=IBM^A54=1^A38=100^A40=1^A10=999^A";
        for (var line : List.of(
                "2024-04-15 14:00:00 OUT " + message, "14:00:00.128=FIX says: " + message, "10:00:01" + message,
                message + " 11=Y^A38=7^A [main] sent", "=> " + message, "> " + message, "[x] 58=FIX.4.2 is up " + message))
            holds(line + "\n= outcome APPLIED\n= order X orderQty=100\n= order Y absent\n= count inputs=1 ignored=0\n");
    }

    @Test
    void theDirectionOfALogsLineFollowsFromItsMsgType() {
        holds("8=FIX.4.4|35=D|11=X|1=ACC1|55=IBM|54=1|38=100|40=1|\n= order X ordStatus=PendingNew\n"
                + "8=FIX.4.4|35=8|11=X|37=O1|17=N|150=0|39=0|\n= order X ordStatus=New\n"
                + "8=FIX.4.4|35=G|11=Y|41=X|38=200|\n8=FIX.4.4|35=9|11=Y|41=X|434=2|\n= order X orderQty=100\n"
                + "8=FIX.4.4|35=H|11=X|\n= outcome APPLIED\n8=FIX.4.4|35=AF|\n= outcome APPLIED\n"
                + "8=FIX.4.4|35=F|11=Z|41=X|\n8=FIX.4.4|35=j|379=Z|372=F|\n= outcome APPLIED\n= count applied=8\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "4", "5", "A"})
    void messagesOfTheSessionAreIgnored(String msgType) {
        holds("x 8=FIX.4.4|35=" + msgType + "|34=1|\n= outcome IGNORED\n"
                + "< 35=" + msgType + "|34=1|\n= outcome IGNORED\n> 35=" + msgType + "|\n= count ignored=3 inputs=3\n");
    }

    @Test
    void eventLinesAreNoInput() {
        holds("session is up\n35=D|11=X|55=IBM|\n8=FIRST\n58=FIX\n" + ENTER + "= count inputs=1\n");
    }

    /// Decoding reads all versions alike: ExecTransType(20) first, whatever BeginString(8) says.
    @ParameterizedTest
    @ValueSource(strings = {"FIX.4.2", "FIX.4.4", "FIXT.1.1"})
    void theVersionOfMessagesWithoutBeginStringMayBeSet(String version) {
        holds("# begin: " + version + "\n" + ENTER
                + "< 35=8|37=O1|11=X|17=E1|20=0|150=1|39=1|38=100|32=40|31=10|14=40|151=60|\n"
                + "< 35=8|37=O1|11=X|17=B1|19=E1|20=1|150=1|39=0|38=100|32=0|31=0|14=0|151=100|\n"
                + "= order X ordStatus=New cumQty=0\n");
    }

    @Test
    void countsAreRunningTotals() {
        holds(ENTER + "= count inputs=1 applied=1\n" + NEW + NEW + "= outcome DUPLICATE\n"
                + "< 35=8|11=W|37=O9|17=E|150=0|\n= outcome PARKED\n< 35=8|11=X|17=Q|150=Z|\n= outcome QUARANTINED\n"
                + "8=FIX.4.4|35=0|\n= count inputs=6 applied=2 duplicate=1 parked=1 quarantined=1 ignored=1\n");
    }

    /// What had waited is counted as what it became: a trade and its bust. A copy of what waits is a duplicate at once.
    @Test
    void whatWaitedIsCountedAsWhatItBecame() {
        var bust = "< 35=8|37=O1|11=X|17=B1|19=E1|150=H|39=0|38=100|60=20240415-14:00:04|\n";
        var bare = TRADE.replace("38=100|", "");
        holds(bust.replace("38=100|", "") + bare + bare + "= count parked=2 duplicate=1\n" + ENTER
                + "= count inputs=4 applied=3 duplicate=1 parked=0\n= order X cumQty=0\n= position ACC1 IBM qty=0\n");
    }

    @Test
    void anOwnClOrdIDAgainIsQuarantinedAndWithPossResendADuplicate() {
        holds(ENTER + ENTER + "= outcome QUARANTINED\n" + ENTER.replace("35=D|", "35=D|97=Y|") + "= outcome DUPLICATE\n"
                + "> 35=F|11=X|41=X|\n= outcome QUARANTINED\n= order X ordStatus=PendingNew\n");
    }

    @Test
    void ordersAreNamedByAnyIdOfTheirChainOrByTheBrokers() {
        holds(ENTER + "> 35=G|11=Y|41=X|38=200|44=10|\n< 35=8|37=O1|11=Y|41=X|17=R|150=5|39=0|38=200|14=0|151=200|\n"
                + "= order X orderQty=200 clOrdId=Y\n= order Y orderQty=200 orderId=O1\n= order OrderID:O1 orderQty=200\n"
                + "< 35=8|37=O7|17=F|150=F|39=2|55=DELL|54=2|38=5|32=5|31=9|14=5|151=0|\n"
                + "= order OrderID:O7 ordStatus=Filled flags=EXTERNAL\n= order OrderID:O8 absent\n");
    }

    @Test
    void numbersCompareAsDecimalsAndOnlyWhatIsNamedCompares() {
        holds(ENTER + TRADE + "= order X avgPx=10.500 cumQty=40.0\n= position ACC1 IBM qty=4E1\n"
                + "= position NOBODY IBM qty=0 avgPx=0 realizedPnl=0\n");
        fails(ENTER + TRADE + "= order X avgPx=10.501\n", "expected avgPx 10.501, there was 10.5");
    }

    @Test
    void flagsArePresentOrThereAreNone() {
        holds(ENTER + "= order X flags=-\n" + TRADE.replace("14=40|151=60", "14=60|151=40") + "= order X flags=CUM_GAP\n");
        fails(ENTER + "= order X flags=LATE_FILL\n", "expected flags LATE_FILL, there was -");
        fails(ENTER + TRADE.replace("14=40|151=60", "14=60|151=40") + "= order X flags=-\n", "expected flags -, there was CUM_GAP");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "outcome", "outcome GOOD", "order X", "order X colour=green", "order X ordStatus", "order X absent now",
        "position ACC1 IBM", "position ACC1 IBM colour=green", "position ACC1", "count", "count apples=1", "anything"
    })
    void whatIsNotUnderstoodFails(String assertion) {
        assertThat(failures(ENTER + "= " + assertion + "\n")).hasSize(1);
    }

    @Test
    void thereIsNoOutcomeBeforeTheFirstMessage() {
        fails("= outcome IGNORED\n" + ENTER, "expected something that is not understood");
    }

    private static void holds(String scenario) {
        assertThat(failures(scenario)).isEmpty();
    }

    private static void fails(String scenario, String how) {
        assertThat(failures(scenario)).singleElement().asString().contains(how);
    }

    private static List<Certifier.Failure> failures(String scenario) {
        return Certifier.assertions(Scenario.of(Path.of("test.scn"), scenario.getBytes(StandardCharsets.UTF_8)));
    }
}
