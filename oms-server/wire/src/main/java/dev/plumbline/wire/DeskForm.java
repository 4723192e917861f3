package dev.plumbline.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Refusal;
import dev.plumbline.core.Verdict;
import dev.plumbline.wire.DeskMessage.Answer;
import dev.plumbline.wire.DeskMessage.Ask;
import dev.plumbline.wire.DeskMessage.Batch;
import dev.plumbline.wire.DeskMessage.Check;
import dev.plumbline.wire.DeskMessage.CheckLine;
import dev.plumbline.wire.DeskMessage.Checked;
import dev.plumbline.wire.DeskMessage.Denial;
import dev.plumbline.wire.DeskMessage.History;
import dev.plumbline.wire.DeskMessage.HistoryRequest;
import dev.plumbline.wire.DeskMessage.Item;
import dev.plumbline.wire.DeskMessage.Line;
import dev.plumbline.wire.DeskMessage.LogIn;
import dev.plumbline.wire.DeskMessage.LoggedIn;
import dev.plumbline.wire.DeskMessage.Ping;
import dev.plumbline.wire.DeskMessage.Pong;
import dev.plumbline.wire.DeskMessage.Snapshot;
import dev.plumbline.wire.DeskMessage.SnapshotRequest;
import dev.plumbline.wire.DeskMessage.Wish;

/// The messages between desk gateway and console, as fields.
final class DeskForm {
    private static final Verdict[] VERDICTS = Verdict.values();
    private static final Refusal[] REFUSALS = Refusal.values();

    private DeskForm() {}

    static String type(DeskMessage message) {
        return switch (message) {
            case Batch _ -> "Batch";
            case SnapshotRequest _ -> "SnapshotRequest";
            case Snapshot _ -> "Snapshot";
            case Ask _ -> "Ask";
            case Answer _ -> "Answer";
            case Check _ -> "Check";
            case Checked _ -> "Checked";
            case Ping _ -> "Ping";
            case Pong _ -> "Pong";
            case HistoryRequest _ -> "HistoryRequest";
            case History _ -> "History";
            case LogIn _ -> "LogIn";
            case LoggedIn _ -> "LoggedIn";
        };
    }

    static void write(Out out, DeskMessage message) throws IOException {
        switch (message) {
            case Batch(var epoch, long seq, long sentAt, var items) -> {
                out.text("Epoch", epoch);
                out.number("Seq", seq, 0);
                out.time("SentAt", sentAt);
                ItemForm.writeList(out, "Items", items);
            }
            case SnapshotRequest(var snapshotId, int cursor, var epoch, long seq) -> {
                out.text("SnapshotID", snapshotId);
                out.number("Cursor", cursor, 0);
                out.text("Epoch", epoch);
                out.number("Seq", seq, 0);
            }
            case Snapshot snapshot -> writeSnapshot(out, snapshot);
            case Ask(var requestId, var user, var wish, long askedAt, var from, var denial) -> {
                writeWish(out, requestId, user, wish);
                out.time("AskedAt", askedAt);
                out.text("From", from);
                if (denial.isPresent()) {
                    out.always("Denied", denial.get().why().name());
                    out.text("DeniedText", denial.get().text());
                }
            }
            case Answer(var requestId, var clOrdID, var refusal, var text) -> {
                out.text("RequestID", requestId);
                out.text("ClOrdID", clOrdID);
                out.text("Refusal", refusal);
                out.text("Text", text);
            }
            case Check(var requestId, var user, var wish) -> writeWish(out, requestId, user, wish);
            case Checked(var requestId, var lines) -> {
                out.text("RequestID", requestId);
                writeLines(out, lines);
            }
            case HistoryRequest(var order, long afterSeq) -> {
                out.text("Order", order.value());
                out.number("AfterSeq", afterSeq, 0);
            }
            case History(var order, var events, boolean more, var incomplete) -> {
                out.text("Order", order.value());
                EventForm.writeList(out, "Events", events);
                out.yes("More", more);
                out.text("Incomplete", incomplete);
            }
            case LogIn(var user, var password, var token, var from) -> {
                out.text("User", user);
                out.text("Password", password);
                out.text("Token", token);
                out.text("From", from);
            }
            case LoggedIn(var user, var token, long until, var roles, var accounts, var feed) -> {
                out.text("User", user);
                out.text("Token", token);
                out.time("Until", until);
                out.texts("Roles", roles);
                out.texts("Accounts", accounts);
                out.text("Feed", feed);
            }
            case Ping(long sentAt) -> out.number("SentAt", sentAt, 0);
            case Pong(long sentAt, long at, var lines) -> {
                out.number("SentAt", sentAt, 0);
                out.time("At", at);
                writeHeard(out, lines);
            }
        }
    }

    private static void writeWish(Out out, String requestId, String user, Wish wish) throws IOException {
        out.text("RequestID", requestId);
        out.text("User", user);
        out.field("Wish");
        WishForm.write(out, wish);
    }

