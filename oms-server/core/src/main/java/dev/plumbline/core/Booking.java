package dev.plumbline.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What a report did to the executions of its order.
public sealed interface Booking {
    Booking NONE = new None();

    /// The executions that it touched, as they are now, each once.
    List<Execution> executions();

    record None() implements Booking {
        @Override
        public List<Execution> executions() {
            return List.of();
        }
    }

    record Booked(Execution execution) implements Booking {
        @Override
        public List<Execution> executions() {
            return List.of(execution);
        }
    }

    record Busted(Execution was, Execution now) implements Booking {
        @Override
        public List<Execution> executions() {
            return List.of(now);
        }
    }

    record Corrected(Execution was, Execution now) implements Booking {
        @Override
        public List<Execution> executions() {
            return List.of(now);
        }
    }

    /// All of them, one after the other: a corporate action touches every execution of its order.
    record Several(List<Booking> all) implements Booking {
        @Override
        public List<Execution> executions() {
            var last = new LinkedHashMap<ExecID, Execution>();
            for (var one : all) for (var execution : one.executions()) last.put(execution.execID(), execution);
            return List.copyOf(last.values());
        }
    }

    /// `one`, then `next`.
    static Booking both(Booking one, Booking next) {
        if (one instanceof None) return next;
        if (next instanceof None) return one;
        var all = new ArrayList<Booking>();
        all.addAll(one instanceof Several(var first) ? first : List.of(one));
        all.addAll(next instanceof Several(var then) ? then : List.of(next));
        return new Several(List.copyOf(all));
    }
}
