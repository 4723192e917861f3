package dev.plumbline.adapter.dialect;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How one broker's FIX differs from the book, as data (design rule 15). Immutable; found by [Dialects]. It says what
/// differs and does nothing itself: the adapter that decodes and encodes reads it. Not for what the standard leaves
/// open, such as ids that mean none of their own kind, or fields that may be missing: decoding allows for that anyway.
///
/// @param description one line, for a list
/// @param executions what tells us of executions
/// @param execID which part of an ExecID(17) is the execution's key
/// @param orderQty what OrderQty(38) means on a replace and on reports
/// @param cumQty what CumQty(14) counts
/// @param filledOfZero what a trade of LastQty 0 and CumQty 0 is that says Filled
/// @param ordStatus OrdStatus(39) as this broker writes it, to FIX's code
/// @param execType ExecType(150) as this broker writes it, to FIX's code
/// @param ignoreReports ExecutionReports with one of these fields are remarks: they say nothing about the order
/// @param noID values that mean "no id" in an id field
/// @param origClOrdID what our cancels and replaces name
/// @param requestFields by MsgType(35), the fields that our messages carry besides; empty text leaves one out
/// @param transactTimeZone in which the broker writes TransactTime(60); UTC by the book
/// @param transactTimePrecision with which we write TransactTime(60)
public record Dialect(
        String name,
        String description,
        Executions executions,
        ExecIDs execID,
        OrderQty orderQty,
        CumQty cumQty,
        FilledOfZero filledOfZero,
        Map<String, Character> ordStatus,
        Map<String, Character> execType,
        List<Field> ignoreReports,
        Set<String> noID,
        OrigClOrdID origClOrdID,
        Map<String, Map<Integer, String>> requestFields,
        ZoneId transactTimeZone,
        Precision transactTimePrecision) {

    /// FIX 4.4 by the book: what each key means where a profile does not state it. The file `standard-4.4.yaml` says
    /// the same in full; this is here so that the standard costs no reading.
    public static final Dialect STANDARD = new Dialect(
            "standard-4.4",
            "FIX 4.4 by the book; also called 'standard'",
            Executions.REPORTED,
            new ExecIDs.Whole(),
            OrderQty.TOTAL,
            CumQty.TOTAL,
            FilledOfZero.REMARK,
            Map.of(),
            Map.of(),
            List.of(new Field(442, "2")),
            Set.of("0", "-1", "NONE", "UNKNOWN", "none", "unknown", "None", "Unknown"),
            OrigClOrdID.ACCEPTED,
            Map.of(),
            ZoneOffset.UTC,
            Precision.MILLIS);

    public enum Executions {
        /// Each has a report of its own.
        REPORTED,
        /// There are no reports of single executions: each advance of CumQty is one, at what AvgPx says it cost.
        CUMULATIVE
    }

    /// Which part of an ExecID is the execution's key.
    public sealed interface ExecIDs {
        /// All of it.
        record Whole() implements ExecIDs {}

        /// The last `length` characters, in ExecID(17) and in ExecRefID(19), which holds no more than these.
        record Suffix(int length) implements ExecIDs {}

        /// What stands before the last dot. The number behind it counts the corrections, and the highest stands.
        record Version() implements ExecIDs {}
    }

    public enum OrderQty {
        /// All that was ordered, executed or not.
        TOTAL,
        /// What is to remain after the replace; on reports what remains, or once remained.
        REMAINING
    }

    public enum CumQty {
        /// All that was executed of the order.
        TOTAL,
        /// What was executed today, as DayCumQty(425) is by the book: good-till orders begin each day at 0.
        DAY
    }

    public enum FilledOfZero {
        /// No execution, whatever the report calls itself.
        REMARK,
        /// The whole order was executed, and the broker does not fill in the figures.
        WHOLE_ORDER
    }

    public enum OrigClOrdID {
        /// The id that the command names.
        ACCEPTED,
        /// The id of the last order or replace that we sent and that was not rejected, accepted or not.
        OPTIMISTIC
    }

    public enum Precision {
        SECONDS,
        MILLIS,
        MICROS,
        NANOS
    }

    /// A field with this very value.
    public record Field(int tag, String value) {
        @Override
        public String toString() {
            return tag + "=" + value;
        }
    }

    public Dialect {
        ordStatus = Map.copyOf(ordStatus);
        execType = Map.copyOf(execType);
        ignoreReports = List.copyOf(ignoreReports);
        noID = Set.copyOf(noID);
        requestFields = Map.copyOf(requestFields);
    }

    /// The fields of one of our messages, by tag; empty text leaves one out.
    public Map<Integer, String> requestFields(String msgType) {
        return requestFields.getOrDefault(msgType, Map.of());
    }

    /// This dialect with those request fields of `standard` that it says nothing about: FIX 4.2 requires HandlInst(21)
    /// whatever else a broker does.
    public Dialect overFieldsOf(Dialect standard) {
        var fields = new LinkedHashMap<String, Map<Integer, String>>(requestFields);
        standard.requestFields.forEach((msgType, more) -> {
            var both = new LinkedHashMap<>(more);
            both.putAll(requestFields(msgType));
            fields.put(msgType, Map.copyOf(both));
        });
        return new Dialect(
                name, description, executions, execID, orderQty, cumQty, filledOfZero, ordStatus, execType,
                ignoreReports, noID, origClOrdID, fields, transactTimeZone, transactTimePrecision);
    }
}
