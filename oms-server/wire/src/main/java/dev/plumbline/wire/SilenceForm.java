package dev.plumbline.wire;

import java.io.IOException;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Silence;

/// A [Silence] as fields.
final class SilenceForm {
    private SilenceForm() {}

    static void write(Out out, Silence silence) throws IOException {
        out.text("ClOrdID", silence.clOrdID().value());
        out.time("At", silence.at());
    }

    static Silence read(In in) throws IOException {
        var clOrdID = ClOrdID.NONE;
        long at = 0;
        while (in.next()) {
            switch (in.name()) {
                case "ClOrdID" -> clOrdID = new ClOrdID(in.text());
                case "At" -> at = in.number();
                default -> in.skip();
            }
        }
        return new Silence(clOrdID, at);
    }
}
