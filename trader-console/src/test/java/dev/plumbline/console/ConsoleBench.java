package dev.plumbline.console;

import static javafx.scene.input.KeyCode.ALT;
import static javafx.scene.input.KeyCode.CONTROL;
import static javafx.scene.input.KeyCode.D;
import static javafx.scene.input.KeyCode.DIGIT1;
import static javafx.scene.input.KeyCode.DIGIT3;
import static javafx.scene.input.KeyCode.DIGIT4;
import static javafx.scene.input.KeyCode.DIGIT5;
import static javafx.scene.input.KeyCode.DIGIT6;
import static javafx.scene.input.KeyCode.DIGIT7;
import static javafx.scene.input.KeyCode.DIGIT9;
import static javafx.scene.input.KeyCode.DOWN;
import static javafx.scene.input.KeyCode.ESCAPE;
import static javafx.scene.input.KeyCode.F2;
import static javafx.scene.input.KeyCode.G;
import static javafx.scene.input.KeyCode.K;
import static javafx.scene.input.KeyCode.N;
import static javafx.scene.input.KeyCode.SHIFT;
import static javafx.scene.input.KeyCode.SLASH;
import static javafx.scene.input.KeyCode.SPACE;
import static javafx.scene.input.KeyCode.TAB;
import static javafx.scene.input.KeyCode.V;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.management.JMException;
import javax.management.ObjectName;

import com.sun.javafx.perf.PerformanceTracker;

import dev.plumbline.core.ExecID;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Executions;
import dev.plumbline.core.Order;
import dev.plumbline.core.Px;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Side;
import dev.plumbline.wire.DeskMessage.Item;

/// What the window costs under load: frames, the FX thread's share, from a key to the painted field, sorting, filtering,
/// heap, and what grows over time. On a real screen or under Xvfb; prints one line of figures after each step, and a last
/// one as JSON.
///
/// `--orders=50000 --rate=20000 --share=1 --warmup=8 --seconds=15`: so many orders, updates a second, percent of them on
/// the rows in sight, seconds; `--steps=frames,keys,sort,filter`: these only. `--soak=MINUTES` then goes on:
/// orders come and go, a hand is at the keys, and each minute prints the heap and how many listeners and nodes there are.
public final class ConsoleBench {
    private static final int IN_SIGHT = 25;
    private static final int KEYS = 200;
    private static final int ROUNDS = 15;
    private static final long NANOS_PER_MS = 1_000_000;

    /// Panels, rows, groups, filters, the palette, the map of keys, a ticket, the workspaces.
    private static final List<List<KeyCode>> CHORDS = List.of(
            List.of(ALT, DIGIT1), List.of(DOWN), List.of(DOWN), List.of(SPACE), List.of(CONTROL, G), List.of(DOWN),
            List.of(CONTROL, SHIFT, G), List.of(SLASH), List.of(N), List.of(V), List.of(ESCAPE), List.of(ALT, DIGIT3),
            List.of(DOWN), List.of(ALT, DIGIT4), List.of(ALT, DIGIT5), List.of(ALT, DIGIT6), List.of(ALT, DIGIT7),
            List.of(ALT, DIGIT9), List.of(CONTROL, K), List.of(N), List.of(V), List.of(ESCAPE), List.of(F2), List.of(DIGIT5),
            List.of(ESCAPE), List.of(CONTROL, TAB), List.of(ALT, DIGIT1), List.of(CONTROL, TAB), List.of(CONTROL, TAB),
            List.of(CONTROL, SHIFT, D), List.of(CONTROL, SHIFT, D), List.of(CONTROL, TAB));

    /// Of so many orders that change while it soaks, one goes and another comes in its place.
    private static final int CHURN = 200;

    private ConsoleBench() {}

    public static void main(String[] args) {
        Application.launch(App.class, args);
    }

    /// Made by the toolkit.
    public static final class App extends Application {
        private final FakeFeed feed = new FakeFeed();
        private final AtomicLong sent = new AtomicLong();
        private final StringBuilder json = new StringBuilder("{");
        private Stage stage;
        private Order[] orders = new Order[0];
        private volatile boolean isOver;
        private volatile boolean churns;
        private volatile long longestPulse;