    private static void writeLines(Out out, List<CheckLine> lines) throws IOException {
        out.list("Lines");
        for (var line : lines) {
            out.object();
            out.text("Rule", line.rule());
            out.always("Verdict", line.verdict().name());
            out.text("Text", line.text());
            out.end();
        }
        out.endList();
    }

    private static void writeHeard(Out out, List<Line> lines) throws IOException {
        if (lines.isEmpty()) return;
        out.list("Lines");
        for (var line : lines) {
            out.object();
            out.text("Session", line.session());
            out.time("HeardAt", line.heardAt());
            out.number("HeartbeatMs", line.heartbeatMs(), 0);
            out.number("MsgSeqNum", line.msgSeqNum(), 0);
            out.number("Gaps", line.gaps(), 0);
            out.end();
        }
        out.endList();
    }

    private static void writeSnapshot(Out out, Snapshot snapshot) throws IOException {
        out.text("SnapshotID", snapshot.snapshotId());
        out.text("Epoch", snapshot.epoch());
        out.number("Seq", snapshot.seq(), 0);
        out.number("Next", snapshot.next(), Snapshot.LAST);
        out.number("Total", snapshot.total(), 0);
        out.yes("Partial", snapshot.isPartial());
        ItemForm.writeList(out, "Items", snapshot.items());
    }

    static DeskMessage read(In in, String type) throws IOException {
        return switch (type) {
            case "Batch" -> readBatch(in);
            case "SnapshotRequest" -> readSnapshotRequest(in);
            case "Snapshot" -> readSnapshot(in);
            case "Ask" -> readWish(in, "Ask", DeskForm::ask);
            case "Answer" -> readAnswer(in);
            case "Check" -> readWish(in, "Check", fields -> new Check(fields.requestId, fields.user, fields.wish()));
            case "Checked" -> readChecked(in);
            case "HistoryRequest" -> readHistoryRequest(in);
            case "History" -> readHistory(in);
            case "LogIn" -> readLogIn(in);
            case "LoggedIn" -> readLoggedIn(in);
            case "Ping" -> new Ping(readPong(in).sentAt());
            case "Pong" -> readPong(in);
            default -> throw new WireException("a DeskMessage was expected, not " + type);
        };
    }

    private static Batch readBatch(In in) throws IOException {
        var epoch = "";
        long seq = 0;
        long sentAt = 0;
        var items = List.<Item>of();
        while (in.next()) {
            switch (in.name()) {
                case "Epoch" -> epoch = in.text();
                case "Seq" -> seq = in.number();
                case "SentAt" -> sentAt = in.number();
                case "Items" -> items = ItemForm.readList(in);
                default -> in.skip();
            }
        }
        return new Batch(epoch, seq, sentAt, items);
    }

    private static SnapshotRequest readSnapshotRequest(In in) throws IOException {
        var snapshotId = "";
        int cursor = 0;
        var epoch = "";
        long seq = 0;
        while (in.next()) {
            switch (in.name()) {
                case "SnapshotID" -> snapshotId = in.text();
                case "Cursor" -> cursor = in.smallNumber();
                case "Epoch" -> epoch = in.text();
                case "Seq" -> seq = in.number();
                default -> in.skip();
            }
        }
        return new SnapshotRequest(snapshotId, cursor, epoch, seq);
    }

    private static Snapshot readSnapshot(In in) throws IOException {
        var snapshotId = "";
        var epoch = "";
        long seq = 0;
        int next = Snapshot.LAST;
        int total = 0;
        boolean isPartial = false;
        var items = List.<Item>of();
        while (in.next()) {
            switch (in.name()) {
                case "SnapshotID" -> snapshotId = in.text();
                case "Epoch" -> epoch = in.text();
                case "Seq" -> seq = in.number();
                case "Next" -> next = in.smallNumber();
                case "Total" -> total = in.smallNumber();
                case "Partial" -> isPartial = in.yes();
                case "Items" -> items = ItemForm.readList(in);
                default -> in.skip();
            }
        }
        return new Snapshot(snapshotId, epoch, seq, next, total, items, isPartial);
    }

    /// What carries a wish.
    private static final class WithWish {
        private String requestId = "";
        private String user = "";
        private @Nullable Wish wish;
        private long askedAt;
        private String from = "";
        private @Nullable Refusal denied;
        private String deniedText = "";

        Wish wish() {
            return Objects.requireNonNull(wish);
        }
    }

    private static Ask ask(WithWish fields) {
        var denial = Optional.ofNullable(fields.denied).map(why -> new Denial(why, fields.deniedText));
        return new Ask(fields.requestId, fields.user, fields.wish(), fields.askedAt, fields.from, denial);
    }

    private static <M extends DeskMessage> M readWish(In in, String type, Function<WithWish, M> make) throws IOException {
        var fields = new WithWish();
        while (in.next()) {
            switch (in.name()) {
                case "RequestID" -> fields.requestId = in.text();
                case "User" -> fields.user = in.text();
                case "Wish" -> fields.wish = WishForm.read(in);
                case "AskedAt" -> fields.askedAt = in.number();
                case "From" -> fields.from = in.text();
                case "Denied" -> fields.denied = Codes.named(in, REFUSALS);
                case "DeniedText" -> fields.deniedText = in.text();
                default -> in.skip();
            }
        }
        if (fields.wish == null) throw new WireException(type + " '" + fields.requestId + "' has no Wish");
        return make.apply(fields);
    }

