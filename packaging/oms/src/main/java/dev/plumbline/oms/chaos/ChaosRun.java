package dev.plumbline.oms.chaos;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Vertx;
import org.HdrHistogram.Histogram;

import dev.plumbline.adapter.simulator.Misdeed;
import dev.plumbline.oms.Say;
import dev.plumbline.server.Await;
import dev.plumbline.server.journal.Backlog;
import dev.plumbline.server.store.Store;

/// One run, from the first process to the comparison of all books.
final class ChaosRun {
    private static final Duration SETTLE_WITHIN = Duration.ofMinutes(2);
    /// After a signal. A long run takes its time to verify what it has left.
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(15);
    private static final int SHOWN = 20;

    private final ChaosOptions options;
    private final Patience patience = new Patience();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Scene scene;
    private final Torment torment;
    private Histogram answered = new Histogram(2);
    private long tradedNanos = 1;

    ChaosRun(ChaosOptions options) {
        this.options = options;
        this.scene = new Scene(options, patience);
        this.torment = new Torment(options, scene, patience);
    }

    /// The exit code.
    int run() throws InterruptedException {
        var hook = new Thread(this::stopAndWait, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            scene.set();
            return toTheEnd();
        } finally {
            scene.clear();
            ended.countDown();
        }
    }

    private void stopAndWait() {
        patience.stop();
        try {
            if (!ended.await(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) Say.progress("did not end in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int toTheEnd() throws InterruptedException {
        // Not when it is needed: where a signal ends the run, none can be made any more.
        var vertx = Vertx.vertx();
        try {
            return toTheEnd(vertx);
        } finally {
            Await.done(vertx.close());
        }
    }

    private int toTheEnd(Vertx vertx) throws InterruptedException {
        long began = System.nanoTime();
        scene.awaitOpen();
        scene.startClients();
        var clients = scene.clients();
        clients.answered();
        torment.outage();
        torment.upgrade();
        while (!isOver(began)) torment.next();
        answered = torment.answeredBefore();
        answered.add(clients.answered());
        tradedNanos = System.nanoTime() - began;
        Say.progress("enough: no new orders, waiting for the last answers and reports");
        scene.awaitOpen();
        Await.done(clients.rest());
        for (var broker : scene.brokers()) Await.done(broker.quiesce());
        var books = settle(vertx, clients);
        Say.progress("ending the server, and verifying what it left");
        var last = scene.trading();
        for (var member : scene.members()) if (member != last) member.process().terminate();
        last.process().terminate();
        torment.verify(last);
        for (var finding : torment.found()) books.reconciliation().differ("verify", finding);
        for (var late : torment.late()) books.reconciliation().differ("members", late);
        for (var speakers : scene.speakers())
            for (var stray : speakers.strays()) books.reconciliation().differ("sent by who was fenced", stray);
        tell(clients, books, (System.nanoTime() - began) / 1_000_000_000);
        return books.differences().isEmpty() ? 0 : 1;
    }

    private boolean isOver(long began) {
        if (patience.isOver()) return true;
        if (options.kills() > 0 && torment.kills() >= options.kills()) return true;
        if (options.times() > 0 && torment.sum() >= options.times()) return true;
        if (options.kills() == 0 && options.times() == 0 && options.seconds() == 0) return true;
        return options.seconds() > 0 && System.nanoTime() - began > options.seconds() * 1_000_000_000L;
    }

    /// What is under way arrives; what differs after that, differs.
    private Books settle(Vertx vertx, Clients clients) throws InterruptedException {
        var reader = Await.done(Store.open(vertx, scene.store(), Backlog.NONE, _ -> {}));
        try {
            long deadline = System.nanoTime() + SETTLE_WITHIN.toNanos();
            while (true) {
                scene.awaitOpen();
                try {
                    var books = Books.compare(scene, clients, reader);
                    if (books.differences().isEmpty() || System.nanoTime() > deadline) return books;
                } catch (IllegalStateException gone) {
                    // Of several servers another may just be taking over.
                    if (scene.door().isConnected() || System.nanoTime() > deadline) throw gone;
                }
                patience.pause(50);
            }
        } finally {
            Await.done(reader.close());
        }
    }

    private void tell(Clients clients, Books books, long seconds) {
        for (var difference : books.differences().stream().limit(SHOWN).toList()) Say.progress("DIFFERENCE " + difference);
        Say.progress("%,d orders, %,d requests accepted, %,d refused, %,d asked again, %,d executions, %,d duplicates recognised, %,d orders never left"
                .formatted(
                        books.orders(), clients.accepted().size(), clients.refusals().sum(), scene.door().repeated(),
                        books.executions(), books.duplicates(), books.unsent()));
        Say.progress("%,d requests a second were answered, half of them within %.1f ms, 99 %% within %.1f ms".formatted(
                answersPerSecond(), millis(50), millis(99)));
        if (clients.refusals().sum() > 0) Say.progress("refused: " + clients.refusals().words());
        if (!books.misdeeds().isEmpty()) Say.progress("the brokers' misdeeds: " + Misdeed.words(books.misdeeds()));
        torment.upgraded().ifPresent(upgrade -> Say.progress(upgrade.words()));
        var gaps = torment.gaps();
        if (!gaps.isEmpty())
            Say.progress("%d times another server took over: orders are taken again after %,d ms in the median, %,d ms at worst"
                    .formatted(gaps.size(), gaps.get(gaps.size() / 2), gaps.getLast()));
        if (options.members() > 1)
            Say.progress("the brokers heard %,d messages of the servers in %d turns, %d from one whose turn was over".formatted(
                    heard(), turns(), scene.speakers().stream().mapToInt(speakers -> speakers.strays().size()).sum()));
        if (torment.power().files() > 0)
            Say.progress("%,d files lost %,d bytes that were not on the disk yet".formatted(
                    torment.power().files(), torment.power().bytes()));
        Say.progress("%d starts, slowest %.1f s; largest heap after a collection %,d MB; verified %d times; %s in %d s: %s".formatted(
                scene.starts(), scene.longestToOpenMs() / 1000.0, scene.door().largestHeap() >> 20, torment.verified(),
                torment.done(), seconds,
                books.differences().isEmpty() ? "nothing lost, nothing doubled" : books.differences().size() + " DIFFERENCES"));
        if (options.json()) System.out.println(json(clients, books, seconds));
        if (!books.differences().isEmpty())
            Say.progress("the data is kept in " + scene.folder() + "; the same plan again: " + options.again(torment.kills(), torment.sum()));
    }

    private long answersPerSecond() {
        return answered.getTotalCount() * 1_000_000_000L / tradedNanos;
    }

    private double millis(double percentile) {
        return answered.getValueAtPercentile(percentile) / 1_000.0;
    }

    /// Times that a broker heard another server than before.
    private int turns() {
        return scene.speakers().stream().mapToInt(Speakers::turns).sum();
    }

    /// Messages of the servers that the brokers got.
    private long heard() {
        return scene.speakers().stream().mapToLong(Speakers::heard).sum();
    }

    private static void write(JsonGenerator json, Upgrade upgrade) throws IOException {
        json.writeObjectFieldStart("upgrade");
        json.writeNumberField("ms", upgrade.millis());
        json.writeNumberField("handOverMs", upgrade.handOverMs());
        json.writeNumberField("accepted", upgrade.accepted());
        json.writeNumberField("refused", upgrade.refused());
        json.writeNumberField("notConnected", upgrade.notConnected());
        json.writeNumberField("repeated", upgrade.repeated());
        json.writeNumberField("longestWaitMs", upgrade.waited().getMaxValue() / 1_000);
        json.writeObjectFieldStart("logons");
        for (var one : upgrade.logons().entrySet()) json.writeNumberField(one.getKey(), one.getValue());
        json.writeEndObject();
        json.writeEndObject();
    }

    private String json(Clients clients, Books books, long seconds) {
        var out = new StringWriter();
        try (var json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("orders", books.orders());
            json.writeNumberField("accepted", clients.accepted().size());
            json.writeNumberField("refused", clients.refusals().sum());
            json.writeObjectFieldStart("refusedBecause");
            for (var reason : clients.refusals().byReason().entrySet())
                json.writeNumberField(reason.getKey(), reason.getValue());
            json.writeEndObject();
            json.writeObjectFieldStart("misdeeds");
            for (var deed : books.misdeeds().entrySet()) json.writeNumberField(deed.getKey().name(), deed.getValue());
            json.writeEndObject();
            json.writeNumberField("answersPerSecond", answersPerSecond());
            json.writeNumberField("answerP50Ms", millis(50));
            json.writeNumberField("answerP99Ms", millis(99));
            json.writeNumberField("repeated", scene.door().repeated());
            json.writeNumberField("executions", books.executions());
            json.writeNumberField("duplicates", books.duplicates());
            json.writeNumberField("unsent", books.unsent());
            json.writeNumberField("members", options.members());
            json.writeArrayFieldStart("takeoverMs");
            for (long gap : torment.gaps()) json.writeNumber(gap);
            json.writeEndArray();
            if (torment.upgraded().isPresent()) write(json, torment.upgraded().get());
            json.writeNumberField("turns", turns());
            json.writeNumberField("heard", heard());
            json.writeNumberField("kills", torment.kills());
            json.writeNumberField("deeds", torment.sum());
            json.writeNumberField("starts", scene.starts());
            json.writeNumberField("slowestStartMs", scene.longestToOpenMs());
            json.writeNumberField("largestHeapBytes", scene.door().largestHeap());
            json.writeNumberField("bytesCut", torment.power().bytes());
            json.writeNumberField("verified", torment.verified());
            json.writeNumberField("seconds", seconds);
            json.writeNumberField("seed", options.seed());
            json.writeNumberField("differences", books.differences().size());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory failed as a sink", impossible);
        }
        return out.toString();
    }
}