        private int option(String name, int otherwise) {
            return Integer.parseInt(getParameters().getNamed().getOrDefault(name, Integer.toString(otherwise)));
        }

        @Override
        public void start(Stage into) {
            stage = into;
            var window = new ConsoleWindow(feed, new Settings("127.0.0.1", 5801, "main", "bench", "SIM"));
            window.open(stage);
            orders = orders(option("orders", 50_000));
            Thread.ofPlatform().name("bench").daemon().start(() -> {
                try {
                    measure();
                } catch (InterruptedException | ExecutionException failed) {
                    throw new IllegalStateException(failed);
                } finally {
                    isOver = true;
                    Platform.runLater(() -> {
                        window.close();
                        stage.close();
                        Platform.exit();
                    });
                }
            });
        }

        private static Order[] orders(int count) {
            var symbols = new String[] {"NVDA", "SAP", "TSLA", "AAPL", "MSFT", "XOM", "INTC", "JPM"};
            var random = new Random(7);
            var orders = new Order[count];
            for (int i = 0; i < count; i++)
                orders[i] = Samples.order(
                        "C" + (100_000 + i), random.nextBoolean() ? Side.BUY : Side.SELL, 100 * (10 + random.nextInt(190)),
                        symbols[random.nextInt(symbols.length)], (80 + random.nextInt(300)) + "." + (10 + random.nextInt(90)));
            return orders;
        }

        private void measure() throws InterruptedException, ExecutionException {
            var items = new ArrayList<Item>(Samples.desk());
            for (var order : orders) items.add(Samples.item(order));
            while (onScreen(() -> table() == null ? 0 : table().getHeight()) == 0) LockSupport.parkNanos(NANOS_PER_MS);
            figure("snapshot_ms", snapshot(items));
            var more = new ArrayList<>(items);
            more.add(Samples.item(Samples.order("ONE-MORE", Side.BUY, 100, "NVDA", "187.40")));
            figure("snapshot_again_ms", snapshot(more));
            figure("snapshot_longest_pulse_ms", longestPulse / NANOS_PER_MS);
            int rate = option("rate", 20_000);
            Thread.ofPlatform().name("load").daemon().start(() -> load(rate, option("share", 1)));
            LockSupport.parkNanos(option("warmup", 8) * 1_000 * NANOS_PER_MS);
            var steps = getParameters().getNamed().getOrDefault("steps", "frames,keys,sort,filter");
            if (steps.contains("frames")) frames(option("seconds", 15));
            if (steps.contains("keys")) keys();
            if (steps.contains("sort")) sort();
            if (steps.contains("filter")) filter();
            heap("heap_mb");
            figure("nodes", onScreen(() -> nodes(stage.getScene().getRoot())));
            soak(option("soak", 0));
            System.out.println(json.append("\"orders\":").append(orders.length).append('}'));
        }

        /// From the moment in which it has come to the pulse after the one that shows it all.
        private long snapshot(List<Item> items) throws InterruptedException, ExecutionException {
            long orders = items.stream().filter(Item.OrderItem.class::isInstance).count();
            var shown = new CompletableFuture<Long>();
            var watch = new AnimationTimer() {
                private boolean isThere;
                private long last = System.nanoTime();

                @Override
                public void handle(long now) {
                    if (isThere) shown.complete(System.nanoTime());
                    isThere = table().getItems().size() == orders;
                    longestPulse = Math.max(longestPulse, System.nanoTime() - last);
                    last = System.nanoTime();
                }
            };
            onScreen(() -> {
                watch.start();
                return 0;
            });
            long began = System.nanoTime();
            feed.snapshot(true, items);
            long took = shown.get() - began;
            onScreen(() -> {
                watch.stop();
                return 0;
            });
            return took / NANOS_PER_MS;
        }

        private void figure(String name, long value) {
            System.out.println(name + " " + value);
            json.append('"').append(name).append("\":").append(value).append(',');
        }

