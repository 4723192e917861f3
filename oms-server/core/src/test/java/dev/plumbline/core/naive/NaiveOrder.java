package dev.plumbline.core.naive;

import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.News;
import dev.plumbline.core.OrdStatus;
import dev.plumbline.core.Qty;
import dev.plumbline.core.Report;
import dev.plumbline.core.Side;
import dev.plumbline.core.TimeInForce;

/// One order, from the messages that are about it. Nothing but what many questions need is worked out beforehand.
final class NaiveOrder {
    private static final long DAY = 86_400_000_000_000L;

    private final List<Command> commands;
    private final List<Report> reports;
    private final List<Report> waiting;
    private final List<String> chain;
    private final String orderID;
    private final List<NaiveExecutions.Fill> executions;

    /// @param commands ours, in the order sent; the new order among them where it is ours
    /// @param reports the broker's that count, in the order of arrival
    /// @param waiting those that do not count yet: they say which order it is, and no more
    NaiveOrder(List<Command> commands, List<Report> reports, List<Report> waiting) {
        this.commands = commands;
        this.reports = reports;
        this.waiting = waiting;
        chain = idsInForce();
        orderID = lastOrderID();
        executions = NaiveExecutions.of(reports);
    }

    List<String> chain() {
        return chain;
    }

    String orderID() {
        return orderID;
    }

    List<NaiveExecutions.Fill> executions() {
        return executions;
    }

    /// Ours, or told of with all that makes an order (rule 9).
    boolean exists() {
        return entered().isPresent() || adopting().findAny().isPresent();
    }

    private Stream<Report> adopting() {
        return Stream.concat(reports.stream(), waiting.stream()).filter(NaiveOrder::adopts);
    }

    private static boolean adopts(Report report) {
        return isExecutionReport(report) && NaiveBook.describesAnOrder(report.told());
    }

    private Optional<Command.Enter> entered() {
        return commands.stream().filter(Command.Enter.class::isInstance).map(Command.Enter.class::cast).findFirst();
    }

    boolean isExternal() {
        return entered().isEmpty();
    }

    private Report description() {
        return adopting().findFirst().orElseThrow();
    }

    String account() {
        return entered().map(Command.Enter::account).orElseGet(() -> description().told().account()).value();
    }

    String symbol() {
        return entered().map(Command.Enter::symbol).orElseGet(() -> description().told().symbol()).value();
    }

    Side side() {
        return entered().map(Command.Enter::side).orElseGet(() -> description().told().side());
    }

    private boolean isGoodTill() {
        return entered().map(Command.Enter::timeInForce).orElseGet(this::toldTimeInForce).isGoodTill();
    }

    private TimeInForce toldTimeInForce() {
        return description().told().timeInForce();
    }

    // ---- ids and terms (rule 8)

    /// The id of the order itself; of an order from outside the one that no report says came after another.
    private String firstID() {
        if (entered().isPresent()) return entered().get().clOrdID().value();
        var named = Stream.concat(reports.stream(), waiting.stream())
                .filter(NaiveOrder::isExecutionReport)
                .sorted(Comparator.comparingLong(Report::transactTime))
                .flatMap(report -> Stream.of(report.origClOrdID(), report.clOrdID()))
                .filter(id -> !id.isNone())
                .map(ClOrdID::value)
                .toList();
        for (var id : named) if (!isRequest(id)) return id;
        return named.isEmpty() ? "" : named.getFirst();
    }

    private boolean isRequest(String id) {
        return reports.stream().anyMatch(report -> id.equals(report.clOrdID().value()) && answersRequest(report.news()))
                || commands.stream().anyMatch(
                        command -> !(command instanceof Command.Enter) && command.clOrdID().value().equals(id));
    }

    private static boolean answersRequest(News news) {
        return news instanceof News.PendingCancel
                || news instanceof News.PendingReplace
                || news instanceof News.Replaced
                || news instanceof News.CancelRejected;
    }

    /// The first id and those of the accepted replaces, in the order in which they were asked for.
    private List<String> idsInForce() {
        var chain = new ArrayList<>(List.of(firstID()));
        for (var command : commands)
            if (command instanceof Command.Replace && isReplaced(command.clOrdID().value()))
                chain.add(command.clOrdID().value());
        byTime(report -> report.news() instanceof News.Replaced)
                .map(report -> report.clOrdID().value())
                .filter(id -> !chain.contains(id))
                .forEach(chain::add);
        return chain;
    }

    /// Told so, or shown under that id with the terms that were asked for (rule 10).
    private boolean isReplaced(String id) {
        return about(id).anyMatch(report -> report.news() instanceof News.Replaced
                || report.news() instanceof News.OrderStatus && hasTermsAskedFor(report));
    }

