package dev.plumbline.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Answers "why is this number so?": folds recorded inputs through a [Book] again and notes what each one did. Pure: the
/// inputs come from a journal or a log, and are gone through once to begin with and once for each question. What is kept
/// is the numbers of the inputs, not the inputs.
public final class Explain {
    private final Iterable<Recorded> inputs;
    private final Supplier<Book> books;
    private final Book book;

    /// Which inputs have changed which order or position, now or when what they waited for came.
    private final Map<Object, Set<Long>> changedBy = new HashMap<>();

    /// Which have changed an order that there still is: one that was thought to be another order's may change nothing
    /// of the order that it was in truth about.
    private final Set<Long> changers = new HashSet<>();

    /// @param inputs the same each time that they are gone through
    /// @param books makes an empty book, set up as the one that the inputs went through first
    public Explain(Iterable<Recorded> inputs, Supplier<Book> books) {
        this.inputs = inputs;
        this.books = books;
        book = books.get();
        for (var recorded : inputs)
            for (var change : recorded.into(book).changes()) {
                changedBy(change.order().key()).add(change.input());
                if (!(change.booking() instanceof Booking.None)) changedBy(place(change.order())).add(change.input());
            }
        for (var order : book.orders()) changers.addAll(changedBy(order.key()));
    }

    private Set<Long> changedBy(Object what) {
        return changedBy.computeIfAbsent(what, _ -> new HashSet<>());
    }

    static Subject.OfPosition place(Order order) {
        return new Subject.OfPosition(order.account(), order.symbol());
    }

    /// Orders and positions after all inputs. Not to be changed.
    public Book book() {
        return book;
    }

    /// What a person calls `name`: an order by any ClOrdID of its chain or as `OrderID:O1`, an execution as either of
    /// these with `/ExecID` behind, a position as `Account/Symbol`. The first of these that there is.
    public Optional<Explanation> named(String name) {
        var order = orderNamed(name);
        if (order.isPresent()) return order.map(this::order);
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            var execution = executionNamed(name.substring(0, slash), new ExecID(name.substring(slash + 1)));
            if (execution.isPresent()) return execution;
        }
        return positionNamed(name);
    }

    private Optional<Order> orderNamed(String name) {
        if (!name.startsWith("OrderID:")) return book.find(new ClOrdID(name));
        var orderID = new OrderID(name.substring("OrderID:".length()));
        return book.find(orderID).or(() -> book.orders().stream().filter(order -> wasNamed(order, orderID)).findFirst());
    }

    private static boolean wasNamed(Order order, OrderID orderID) {
        return order.heard().names().stream().anyMatch(name -> name.orderID().equals(orderID));
    }

    private Optional<Explanation> executionNamed(String orderName, ExecID execID) {
        var order = orderNamed(orderName);
        if (order.isEmpty()) return Optional.empty();
        int index = order.get().executions().find(order.get().heard().execution(execID));
        return index < 0
                ? Optional.empty()
                : Optional.of(execution(order.get(), index));
    }

    private Optional<Explanation> positionNamed(String name) {
        return book.positions().stream()
                .filter(position -> name.equals(position.account() + "/" + position.symbol()))
                .findFirst()
                .map(position -> position(position.account(), position.symbol()));
    }

    /// @param order one of [#book()]
    public Explanation order(Order order) {
        return new Telling(this, Subject.of(order)).explanation(Figures.of(order));
    }

    /// @param order one of [#book()]
    /// @param index of the execution in the list of `order`
    public Explanation execution(Order order, int index) {
        var figure = Figures.execution(order, index);
        var now = Figures.text(order.executions().get(index));
        return new Telling(this, Subject.of(order, index)).explanation(Map.of(figure, now));
    }

    public Explanation position(Account account, Symbol symbol) {
        return new Telling(this, new Subject.OfPosition(account, symbol))
                .explanation(Figures.of(book.position(account, symbol)));
    }

    Iterable<Recorded> inputs() {
        return inputs;
    }

    Book emptyBook() {
        return books.get();
    }

    /// Whether the input of this number has changed the order of that key, or moved that position.
    boolean hasChanged(long number, Object what) {
        return changedBy.getOrDefault(what, Set.of()).contains(number);
    }

    /// Any order that there still is.
    boolean hasChangedAnything(long number) {
        return changers.contains(number);
    }
}