    private static Checked readChecked(In in) throws IOException {
        var requestId = "";
        var lines = List.<CheckLine>of();
        while (in.next()) {
            switch (in.name()) {
                case "RequestID" -> requestId = in.text();
                case "Lines" -> lines = readLines(in);
                default -> in.skip();
            }
        }
        return new Checked(requestId, lines);
    }

    private static List<CheckLine> readLines(In in) throws IOException {
        var lines = new ArrayList<CheckLine>();
        in.list();
        while (in.element()) {
            in.object();
            lines.add(readLine(in));
        }
        return lines;
    }

    /// A line without a verdict must not pass for one that passes.
    private static CheckLine readLine(In in) throws IOException {
        var rule = "";
        @Nullable Verdict verdict = null;
        var text = "";
        while (in.next()) {
            switch (in.name()) {
                case "Rule" -> rule = in.text();
                case "Verdict" -> verdict = Codes.named(in, VERDICTS);
                case "Text" -> text = in.text();
                default -> in.skip();
            }
        }
        if (verdict == null) throw new WireException("rule '" + rule + "' has no Verdict");
        return new CheckLine(rule, verdict, text);
    }

    private static HistoryRequest readHistoryRequest(In in) throws IOException {
        var order = "";
        long afterSeq = 0;
        while (in.next()) {
            switch (in.name()) {
                case "Order" -> order = in.text();
                case "AfterSeq" -> afterSeq = in.number();
                default -> in.skip();
            }
        }
        return new HistoryRequest(new OrderKey(order), afterSeq);
    }

    private static History readHistory(In in) throws IOException {
        var order = "";
        var events = List.<DeskMessage.Event>of();
        boolean more = false;
        var incomplete = "";
        while (in.next()) {
            switch (in.name()) {
                case "Order" -> order = in.text();
                case "Events" -> events = EventForm.readList(in);
                case "More" -> more = in.yes();
                case "Incomplete" -> incomplete = in.text();
                default -> in.skip();
            }
        }
        return new History(new OrderKey(order), events, more, incomplete);
    }

    private static LogIn readLogIn(In in) throws IOException {
        var user = "";
        var password = "";
        var token = "";
        var from = "";
        while (in.next()) {
            switch (in.name()) {
                case "User" -> user = in.text();
                case "Password" -> password = in.text();
                case "Token" -> token = in.text();
                case "From" -> from = in.text();
                default -> in.skip();
            }
        }
        return new LogIn(user, password, token, from);
    }

    private static LoggedIn readLoggedIn(In in) throws IOException {
        var user = "";
        var token = "";
        long until = 0;
        var roles = List.<String>of();
        var accounts = List.<String>of();
        var feed = "";
        while (in.next()) {
            switch (in.name()) {
                case "User" -> user = in.text();
                case "Token" -> token = in.text();
                case "Feed" -> feed = in.text();
                case "Until" -> until = in.number();
                case "Roles" -> roles = in.texts();
                case "Accounts" -> accounts = in.texts();
                default -> in.skip();
            }
        }
        return new LoggedIn(user, token, until, roles, accounts, feed);
    }

    private static Pong readPong(In in) throws IOException {
        long sentAt = 0;
        long at = 0;
        var lines = List.<Line>of();
        while (in.next()) {
            switch (in.name()) {
                case "SentAt" -> sentAt = in.number();
                case "At" -> at = in.number();
                case "Lines" -> lines = readHeard(in);
                default -> in.skip();
            }
        }
        return new Pong(sentAt, at, lines);
    }

    private static List<Line> readHeard(In in) throws IOException {
        var lines = new ArrayList<Line>();
        in.list();
        while (in.element()) {
            in.object();
            var session = "";
            long heardAt = 0;
            long heartbeatMs = 0;
            long msgSeqNum = 0;
            long gaps = 0;
            while (in.next()) {
                switch (in.name()) {
                    case "Session" -> session = in.text();
                    case "HeardAt" -> heardAt = in.number();
                    case "HeartbeatMs" -> heartbeatMs = in.number();
                    case "MsgSeqNum" -> msgSeqNum = in.number();
                    case "Gaps" -> gaps = in.number();
                    default -> in.skip();
                }
            }
            lines.add(new Line(session, heardAt, heartbeatMs, msgSeqNum, gaps));
        }
        return lines;
    }

    private static Answer readAnswer(In in) throws IOException {
        var requestId = "";
        var clOrdID = "";
        var refusal = "";
        var text = "";
        while (in.next()) {
            switch (in.name()) {
                case "RequestID" -> requestId = in.text();
                case "ClOrdID" -> clOrdID = in.text();
                case "Refusal" -> refusal = in.text();
                case "Text" -> text = in.text();
                default -> in.skip();
            }
        }
        return new Answer(requestId, clOrdID, refusal, text);
    }
}