    private boolean hasTermsAskedFor(Report answer) {
        return commands.stream().anyMatch(command -> command instanceof Command.Replace replace
                && replace.clOrdID().equals(answer.clOrdID())
                && replace.orderQty().equals(answer.told().orderQty()));
    }

    String inForce() {
        return chain.getLast();
    }

    /// What was agreed on last under the id in force, by the broker's clock; before that, what was asked for.
    BigDecimal orderQty() {
        var told = byTime(report -> namesTheIDInForce(report) && isAgreement(report))
                .map(report -> report.told().orderQty())
                .filter(Qty::isStated)
                .toList();
        if (!told.isEmpty()) return number(told.getLast());
        return asked().or(this::firstTold).map(NaiveOrder::number).orElse(ZERO);
    }

    private boolean namesTheIDInForce(Report report) {
        return report.clOrdID().value().equals(inForce()) || report.clOrdID().isNone() && inForce().equals(firstID());
    }

    private boolean isAgreement(Report report) {
        return report.news() instanceof News.Replaced
                || report.news() instanceof News.Restated
                || report.news() instanceof News.New && inForce().equals(firstID());
    }

    /// Of an order from outside nobody knows what was asked for.
    private Optional<Qty> firstTold() {
        return Stream.concat(reports.stream(), waiting.stream())
                .filter(report -> isExecutionReport(report) && report.told().orderQty().isStated())
                .sorted(Comparator.comparingLong(Report::transactTime))
                .map(report -> report.told().orderQty())
                .findFirst();
    }

    private Optional<Qty> asked() {
        for (var command : commands) {
            if (!command.clOrdID().value().equals(inForce())) continue;
            if (command instanceof Command.Enter enter) return Optional.of(enter.orderQty()).filter(Qty::isStated);
            if (command instanceof Command.Replace replace) return Optional.of(replace.orderQty()).filter(Qty::isStated);
        }
        return Optional.empty();
    }

    /// Of several OrderIDs the one that was first heard last, by the broker's clock. What is told of an id that is no
    /// longer in force, or not yet, may name another (rule 8).
    private String lastOrderID() {
        var heard = firstHeard(report -> !isOfAnotherID(report));
        if (heard.isEmpty()) heard = firstHeard(_ -> true);
        return heard.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse("");
    }

    private boolean isOfAnotherID(Report report) {
        var id = report.clOrdID().value();
        return isOld(id) || isReplace(id) && !chain.contains(id);
    }

    private boolean isOld(String id) {
        return chain.contains(id) && !id.equals(inForce());
    }

    private boolean isReplace(String id) {
        return about(id).anyMatch(report -> report.news() instanceof News.PendingReplace)
                || commands.stream().anyMatch(
                        command -> command instanceof Command.Replace && command.clOrdID().value().equals(id));
    }

    private Map<String, Long> firstHeard(Predicate<Report> wanted) {
        var first = new HashMap<String, Long>();
        byTime(report -> isExecutionReport(report) && !report.orderID().isNone() && wanted.test(report))
                .forEach(report -> first.putIfAbsent(report.orderID().value(), report.transactTime()));
        return first;
    }

    // ---- quantities (rules 2 and 3)

    List<NaivePosition.Traded> traded() {
        return executions.stream()
                .filter(NaiveExecutions.Fill::stands)
                .map(fill -> new NaivePosition.Traded(
                        fill.transactTime(), fill.execID(), side().isBuy() ? fill.qty() : fill.qty().negate(), fill.px()))
                .toList();
    }

    BigDecimal cumQty() {
        return NaiveExecutions.cumQty(executions);
    }

    /// The highest CumQty that the broker tells, of those it has not taken back by a later bust or correction.
    BigDecimal toldCumQty() {
        long takenBack = byTime(report -> report.news() instanceof News.TradeCancel || report.news() instanceof News.TradeCorrect)
                .mapToLong(Report::transactTime)
                .max()
                .orElse(Long.MIN_VALUE);
        return reports.stream()
                .filter(report -> isExecutionReport(report) && report.transactTime() >= takenBack)
                .map(report -> report.told().cumQty())
                .filter(Qty::isStated)
                .map(NaiveOrder::number)
                .max(Comparator.naturalOrder())
                .orElse(ZERO);
    }

    BigDecimal unexplainedQty() {
        return toldCumQty().subtract(cumQty()).max(ZERO);
    }

    private BigDecimal executedQty() {
        return toldCumQty().max(cumQty());
    }

    BigDecimal leavesQty() {
        boolean nothingToCome = isOver() || isCalculated() || isDoneForDay() && !isGoodTill();
        return nothingToCome ? ZERO : orderQty().subtract(executedQty()).max(ZERO);
    }

