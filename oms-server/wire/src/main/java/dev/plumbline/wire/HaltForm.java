package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.plumbline.core.Account;
import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.Halt;
import dev.plumbline.core.KillSwitch;
import dev.plumbline.core.Symbol;

/// A [Halt], a [KillSwitch] and the scope of either as fields: `Scope` says which kind, `Name` what of that kind.
final class HaltForm {
    static final String PULL = "Pull";
    static final String RELEASE = "Release";

    private static final String EVERYTHING = "EVERYTHING";
    private static final String ACCOUNT = "ACCOUNT";
    private static final String SYMBOL = "SYMBOL";
    private static final String SESSION = "SESSION";

    private String scope = "";
    private String name = "";
    private String by = "";
    private String reason = "";
    private long pulledUntil;
    private long at;

    static void writeScope(Out out, Halt.Scope scope) throws IOException {
        switch (scope) {
            case Halt.Scope.Everything() -> out.always("Scope", EVERYTHING);
            case Halt.Scope.OfAccount(var account) -> writeScope(out, ACCOUNT, account.value());
            case Halt.Scope.OfSymbol(var symbol) -> writeScope(out, SYMBOL, symbol.value());
            case Halt.Scope.OfSession(var session) -> writeScope(out, SESSION, session.value());
        }
    }

    private static void writeScope(Out out, String scope, String name) throws IOException {
        out.always("Scope", scope);
        out.text("Name", name);
    }

    static void write(Out out, Halt halt) throws IOException {
        writeScope(out, halt.scope());
        out.text("By", halt.by());
        out.text("Reason", halt.reason());
        out.time("At", halt.since());
    }

    static void writePulledUntil(Out out, long at) throws IOException {
        out.time("PulledUntil", at);
    }

    static String type(KillSwitch act) {
        return switch (act) {
            case KillSwitch.Pull _ -> PULL;
            case KillSwitch.Release _ -> RELEASE;
        };
    }

    static void write(Out out, KillSwitch act) throws IOException {
        switch (act) {
            case KillSwitch.Pull pull -> write(out, pull.halt());
            case KillSwitch.Release release -> {
                writeScope(out, release.scope());
                out.text("By", release.by());
                writePulledUntil(out, release.pulledUntil());
                out.time("At", release.at());
            }
        }
    }

    static void writeList(Out out, List<Halt> halts) throws IOException {
        if (halts.isEmpty()) return;
        out.list("Halts");
        for (var halt : halts) {
            out.object();
            write(out, halt);
            out.end();
        }
        out.endList();
    }

    static List<Halt> readList(In in) throws IOException {
        var halts = new ArrayList<Halt>();
        in.list();
        while (in.element()) {
            in.object();
            halts.add(all(in).halt());
        }
        return halts;
    }

    /// The fields that are left of the object at hand.
    private static HaltForm all(In in) throws IOException {
        var fields = new HaltForm();
        while (in.next()) {
            if (!in.notesAsker() && !fields.read(in)) in.skip();
        }
        return fields;
    }

    static Halt.Scope readScope(In in) throws IOException {
        return all(in).scope();
    }

    static KillSwitch read(In in, String type) throws IOException {
        return switch (type) {
            case PULL -> all(in).pull();
            case RELEASE -> all(in).release();
            default -> throw new WireException("a Pull or Release was expected, not " + type);
        };
    }

    /// Takes the field that stands here, if it is one of these.
    boolean read(In in) throws IOException {
        switch (in.name()) {
            case "Scope" -> scope = in.text();
            case "Name" -> name = in.text();
            case "By" -> by = in.text();
            case "Reason" -> reason = in.text();
            case "PulledUntil" -> pulledUntil = in.number();
            case "At" -> at = in.number();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// To take an unknown one for another would halt, or release, what nobody has named.
    Halt.Scope scope() {
        return switch (scope) {
            case EVERYTHING -> Halt.EVERYTHING;
            case ACCOUNT -> new Halt.Scope.OfAccount(new Account(name));
            case SYMBOL -> new Halt.Scope.OfSymbol(new Symbol(name));
            case SESSION -> new Halt.Scope.OfSession(new BrokerSession(name));
            default -> throw new WireException("unknown Scope '" + scope + "'");
        };
    }

    String reason() {
        return reason;
    }

    long pulledUntil() {
        return pulledUntil;
    }

    Halt halt() {
        return new Halt(scope(), by, reason, at);
    }

    private KillSwitch pull() {
        return new KillSwitch.Pull(scope(), by, reason, at);
    }

    private KillSwitch release() {
        // One that was taken before releases said which halt they mean let go whatever there was.
        return new KillSwitch.Release(scope(), by, pulledUntil == 0 ? Long.MAX_VALUE : pulledUntil, at);
    }
}