        /// Batches of five milliseconds, as the desk sends them.
        private void load(int rate, int share) {
            var random = new Random(11);
            long next = System.nanoTime();
            int executions = 0;
            int came = 0;
            while (!isOver) {
                int count = rate / 200;
                var items = new ArrayList<Item>(count);
                for (int i = 0; i < count; i++) {
                    int at = random.nextInt(100) < share ? random.nextInt(IN_SIGHT) : random.nextInt(orders.length);
                    if (churns && random.nextInt(CHURN) == 0) {
                        items.add(new Item.GoneItem(orders[at].key()));
                        orders[at] = another(orders[at], came++);
                    }
                    orders[at] = filled(orders[at], random);
                    items.add(Samples.item(orders[at]));
                    if (i % 10 == 0) items.add(execution(orders[at], executions++));
                }
                feed.news(items.toArray(Item[]::new));
                sent.addAndGet(items.size());
                next += 5 * NANOS_PER_MS;
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            }
        }

        private static Order another(Order gone, int number) {
            return Samples.order(
                    "D" + number, gone.side(), 20_000, gone.symbol().value(), gone.price().toString());
        }

        private static Order filled(Order order, Random random) {
            var cumQty = Qty.of(100 * random.nextInt(10));
            var px = Px.of("187." + (10 + random.nextInt(90)));
            return new Order(
                    order.key(), order.session(), order.orderID(), order.account(), order.symbol(), order.side(),
                    order.ordType(), order.timeInForce(), order.requests(), Executions.sums(cumQty, cumQty.times(px)),
                    order.life(), cumQty, order.flags(), order.enteredAt(), System.currentTimeMillis() * NANOS_PER_MS, "");
        }

        private static Item execution(Order order, int number) {
            var id = new ExecID("E" + number);
            return new Item.ExecutionItem(
                    order.key(), order.account(), order.symbol(), order.side(),
                    new Execution(id, order.clOrdID(), Qty.of(100), Px.of("187.40"), Execution.State.LIVE, id,
                            System.currentTimeMillis() * NANOS_PER_MS));
        }

        private void frames(int seconds) throws InterruptedException, ExecutionException {
            var threads = ManagementFactory.getThreadMXBean();
            long fx = onScreen(() -> Thread.currentThread().threadId());
            var frames = new AtomicLong();
            onScreen(() -> {
                PerformanceTracker.getSceneTracker(stage.getScene()).setOnRenderedFrameTask(frames::incrementAndGet);
                return 0;
            });
            long cpu = threads.getThreadCpuTime(fx);
            long updates = sent.get();
            long began = System.nanoTime();
            LockSupport.parkNanos(seconds * 1_000 * NANOS_PER_MS);
            double took = System.nanoTime() - began;
            figure("frames_per_s_x10", Math.round(frames.get() * 1e10 / took));
            figure("fx_thread_percent", Math.round((threads.getThreadCpuTime(fx) - cpu) * 100 / took));
            figure("updates_per_s", Math.round((sent.get() - updates) * 1e9 / took));
        }

        /// From the key that the window system is given to the frame in which the letter is painted.
        private void keys() throws InterruptedException, ExecutionException {
            var took = new long[KEYS];
            onScreen(() -> {
                field("#ticket-qty").requestFocus();
                return 0;
            });
            for (int i = 0; i < KEYS; i++) {
                var painted = new CompletableFuture<Long>();
                long began = System.nanoTime();
                Platform.runLater(() -> {
                    var tracker = PerformanceTracker.getSceneTracker(stage.getScene());
                    var field = field("#ticket-qty");
                    var changed = new boolean[1];
                    var listener = field.textProperty().subscribe((_, _) -> changed[0] = true);
                    tracker.setOnRenderedFrameTask(() -> {
                        if (changed[0] && painted.complete(System.nanoTime())) Platform.runLater(listener::unsubscribe);
                    });
                    new Robot().keyType(field.getLength() > 6 ? KeyCode.BACK_SPACE : KeyCode.DIGIT1);
                });
                took[i] = painted.get() - began;
                LockSupport.parkNanos(20 * NANOS_PER_MS);
            }
            Arrays.sort(took);
            figure("key_to_paint_p50_us", took[KEYS / 2] / 1_000);
            figure("key_to_paint_p99_us", took[KEYS * 99 / 100] / 1_000);
        }

