package dev.plumbline.adapter.fix.replay;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.plumbline.core.Account;
import dev.plumbline.core.Flag;
import dev.plumbline.core.Order;
import dev.plumbline.core.Symbol;

/// Holds the assertions of a scenario against the state of a [Replay].
final class Checks {
    private final Replay replay;

    Checks(Replay replay) {
        this.replay = replay;
    }

    /// What does not hold, empty where all does. An assertion that cannot be understood does not hold.
    /// @param last what the message above did, empty where there is none
    String failure(String assertion, Optional<Replay.Played> last) {
        var words = List.of(assertion.strip().split("\\s+"));
        return switch (words.getFirst()) {
            case "outcome" -> words.size() == 2 && last.isPresent()
                    ? compare("outcome", words.get(1), last.get().outcome().name())
                    : notUnderstood();
            case "order" -> words.size() >= 3 ? order(words.get(1), words.subList(2, words.size())) : notUnderstood();
            case "position" -> words.size() >= 4
                    ? position(words.get(1), words.get(2), words.subList(3, words.size()))
                    : notUnderstood();
            case "count" -> words.size() >= 2 ? fields(words.subList(1, words.size()), this::count) : notUnderstood();
            default -> notUnderstood();
        };
    }

    private String order(String name, List<String> wanted) {
        var order = replay.order(name);
        if (wanted.equals(List.of("absent"))) return order.isEmpty() ? "" : "expected no order " + name;
        if (order.isEmpty()) return "expected order " + name + ", there is none";
        return fields(wanted, field -> orderField(order.get(), field));
    }

    private static Optional<String> orderField(Order order, String field) {
        return switch (field) {
            case "ordStatus" -> Optional.of(order.ordStatus().label());
            case "orderQty" -> Optional.of(order.orderQty().toString());
            case "cumQty" -> Optional.of(order.cumQty().toString());
            case "leavesQty" -> Optional.of(order.leavesQty().toString());
            case "avgPx" -> Optional.of(order.avgPx().toString());
            case "unexplainedQty" -> Optional.of(order.unexplainedQty().toString());
            case "flags" -> Optional.of(flags(order));
            case "clOrdId" -> Optional.of(order.clOrdID().value());
            case "orderId" -> Optional.of(order.orderID().value());
            case "account" -> Optional.of(order.account().value());
            case "symbol" -> Optional.of(order.symbol().value());
            case "side" -> Optional.of(order.side().label());
            default -> Optional.empty();
        };
    }

    private static String flags(Order order) {
        return String.join(",", order.flags().list().stream().map(Flag::name).toList());
    }

    private String position(String account, String symbol, List<String> wanted) {
        var position = replay.book().position(new Account(account), new Symbol(symbol));
        return fields(wanted, field -> switch (field) {
            case "qty" -> Optional.of(position.qty().toString());
            case "avgPx" -> Optional.of(position.avgPx().toString());
            case "realizedPnl" -> Optional.of(position.realizedPnl().toString());
            default -> Optional.empty();
        });
    }

    private Optional<String> count(String field) {
        var counts = replay.counts();
        return switch (field) {
            case "inputs" -> Optional.of(Long.toString(counts.inputs()));
            case "applied" -> Optional.of(Long.toString(counts.applied()));
            case "duplicate" -> Optional.of(Long.toString(counts.duplicate()));
            case "parked" -> Optional.of(Long.toString(counts.parked()));
            case "quarantined" -> Optional.of(Long.toString(counts.quarantined()));
            case "ignored" -> Optional.of(Long.toString(counts.ignored()));
            default -> Optional.empty();
        };
    }

    private static String fields(List<String> wanted, Actual actual) {
        for (var word : wanted) {
            int equals = word.indexOf('=');
            if (equals <= 0) return notUnderstood();
            var field = word.substring(0, equals);
            var value = actual.of(field);
            if (value.isEmpty()) return notUnderstood();
            var failure = compare(field, word.substring(equals + 1), value.get());
            if (!failure.isEmpty()) return failure;
        }
        return "";
    }

    private static String compare(String field, String expected, String actual) {
        boolean same = field.equals("flags") ? flagsHold(expected, actual) : same(expected, actual);
        return same ? "" : "expected " + field + " " + expected + ", there was " + (actual.isEmpty() ? "-" : actual);
    }

    private static boolean flagsHold(String expected, String actual) {
        if (expected.equals("-")) return actual.isEmpty();
        return Arrays.asList(actual.split(",")).containsAll(Arrays.asList(expected.split(",")));
    }

    /// Numbers compare as decimals.
    private static boolean same(String expected, String actual) {
        if (expected.equals(actual)) return true;
        try {
            return new BigDecimal(expected).compareTo(new BigDecimal(actual)) == 0;
        } catch (NumberFormatException text) {
            return false;
        }
    }

    private static String notUnderstood() {
        return "expected something that is not understood";
    }

    /// The value that a field has, empty where there is no such field.
    private interface Actual {
        Optional<String> of(String field);
    }
}