    /// To 8 decimals, half even.
    BigDecimal avgPx() {
        var cumQty = cumQty();
        if (cumQty.signum() == 0) return ZERO;
        var notional = ZERO;
        for (var fill : executions) if (fill.stands()) notional = notional.add(fill.qty().multiply(fill.px()));
        return notional.divide(cumQty, 8, RoundingMode.HALF_EVEN);
    }

    boolean isOverfilled() {
        return cumQty().compareTo(orderQty()) > 0;
    }

    // ---- status, by precedence (rule 1)

    OrdStatus ordStatus() {
        if (!isOver() && isPending(OrdStatus.PENDING_CANCEL)) return OrdStatus.PENDING_CANCEL;
        if (!isOver() && isPending(OrdStatus.PENDING_REPLACE)) return OrdStatus.PENDING_REPLACE;
        if (isDoneForDay()) return OrdStatus.DONE_FOR_DAY;
        if (isCalculated()) return OrdStatus.CALCULATED;
        if (isFilled()) return OrdStatus.FILLED;
        if (!isOver() && isTold(News.Stopped.class)) return OrdStatus.STOPPED;
        if (!isOver() && isSuspended()) return OrdStatus.SUSPENDED;
        if (ends(OrdStatus.CANCELED)) return OrdStatus.CANCELED;
        if (ends(OrdStatus.EXPIRED)) return OrdStatus.EXPIRED;
        if (isOver()) return OrdStatus.REJECTED;
        if (executedQty().signum() > 0) return OrdStatus.PARTIALLY_FILLED;
        return isAcknowledged() ? OrdStatus.NEW : OrdStatus.PENDING_NEW;
    }

    private boolean isFilled() {
        return executedQty().signum() > 0 && executedQty().compareTo(orderQty()) >= 0;
    }

    private boolean isCalculated() {
        return isTold(News.Calculated.class);
    }

    private boolean isTold(Class<? extends News> news) {
        return reports.stream().anyMatch(report -> news.isInstance(report.news()));
    }

    /// Reported pending, or unanswered while an answer to our question says so (rule 10), and neither done nor refused.
    private boolean isPending(OrdStatus status) {
        return Stream.concat(reportedPending(status), askedAndPending(status))
                .anyMatch(id -> !isReplaced(id) && about(id).noneMatch(NaiveOrder::isAnswer));
    }

    private Stream<String> reportedPending(OrdStatus status) {
        return reports.stream()
                .filter(report -> status == OrdStatus.PENDING_CANCEL
                        ? report.news() instanceof News.PendingCancel
                        : report.news() instanceof News.PendingReplace)
                .map(report -> report.clOrdID().value());
    }

    private Stream<String> askedAndPending(OrdStatus status) {
        return commands.stream()
                .filter(command -> status == OrdStatus.PENDING_CANCEL
                        ? command instanceof Command.Cancel
                        : command instanceof Command.Replace)
                .filter(command -> reports.stream().anyMatch(report -> report.news() instanceof News.OrderStatus
                        && report.told().ordStatus() == status
                        && report.transactTime() >= command.at()))
                .map(command -> command.clOrdID().value());
    }

    private static boolean isAnswer(Report report) {
        return switch (report.news()) {
            case News.Replaced _, News.Canceled _, News.CancelRejected _ -> true;
            case News.RequestRejected(var refMsgType, _) -> !refMsgType.equals("H");
            default -> false;
        };
    }

    /// Rule 11: it rests until it is restated, or, where it lives over the night, trades or is told to work on a later
    /// day.
    private boolean isDoneForDay() {
        long rested = latest(report -> report.news() instanceof News.DoneForDay);
        if (rested == Long.MIN_VALUE) return false;
        return rested > latest(report -> report.news() instanceof News.Restated)
                && reports.stream().noneMatch(report -> isGoodTill()
                        && (report.news() instanceof News.Trade || isToldToWork(report))
                        && report.transactTime() / DAY > rested / DAY);
    }

    /// Until it is restated, or told to work again.
    private boolean isSuspended() {
        long held = latest(report -> report.news() instanceof News.Suspended);
        return held > latest(report -> report.news() instanceof News.Restated || isToldToWork(report));
    }

    /// What a bust says of its trade is none of the order's, see [#endToldBy].
    private static boolean isToldToWork(Report report) {
        return isExecutionReport(report)
                && !(report.news() instanceof News.TradeCancel)
                && !(report.news() instanceof News.TradeCorrect)
                && (report.told().ordStatus() == OrdStatus.NEW || report.told().ordStatus() == OrdStatus.PARTIALLY_FILLED);
    }