        /// As a person has it: with an order selected, which stays so.
        private void sort() throws InterruptedException, ExecutionException {
            onScreen(() -> {
                table().getSelectionModel().select(3);
                return 0;
            });
            for (var id : List.of("filled", "leaves", "avg", "symbol")) {
                var took = new long[ROUNDS];
                onScreen(() -> sortBy(id));
                for (int i = 0; i < ROUNDS; i++) {
                    LockSupport.parkNanos(300 * NANOS_PER_MS);
                    took[i] = onScreen(() -> time(() -> table().sort()));
                }
                Arrays.sort(took);
                figure("sort_" + id + "_p50_us", took[ROUNDS / 2]);
                figure("sort_" + id + "_max_us", took[ROUNDS - 1]);
            }
            onScreen(() -> sortBy("entered"));
        }

        private <R> int sortBy(String id) {
            @SuppressWarnings("unchecked")
            var table = (TableView<R>) table();
            for (var column : table.getColumns())
                if (column.getId().equals(id)) {
                    column.setSortType(SortType.DESCENDING);
                    table.getSortOrder().setAll(List.of(column));
                }
            return 0;
        }

        private void filter() throws InterruptedException, ExecutionException {
            for (var text : List.of("sym:NVDA st:partial qty>5000", "nvda", "-sym:SAP")) {
                var took = new long[ROUNDS];
                for (int i = 0; i < ROUNDS; i++) {
                    onScreen(() -> filterBy(""));
                    LockSupport.parkNanos(200 * NANOS_PER_MS);
                    took[i] = onScreen(() -> filterBy(text));
                    LockSupport.parkNanos(200 * NANOS_PER_MS);
                }
                Arrays.sort(took);
                var name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
                figure("filter_" + name + "_p50_us", took[ROUNDS / 2]);
                figure("filter_" + name + "_max_us", took[ROUNDS - 1]);
            }
            onScreen(() -> filterBy(""));
        }

        private long filterBy(String text) {
            return time(() -> field("#orders-filter").setText(text));
        }

        /// Microseconds.
        private static long time(Runnable work) {
            long began = System.nanoTime();
            work.run();
            return (System.nanoTime() - began) / 1_000;
        }

        /// Goes through the window as a person does, a key a second, and looks once a minute at what has piled up.
        private void soak(int minutes) throws InterruptedException, ExecutionException {
            churns = minutes > 0;
            for (int minute = 1; minute <= minutes; minute++) {
                for (int second = 0; second < 60; second++) {
                    var chord = CHORDS.get((minute * 60 + second) % CHORDS.size());
                    onScreen(() -> press(chord));
                    LockSupport.parkNanos(1_000 * NANOS_PER_MS);
                }
                heap("heap_mb_after_" + minute + "_min");
                for (var kind : List.of("Listener", "ExpressionHelper", "Subscription", "javafx.scene."))
                    figure(kind + "_after_" + minute + "_min", instances(kind));
            }
        }

        private int press(List<KeyCode> chord) {
            var robot = new Robot();
            stage.requestFocus();
            for (var key : chord) robot.keyPress(key);
            for (var key : chord.reversed()) robot.keyRelease(key);
            return 0;
        }

        /// Of classes that have `part` in their name.
        private static long instances(String part) {
            try {
                var histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                        new Object[] {new String[0]}, new String[] {String[].class.getName()});
                return histogram.lines()
                        .filter(line -> line.contains(part))
                        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
                        .sum();
            } catch (JMException failed) {
                throw new IllegalStateException(failed);
            }
        }

        private void heap(String name) {
            System.gc();
            var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
            figure(name, heap.getUsed() / 1_000_000);
        }

        /// JavaFX goes through all of them at each pulse.
        private static long nodes(Node node) {
            long all = 1;
            if (node instanceof Parent parent) for (var child : parent.getChildrenUnmodifiable()) all += nodes(child);
            return all;
        }

        private TableView<?> table() {
            return (TableView<?>) stage.getScene().lookup("#orders");
        }

        private TextField field(String id) {
            return (TextField) stage.getScene().lookup(id);
        }

        private static <T> T onScreen(Supplier<T> work) throws InterruptedException, ExecutionException {
            var done = new CompletableFuture<T>();
            Platform.runLater(() -> {
                try {
                    done.complete(work.get());
                } catch (RuntimeException failed) {
                    done.completeExceptionally(failed);
                }
            });
            return done.get();
        }
    }
}
