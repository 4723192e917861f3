package dev.plumbline.oms.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;

import dev.plumbline.core.Counts;
import dev.plumbline.core.Execution;
import dev.plumbline.core.Order;
import dev.plumbline.core.Request;

/// What the demo did, in figures of ours, and how many of them the broker or Postgres see otherwise.
public record Summary(
        long orders,
        long executions,
        long cancels,
        long replaces,
        long busts,
        long corrects,
        long duplicates,
        long parked,
        long quarantined,
        long seconds,
        long differences) {

    /// @param everParked reports that had to wait for what they refer to; all of them are placed where nothing differs
    static Summary of(List<Order> orders, Counts counts, long everParked, long seconds, long differences) {
        return new Summary(
                orders.size(),
                orders.stream().mapToLong(order -> order.executions().size()).sum(),
                accepted(orders, Request.Kind.CANCEL),
                accepted(orders, Request.Kind.REPLACE),
                busts(orders),
                corrects(orders),
                counts.duplicate(),
                everParked,
                counts.quarantined(),
                seconds,
                differences);
    }

    private static long accepted(List<Order> orders, Request.Kind kind) {
        return orders.stream()
                .flatMap(order -> order.requests().stream())
                .filter(request -> request.is(kind, Request.Stage.ACCEPTED))
                .count();
    }

    static long busts(List<Order> orders) {
        return orders.stream()
                .flatMap(order -> order.executions().list().stream())
                .filter(execution -> execution.state() == Execution.State.BUSTED)
                .count();
    }

    /// Each of them, also where several were about one execution.
    static long corrects(List<Order> orders) {
        return orders.stream().mapToLong(order -> order.heard().corrections().size()).sum();
    }

    /// One line of JSON.
    String json() {
        var out = new StringWriter();
        try (var json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("orders", orders);
            json.writeNumberField("executions", executions);
            json.writeNumberField("cancels", cancels);
            json.writeNumberField("replaces", replaces);
            json.writeNumberField("busts", busts);
            json.writeNumberField("corrects", corrects);
            json.writeNumberField("duplicates", duplicates);
            json.writeNumberField("parked", parked);
            json.writeNumberField("quarantined", quarantined);
            json.writeNumberField("seconds", seconds);
            json.writeNumberField("differences", differences);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string cannot fail to be written", impossible);
        }
        return out.toString();
    }

    String words() {
        return "%,d orders, %,d executions, %,d cancels, %,d replaces, %,d busts, %,d corrects, %,d duplicates, %,d parked, %,d quarantined in %d s"
                        .formatted(
                                orders, executions, cancels, replaces, busts, corrects, duplicates, parked, quarantined,
                                seconds)
                + "; " + (differences == 0
                        ? "brokers, memory and Postgres agree on every one"
                        : differences + " DIFFERENCES between brokers, memory and Postgres");
    }
}
