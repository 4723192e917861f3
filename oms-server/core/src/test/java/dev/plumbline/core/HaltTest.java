package dev.plumbline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The kill switch: what a halt forbids and what it lets pass, and who may pull and release it.
class HaltTest {
    private static final long AT = 1_793_284_267_000_000_000L;
    private static final String SINCE = "since 2026-10-29 14:31:07 UTC: prices are wrong";
    private static final BrokerSession OTHER_SESSION = new BrokerSession("OTHER");
    private static final Account OTHER_ACCOUNT = new Account("ACC2");
    private static final Symbol SAP = new Symbol("SAP");

    private static final Rules RULES = rules(ReleaseBy.SECOND_PERSON);

    private final Book book = new Book();
    private long inputs;

    private static Rules rules(ReleaseBy releaseBy) {
        return new Rules(
                Set.of(Wire.SESSION, OTHER_SESSION), Set.of(Wire.ACCOUNT, OTHER_ACCOUNT),
                Map.of(Wire.IBM, Px.of(100), SAP, Px.of(80)), Qty.of(10_000), Money.of("5000000"), Warnings.USUAL, releaseBy);
    }

    /// What is halted, the new order, and what halts it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            all            | ACC1 | IBM | BROKER | all trading
            account ACC1   | ACC1 | IBM | BROKER | account ACC1
            account ACC1   | ACC2 | IBM | BROKER | ''
            symbol IBM     | ACC2 | IBM | OTHER  | symbol IBM
            symbol IBM     | ACC1 | SAP | BROKER | ''
            session BROKER | ACC1 | SAP | BROKER | broker session BROKER
            session BROKER | ACC1 | IBM | OTHER  | ''
            """)
    void aNewOrderInTheScopeIsRefused(String halted, String account, String symbol, String session, String by) {
        pull(halted, "maria");
        var enter = new Command.Enter(
                new ClOrdID("N"), new BrokerSession(session), new Account(account), new Symbol(symbol), Side.BUY,
                Qty.of(10), OrdType.LIMIT, Px.of(100), TimeInForce.DAY, AT);
        assertThat(book.decide(enter, RULES)).isEqualTo(by.isEmpty()
                ? new Decision.Accepted()
                : new Decision.Refused(Refusal.HALTED, by + " is halted by maria " + SINCE));
        assertThat(book.haltAgainst(enter).isEmpty()).isEqualTo(by.isEmpty());
    }

    /// The order is of 1,000 at 100, a stop is hit at 100. What it would become, and how that raises its risk.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUY        | LIMIT  | 1000 | 100 | ''
            BUY        | LIMIT  | 1000 | ''  | ''
            BUY        | LIMIT  | 999  | 100 | ''
            BUY        | LIMIT  | 1001 | 100 | OrderQty would rise from 1,000 to 1,001
            BUY        | LIMIT  | 1000 | 99  | ''
            BUY        | LIMIT  | 500  | 101 | the price would go from 100 to 101
            SELL       | LIMIT  | 1000 | 101 | ''
            SELL       | LIMIT  | 1000 | 99  | the price would go from 100 to 99
            SELL_SHORT | LIMIT  | 1000 | 99  | the price would go from 100 to 99
            SELL_SHORT | LIMIT  | 1000 | 101 | ''
            BUY        | STOP   | 1000 | 99  | the price would go from 100 to 99
            BUY        | STOP   | 1000 | 101 | the price would go from 100 to 101
            BUY        | STOP   | 900  | 100 | ''
            SELL       | MARKET | 900  | ''  | ''
            SELL       | MARKET | 1100 | ''  | OrderQty would rise from 1,000 to 1,100
            SELL       | MARKET | 1000 | 90  | the price would go from none to 90
            """)
    void aReplaceThatRaisesRiskIsRefused(Side side, OrdType type, String qty, String price, String raised) {
        entered(side, type);
        pull("all", "maria");
        var replace = new Command.Replace(
                new ClOrdID("R"), new ClOrdID("A"), Qty.of(qty), price.isEmpty() ? Px.NONE : Px.of(price), AT);
        assertThat(book.decide(replace, RULES)).isEqualTo(raised.isEmpty()
                ? new Decision.Accepted()
                : new Decision.Refused(Refusal.HALTED, "all trading is halted by maria " + SINCE + "; " + raised));
        assertThat(book.haltAgainst(replace).isEmpty()).isEqualTo(raised.isEmpty());
    }

    /// Nobody knows yet whether the broker takes what is in flight.
    @Test
    void whatIsInFlightIsNoMeasureOfRisk() {
        entered(Side.BUY, OrdType.LIMIT);
        book.sent(++inputs, new Command.Replace(new ClOrdID("R"), new ClOrdID("A"), Qty.of(2_000), Px.of(100), AT), false);
        pull("all", "maria");
        var replace = new Command.Replace(new ClOrdID("S"), new ClOrdID("A"), Qty.of(1_500), Px.of(100), AT);
        assertThat(book.decide(replace, RULES)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void cancelsAndQuestionsPass() {
        entered(Side.BUY, OrdType.LIMIT);
        pull("all", "maria");
        pull("symbol IBM", "maria");
        var cancel = new Command.Cancel(new ClOrdID("C"), new ClOrdID("A"), AT);
        assertThat(book.decide(cancel, RULES)).isEqualTo(new Decision.Accepted());
        assertThat(book.haltAgainst(cancel)).isEmpty();
        assertThat(book.decide(new Command.Status(new ClOrdID("A"), AT), RULES)).isEqualTo(new Decision.Accepted());
    }

    /// One list decides and explains: a dry run says the same, in its place, and is silent while nothing is halted.
    @Test
    void aDryRunSaysIt() {
        entered(Side.BUY, OrdType.LIMIT);
        var lower = new Command.Replace(ClOrdID.NONE, new ClOrdID("A"), Qty.of(500), Px.of(100), AT);
        var raise = new Command.Replace(ClOrdID.NONE, new ClOrdID("A"), Qty.of(2_000), Px.of(100), AT);
        assertThat(book.checks(raise, RULES, Door.OPEN)).extracting(Check::rule).doesNotContain("Halt");
        pull("account ACC1", "maria");
        assertThat(book.checks(lower, RULES, Door.OPEN))
                .contains(new Check("Halt", Verdict.PASS, "account ACC1 is halted; this raises no risk"));
        assertThat(book.checks(raise, RULES, Door.OPEN)).extracting(Check::rule)
                .containsSubsequence("Order", "Quantity", "Price", "Halt", "Max qty", "Connection");
    }

    /// What is malformed is told first, then the halt, then the limits.
    @Test
    void itHasItsPlaceAmongTheReasons() {
        pull("all", "maria");
        assertThat(why(enter("0", "100"))).isEqualTo(Refusal.BAD_QUANTITY);
        assertThat(why(enter("99999", "100"))).isEqualTo(Refusal.HALTED);
        release("all", "ben");
        assertThat(why(enter("99999", "100"))).isEqualTo(Refusal.MAX_ORDER_QTY);
    }

    @Test
    void theOldestOfSeveralIsTold() {
        pull("symbol IBM", "maria");
        pull("all", "ben");
        assertThat(book.decide(enter("10", "100"), RULES)).isEqualTo(
                new Decision.Refused(Refusal.HALTED, "symbol IBM is halted by maria " + SINCE));
        release("symbol IBM", "ben");
        assertThat(book.decide(enter("10", "100"), RULES)).isEqualTo(
                new Decision.Refused(Refusal.HALTED, "all trading is halted by ben " + SINCE));
    }

    @Test
    void pulledAgainTheFirstStands() {
        assertThat(pull("all", "maria").outcome()).isEqualTo(Outcome.APPLIED);
        var again = pull("all", "ben");
        assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(again.reason()).isEqualTo("already so: all trading is halted by maria " + SINCE);
        assertThat(book.halts()).extracting(Halt::by).containsExactly("maria");
    }

    /// Who pulled, who would release, the policy, and what is wrong with it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            maria | ben     | SECOND_PERSON | ''
            maria | maria   | SECOND_PERSON | 'pulled by maria: a second person has to release it, from a console under another name'
            maria | ' MARIA' | SECOND_PERSON | 'pulled by maria: a second person has to release it, from a console under another name'
            maria | ''      | SECOND_PERSON | a release needs a name: say who you are
            maria | maria   | ANYONE        | ''
            """)
    void aSecondPersonReleases(String pulledBy, String releasedBy, ReleaseBy policy, String wrong) {
        pull("all", pulledBy);
        var release = new KillSwitch.Release(Halt.EVERYTHING, releasedBy, AT, AT);
        assertThat(book.decide(release, rules(policy))).isEqualTo(wrong.isEmpty()
                ? new Decision.Accepted()
                : new Decision.Refused(Refusal.SECOND_PERSON, wrong));
    }

    /// Two release the same: what was pulled again in between is another halt, which the second of them has not seen.
    @Test
    void aReleaseMeansTheHaltThatItNamesAndNoneThatCameLater() {
        pull("all", "maria");
        release("all", "ben");
        var later = new Halt(Halt.EVERYTHING, "maria", "again", AT + 1);
        book.switched(new KillSwitch.Pull(Halt.EVERYTHING, "maria", "again", AT + 1));
        var late = new KillSwitch.Release(Halt.EVERYTHING, "ben", AT, AT + 2);
        var why = "it was halted again since, which is another halt: " + later.words();
        for (var policy : ReleaseBy.values())
            assertThat(book.decide(late, rules(policy))).isEqualTo(new Decision.Refused(Refusal.HALTED_ANEW, why));
        assertThat(book.switched(late)).isEqualTo(Result.of(Outcome.DUPLICATE, why));
        assertThat(book.halts()).containsExactly(later);
        var seen = new KillSwitch.Release(Halt.EVERYTHING, "ben", AT + 1, AT + 2);
        assertThat(book.decide(seen, RULES)).isEqualTo(new Decision.Accepted());
        assertThat(book.switched(seen).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(book.halts()).isEmpty();
    }

    @Test
    void whatIsNotHaltedIsNotReleased() {
        pull("symbol IBM", "maria");
        assertThat(book.decide(new KillSwitch.Release(Halt.EVERYTHING, "ben", AT, AT), RULES)).isEqualTo(
                new Decision.Refused(Refusal.NOT_HALTED, "all trading is not halted: there is nothing to release"));
    }

    @ParameterizedTest
    @CsvSource({
        "account ACC9, UNKNOWN_ACCOUNT, 'no account ''ACC9''; there is ACC1, ACC2'",
        "symbol IMB, UNKNOWN_SYMBOL, 'no symbol ''IMB''; there is IBM, SAP'",
        "session B, UNKNOWN_SESSION, 'no broker session ''B''; there is BROKER, OTHER'",
    })
    void whatThereIsNotIsNotHalted(String scope, Refusal why, String text) {
        var pull = new KillSwitch.Pull(scope(scope), "maria", "", AT);
        assertThat(book.decide(pull, RULES)).isEqualTo(new Decision.Refused(why, text));
    }

    @Test
    void aPullWithoutNameAndReasonHaltsAllTheSame() {
        var pull = new KillSwitch.Pull(Halt.EVERYTHING, "", " ", AT);
        assertThat(book.decide(pull, RULES)).isEqualTo(new Decision.Accepted());
        book.switched(pull);
        assertThat(book.halts().getFirst().words()).isEqualTo("all trading is halted by somebody without a name"
                + " since 2026-10-29 14:31:07 UTC: no reason was given");
    }

    @Test
    void aReasonIsCut() {
        assertThat(new Halt(Halt.EVERYTHING, "maria", "x".repeat(500), AT).reason()).hasSize(Halt.REASON_MAX);
        assertThat(new Halt(Halt.EVERYTHING, "maria", "x" + "\uD83D\uDE80".repeat(300), AT).reason())
                .as("no half of a pair").hasSize(Halt.REASON_MAX - 1);
    }

    /// The same acts make the same halts, done again from the first or going on from a state in between.
    @Property(tries = 200)
    void replayed(@ForAll long seed) {
        var random = new Random(seed);
        var recorded = new ArrayList<Recorded>();
        for (int i = 1; i <= 20; i++) recorded.add(new Recorded(i, "", new Recorded.Switched(act(random))));
        var once = new Book();
        var results = recorded.stream().map(one -> one.into(once)).toList();
        var again = new Book();
        int cut = random.nextInt(recorded.size());
        for (var one : recorded.subList(0, cut)) one.into(again);
        var restored = Book.of(CostMethod.AVERAGE_COST, Integer.MAX_VALUE, again.state());
        for (int i = cut; i < recorded.size(); i++) assertThat(recorded.get(i).into(restored)).isEqualTo(results.get(i));
        assertThat(restored.state()).isEqualTo(once.state());
        assertThat(restored.counts().inputs()).isEqualTo(20);
        assertThat(restored.decide(enter("10", "100"), RULES)).isEqualTo(once.decide(enter("10", "100"), RULES));
    }

    private static KillSwitch act(Random random) {
        var scope = scope(List.of("all", "account ACC1", "symbol IBM", "session BROKER").get(random.nextInt(4)));
        var by = random.nextBoolean() ? "maria" : "ben";
        return random.nextInt(3) > 0
                ? new KillSwitch.Pull(scope, by, "reason " + random.nextInt(9), random.nextInt(1_000))
                : new KillSwitch.Release(scope, by, random.nextInt(1_000), random.nextInt(1_000));
    }

    private void entered(Side side, OrdType type) {
        var px = type == OrdType.MARKET ? Px.NONE : Px.of(100);
        book.sent(++inputs, new Command.Enter(
                new ClOrdID("A"), Wire.SESSION, Wire.ACCOUNT, Wire.IBM, side, Qty.of(1_000), type, px, TimeInForce.DAY, 1),
                false);
    }

    private static Command enter(String qty, String price) {
        return new Command.Enter(
                new ClOrdID("N"), Wire.SESSION, Wire.ACCOUNT, Wire.IBM, Side.BUY, Qty.of(qty), OrdType.LIMIT, Px.of(price),
                TimeInForce.DAY, AT);
    }

    private Refusal why(Command command) {
        return ((Decision.Refused) book.decide(command, RULES)).why();
    }

    private Result pull(String scope, String by) {
        return book.switched(new KillSwitch.Pull(scope(scope), by, "prices are wrong", AT));
    }

    private void release(String scope, String by) {
        book.switched(new KillSwitch.Release(scope(scope), by, AT, AT));
    }

    private static Halt.Scope scope(String words) {
        var name = words.substring(words.indexOf(' ') + 1);
        return switch (words.split(" ")[0]) {
            case "account" -> new Halt.Scope.OfAccount(new Account(name));
            case "symbol" -> new Halt.Scope.OfSymbol(new Symbol(name));
            case "session" -> new Halt.Scope.OfSession(new BrokerSession(name));
            default -> Halt.EVERYTHING;
        };
    }
}
