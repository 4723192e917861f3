package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Claims;
import dev.plumbline.core.Qty;

/// [Claims] as fields: the last fall, and what was told since, the highest first.
final class ClaimsForm {
    private static final long NEVER = Long.MIN_VALUE;

    private ClaimsForm() {}

    static void writeField(Out out, String name, Claims claims) throws IOException {
        if (claims.equals(Claims.NONE)) return;
        out.field(name);
        out.object();
        out.number("FellAt", claims.fellAt(), NEVER);
        out.sum("FellTo", claims.fellTo());
        if (claims.at() != NEVER) writeTold(out, claims);
        out.number("WorkingAt", claims.workingAt(), NEVER);
        out.end();
    }

    private static void writeTold(Out out, Claims claims) throws IOException {
        out.list("Told");
        write(out, claims.at(), claims.highest());
        for (var claim : claims.lower()) write(out, claim.at(), claim.cumQty());
        out.endList();
    }

    private static void write(Out out, long at, Qty cumQty) throws IOException {
        out.object();
        out.time("At", at);
        out.sum("CumQty", cumQty);
        out.end();
    }

    static Claims readField(In in) throws IOException {
        long fellAt = NEVER;
        var fellTo = Qty.ZERO;
        var told = List.<Claims.Claim>of();
        long workingAt = NEVER;
        in.object();
        while (in.next()) {
            switch (in.name()) {
                case "FellAt" -> fellAt = in.number();
                case "FellTo" -> fellTo = in.qty();
                case "Told" -> told = readTold(in);
                case "WorkingAt" -> workingAt = in.number();
                default -> in.skip();
            }
        }
        if (told.isEmpty()) return new Claims(fellAt, fellTo, NEVER, Qty.ZERO, told, workingAt);
        var highest = told.getFirst();
        return new Claims(
                fellAt, fellTo, highest.at(), highest.cumQty(), List.copyOf(told.subList(1, told.size())),
                workingAt);
    }

    private static List<Claims.Claim> readTold(In in) throws IOException {
        var told = new ArrayList<Claims.Claim>(1);
        in.list();
        while (in.element()) told.add(read(in));
        return told;
    }

    private static Claims.Claim read(In in) throws IOException {
        long at = 0;
        var cumQty = Qty.ZERO;
        in.object();
        while (in.next()) {
            switch (in.name()) {
                case "At" -> at = in.number();
                case "CumQty" -> cumQty = in.qty();
                default -> in.skip();
            }
        }
        return new Claims.Claim(at, cumQty);
    }
}
