package dev.plumbline.adapter.fix.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.FixVersion;
import dev.plumbline.adapter.fix.replay.Packs;

/// What a client is told in some of FIX's order state change matrices, to be held against the printed ones: a line for each report,
/// ExecTransType, ExecType, OrdStatus, OrderQty, CumQty, LeavesQty, AvgPx, LastQty, LastPx, the client's ClOrdID and
/// OrigClOrdID, ExecID and ExecRefID; of an OrderCancelReject its CxlRejResponseTo, too.
class MatricesToldTest {
    @ParameterizedTest
    @CsvSource({
        "matrices/B.1.c, FIX_4_4", "fix/D.1.c, FIX_4_4", "fix/D.2.a, FIX_4_4", "matrices/C.3.c, FIX_4_4", "fix/J.1.b, FIX_4_4",
        "matrices/J.1.a, FIX_4_4", "matrices/J.1.a, FIX_4_2", "matrices/D34, FIX_4_2", "fix/D6, FIX_4_2", "matrices/E.1.c, FIX_4_4",
        "matrices/L.1.a, FIX_5_0_SP2", "fix/H.1.b-rescaled, FIX_4_4", "rules/08m-replace-chain-with-a-cancel-in-the-middle, FIX_4_4"
    })
    void toldAsPrinted(String scenario, FixVersion version) throws Exception {
        var file = Packs.scenarios().filter(one -> Packs.name(one).equals(scenario + ".scn")).findFirst().orElseThrow();
        var chain = new Chain(version, true);
        for (var what : Packs.inputs(file)) chain.input(what, true);
        var told = chain.sent.stream().map(sent -> line(FixMessage.of(sent))).collect(Collectors.joining("\n"));
        assertThat(told).isEqualTo(expected(scenario, version));
    }

    private static String line(FixMessage message) {
        boolean isReject = message.msgType().equals("9");
        var tags = isReject ? List.of(434, 39, 11, 41) : List.of(20, 150, 39, 38, 14, 151, 6, 32, 31, 11, 41, 17, 19);
        return (isReject ? "reject " : "") + tags.stream().filter(message::has).map(tag -> tag + "=" + message.text(tag))
                .collect(Collectors.joining(" "));
    }

    private static String expected(String scenario, FixVersion version) throws Exception {
        try (var in = MatricesToldTest.class.getResourceAsStream("/told/" + version + "/" + scenario.replace('/', '-') + ".txt")) {
            if (in == null) return "";
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        }
    }
}
