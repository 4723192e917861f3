package dev.plumbline.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The second time through the inputs of an [Explain]: now it is known which of them matter, and what each did is noted.
final class Telling {
    private final Explain explain;
    private final Subject subject;
    private final Book again;
    private final Trail trail = new Trail();
    private final Map<Long, Told> told = new TreeMap<>();
    private final Map<Subject.OfPosition, Position> positions = new HashMap<>();

    Telling(Explain explain, Subject subject) {
        this.explain = explain;
        this.subject = subject;
        again = explain.emptyBook();
        for (var recorded : explain.inputs()) tell(recorded, recorded.into(again));
    }

    private void tell(Recorded recorded, Result result) {
        long at = recorded.number();
        if (isOfSubject(recorded)) told.put(at, new Told(recorded, result));
        for (var released : result.released()) {
            var parked = told.get(released.input());
            if (parked != null)
                parked.released.add(new Explained.Release(at, released.outcome(), released.reason()));
        }
        for (var change : result.changes()) follow(change, at);
        if (result.changes().isEmpty() && recorded.what() instanceof Recorded.Told(var report))
            again.find(report).ifPresent(order -> follow(unchanged(at, order), at));
        for (var gone : result.gone()) moved(at, at, gone.position());
        if (subject instanceof Subject.OfPosition(var account, var symbol))
            // What no change has told: a position loses what an order had executed that was another's.
            trail.position(at, at, again.position(account, symbol));
        if (!trail.by(at).isEmpty()) told.putIfAbsent(at, new Told(recorded, result));
    }

    /// A report that is parked may all the same have told of an order that nobody knew.
    private Change unchanged(long at, Order order) {
        return new Change(at, order, Booking.NONE, again.position(order.account(), order.symbol()));
    }

    private void follow(Change change, long at) {
        if (change.isOfFormerPosition()) {
            moved(at, at, change.position());
            return;
        }
        ofItsOwn(change, at);
        moved(change.input(), at, change.position());
    }

    private void ofItsOwn(Change change, long at) {
        switch (subject) {
            case Subject.OfOrder(var key, _) -> order(key, change, at);
            case Subject.OfExecution(var key, _, _, _) -> order(key, change, at);
            case Subject.OfPosition place -> position(place, change, at);
        }
    }

    private void order(OrderKey key, Change change, long at) {
        if (!change.order().key().equals(key)) return;
        trail.order(change, at);
        var was = positions.getOrDefault(
                Explain.place(change.order()), Position.flat(change.order().account(), change.order().symbol()));
        var now = Figures.of(change.position());
        Figures.of(was).forEach((figure, value) -> {
            var to = now.getOrDefault(figure, value);
            if (!to.equals(value)) trail.aside(new Difference(change.input(), at, figure, value, to));
        });
    }

    private void position(Subject.OfPosition place, Change change, long at) {
        if (!place.isOf(change.order())) return;
        boolean isOwn = !(change.booking() instanceof Booking.None);
        booked(change, at, change.booking());
        trail.position(isOwn ? change.input() : at, at, change.position());
    }

    /// What became of the executions: not a figure of the position, but why it moved.
    private void booked(Change change, long at, Booking booking) {
        switch (booking) {
            case Booking.None() -> {}
            case Booking.Booked(var execution) -> aside(change, at, "", execution);
            case Booking.Busted(var was, var now) -> aside(change, at, Figures.text(was), now);
            case Booking.Corrected(var was, var now) -> aside(change, at, Figures.text(was), now);
            case Booking.Several(var all) -> all.forEach(one -> booked(change, at, one));
        }
    }

    private void aside(Change change, long at, String was, Execution now) {
        var figure = Figure.ofExecution(new ExecID(now.execID() + " of " + change.order().clOrdID()));
        trail.aside(new Difference(change.input(), at, figure, was, Figures.text(now)));
    }

    private void moved(long by, long at, Position position) {
        positions.put(new Subject.OfPosition(position.account(), position.symbol()), position);
        if (subject instanceof Subject.OfPosition place && place.is(position)) trail.position(by, at, position);
    }

    private boolean isOfSubject(Recorded recorded) {
        long number = recorded.number();
        Object key = switch (subject) {
            case Subject.OfOrder(var order, _) -> order;
            case Subject.OfExecution(var order, _, _, _) -> order;
            case Subject.OfPosition place -> place;
        };
        return explain.hasChanged(number, key)
                || (!explain.hasChangedAnything(number) && isAboutSubject(recorded.what()));
    }

    /// Of an input that changed nothing.
    private boolean isAboutSubject(Recorded.What what) {
        return switch (subject) {
            case Subject.OfOrder(var key, _) -> isAbout(what, key);
            case Subject.OfExecution(var key, _, _, _) -> isAbout(what, key);
            case Subject.OfPosition place -> Names.of(what, explain.book()).orders().stream().anyMatch(place::isOf)
                    && Names.isOfExecution(what);
        };
    }

    private boolean isAbout(Recorded.What what, OrderKey key) {
        return Names.of(what, explain.book()).orders().stream().anyMatch(order -> order.key().equals(key));
    }

    Explanation explanation(Map<Figure, String> figures) {
        var explained = new ArrayList<Explained>();
        for (var one : told.values()) {
            var whole = one.explained(trail);
            if (isWanted(whole)) explained.add(whole);
        }
        var differences = trail.differences().stream()
                .filter(difference -> isOf(difference.figure()))
                .toList();
        return new Explanation(subject.title(), figures, differences, explained);
    }

    /// Of an order's inputs only those that speak of the execution, where that is asked for.
    private boolean isWanted(Explained explained) {
        return !(subject instanceof Subject.OfExecution execution)
                || explained.did().stream().anyMatch(difference -> isOf(difference.figure()))
                || Names.of(explained.input().what(), explain.book()).execIDs().stream().anyMatch(execution.names()::contains);
    }

    private boolean isOf(Figure figure) {
        return !(subject instanceof Subject.OfExecution(_, var execution, _, _)) || figure.equals(execution);
    }

    /// An input on its way to being [Explained].
    private record Told(Recorded input, Result result, List<Explained.Release> released) {
        Told(Recorded input, Result result) {
            this(input, result, new ArrayList<>(0));
        }

        Explained explained(Trail trail) {
            return new Explained(
                    input, Words.of(input.what()), result.outcome(), result.reason(), List.copyOf(released),
                    List.copyOf(trail.by(input.number())));
        }
    }
}