    private boolean isAcknowledged() {
        return reports.stream().anyMatch(NaiveOrder::acknowledges);
    }

    private static boolean acknowledges(Report report) {
        return switch (report.news()) {
            case News.New _, News.Trade _, News.TradeCancel _, News.TradeCorrect _, News.Replaced _, News.DoneForDay _,
                    News.Suspended _, News.Stopped _, News.Calculated _, News.Restated _, News.Triggered _,
                    News.Canceled _, News.Expired _, News.PendingCancel _, News.PendingReplace _ -> true;
            case News.Rejected _, News.OrderStatus _, News.Remark _ -> isOfALivingOrder(report.told().ordStatus());
            default -> false;
        };
    }

    private static boolean isOfALivingOrder(OrdStatus told) {
        return switch (told) {
            case NEW, PARTIALLY_FILLED, FILLED, DONE_FOR_DAY, CALCULATED, STOPPED, SUSPENDED, PENDING_CANCEL,
                    PENDING_REPLACE -> true;
            case CANCELED, EXPIRED, REJECTED, PENDING_NEW, ACCEPTED_FOR_BIDDING, EVENT_CODE, NONE -> false;
        };
    }

    // ---- the end (rules 4, 6, 7 and 8)

    boolean isOver() {
        return ends(OrdStatus.CANCELED) || ends(OrdStatus.EXPIRED) || ends(OrdStatus.REJECTED);
    }

    private boolean ends(OrdStatus how) {
        return reports.stream().anyMatch(report -> endToldBy(report) == how && !isSuperseded(report));
    }

    private OrdStatus endToldBy(Report report) {
        return switch (report.news()) {
            case News.Canceled _ -> OrdStatus.CANCELED;
            case News.Expired _ -> OrdStatus.EXPIRED;
            case News.Rejected _ -> report.told().ordStatus() == OrdStatus.REJECTED ? OrdStatus.REJECTED : OrdStatus.NONE;
            case News.CancelRejected _ -> OrdStatus.NONE;
            case News.RequestRejected(var refMsgType, _) ->
                refMsgType.equals("D") && report.clOrdID().value().equals(firstID()) ? OrdStatus.REJECTED : OrdStatus.NONE;
            case News.OrderStatus _ -> isOfNow(report) ? report.told().ordStatus() : OrdStatus.NONE;
            // The OrdStatus of a bust speaks of the trade at some venues (39=H, 39=4 with 20=1).
            case News.TradeCancel _, News.TradeCorrect _ -> OrdStatus.NONE;
            default -> report.told().ordStatus();
        };
    }

    /// Rule 6: of the id in force, and no older than our last request.
    private boolean isOfNow(Report answer) {
        return answer.clOrdID().value().equals(inForce())
                && commands.stream().noneMatch(command -> command.at() > answer.transactTime());
    }

    /// Of an OrderID that gave way to the one there is now.
    private boolean isSuperseded(Report report) {
        if (report.orderID().isNone() || report.orderID().value().equals(orderID)) return false;
        var first = firstHeard(_ -> true);
        return isOld(report.clOrdID().value()) || first.get(report.orderID().value()) < first.get(orderID);
    }

    // ---- the messages

    private Stream<Report> about(String id) {
        return reports.stream().filter(report -> report.clOrdID().value().equals(id));
    }

    private Stream<Report> byTime(Predicate<Report> wanted) {
        return reports.stream().filter(wanted).sorted(Comparator.comparingLong(Report::transactTime));
    }

    private long latest(Predicate<Report> wanted) {
        return reports.stream().filter(wanted).mapToLong(Report::transactTime).max().orElse(Long.MIN_VALUE);
    }

    static boolean isExecutionReport(Report report) {
        return !(report.news() instanceof News.CancelRejected) && !(report.news() instanceof News.RequestRejected);
    }

    private static BigDecimal number(Qty qty) {
        return NaiveBook.number(qty.unscaled(), qty.scale());
    }

    /// As a trader would write it down.
    @Override
    public String toString() {
        return String.join(",", chain) + " " + ordStatus().label() + " orderQty=" + plain(orderQty()) + " cumQty="
                + plain(cumQty()) + " leavesQty=" + plain(leavesQty()) + " avgPx=" + plain(avgPx())
                + " unexplainedQty=" + plain(unexplainedQty()) + " OrderID=" + orderID
                + (isExternal() ? " EXTERNAL" : "") + " " + executionsText();
    }

    private String executionsText() {
        return executions.stream()
                .map(fill -> fill.execID() + " " + plain(fill.qty()) + "@" + plain(fill.px()) + " " + fill.state())
                .sorted()
                .toList()
                .toString();
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
