package dev.plumbline.adapter.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What the broker says to what it is asked, as tables: every message of it is in them. See [Table].
class EngineTest {
    private static final Habits ALWAYS_PENDING = new Habits(0, 0, 1000, 0, 10, 10);
    private static final Habits ALWAYS_TOO_LATE = new Habits(0, 0, 0, 1000, 0, 0);
    private static final Habits ALWAYS_REJECTED = new Habits(1000, 0, 0, 0, 0, 0);
    private static final Habits PENDING_NEW = new Habits(0, 1000, 0, 0, 0, 0);

    @Test
    void theBetterPriceTradesFirstThenTheOlderOrder() {
        plain("""
                > new A sell 100 ACME 100.10
                < A New New 100/0/100
                > new B sell 100 ACME 100.00
                < B New New 100/0/100
                > new C sell 100 ACME 100.00
                < C New New 100/0/100
                > new D buy 250 ACME 100.20
                < D New New 250/0/250
                < D Trade PartiallyFilled 250/100/150 100@100 E-5     -- at the price that rested
                < B Trade Filled 100/100/0 100@100 E-6
                < D Trade PartiallyFilled 250/200/50 100@100 E-7
                < C Trade Filled 100/100/0 100@100 E-8
                < D Trade Filled 250/250/0 50@100.1 E-9
                < A Trade PartiallyFilled 100/50/50 50@100.1 E-10
                """);
    }

    @Test
    void whatIsLeftOfALimitOrderRestsAndOtherSymbolsAreOtherBooks() {
        plain("""
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                > new B buy 100 ZINC 100.00
                < B New New 100/0/100
                > new C buy 300 ACME 100.00 GTC ACC2
                < C New New 300/0/300
                < C Trade PartiallyFilled 300/100/200 100@100 E-4
                < A Trade Filled 100/100/0 100@100 E-5
                > new D sell 200 ACME 99.00
                < D New New 200/0/200
                < D Trade Filled 200/200/0 200@100 E-7
                < C Trade Filled 300/300/0 200@100 E-8
                """);
    }

    @Test
    void marketAndImmediateOrdersTakeWhatThereIsAndEnd() {
        plain("""
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                > new B buy 150 ACME mkt
                < B New New 150/0/150
                < B Trade PartiallyFilled 150/100/50 100@100 E-3
                < A Trade Filled 100/100/0 100@100 E-4
                < B Canceled Canceled 150/100/0
                > new C sell 100 ACME 100.00
                < C New New 100/0/100
                > new D buy 150 ACME 100.00 IOC
                < D New New 150/0/150
                < D Trade PartiallyFilled 150/100/50 100@100 E-8
                < C Trade Filled 100/100/0 100@100 E-9
                < D Canceled Canceled 150/100/0
                """);
    }

    @Test
    void fillOrKillIsFilledWholeOrNotAtAll() {
        plain("""
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                > new B sell 100 ACME 100.10
                < B New New 100/0/100
                > new C buy 200 ACME 100.00 FOK       -- only 100 at its price
                < C New New 200/0/200
                < C Canceled Canceled 200/0/0
                > new D buy 200 ACME 100.10 FOK
                < D New New 200/0/200
                < D Trade PartiallyFilled 200/100/100 100@100 E-6
                < A Trade Filled 100/100/0 100@100 E-7
                < D Trade Filled 200/200/0 100@100.1 E-8
                < B Trade Filled 100/100/0 100@100.1 E-9
                """);
    }

    @Test
    void whatCannotBeIsRejectedWithItsReason() {
        plain("""
                > new A buy 100 ACME 100.00 Day NOBODY
                < A Rejected Rejected 100/0/0 UNKNOWN_ACCOUNT
                > new B buy 100 NONE 100.00
                < B Rejected Rejected 100/0/0 UNKNOWN_SYMBOL
                > new C buy 0 ACME 100.00
                < C Rejected Rejected 0/0/0 INCORRECT_QUANTITY
                > new D buy 0.5 ACME 100.00
                < D Rejected Rejected 0.5/0/0 INCORRECT_QUANTITY
                > new E buy 100 ACME 100.001
                < E Rejected Rejected 100/0/0 OTHER                   -- no multiple of the tick
                > new F buy 100 ZINC 12.344
                < F New New 100/0/100                                 -- whose tick is finer
                > new G buy 100 ACME 100.00 OPG
                < G Rejected Rejected 100/0/0 UNSUPPORTED
                > new H buy 2000000000 ACME 100.00
                < H Rejected Rejected 2000000000/0/0 EXCEEDS_LIMIT
                > new F buy 500 ZINC 12.344
                < F Rejected New 100/0/100 DUPLICATE_ORDER            -- how the first one stands (FIX 4.4 F.1.a)
                """);
    }

    @Test
    void theBrokerMayRejectAsItLikesOrSayPendingNewFirst() {
        new Table(ALWAYS_REJECTED).play("""
                > new A buy 100 ACME 100.00
                < A Rejected Rejected 100/0/0 BROKER_OPTION
                """);
        new Table(PENDING_NEW).play("""
                > new A buy 100 ACME 100.00
                < A PendingNew PendingNew 100/0/100
                < A New New 100/0/100
                """);
    }

    @Test
    void aCancelEndsTheOrderOrIsRejected() {
        plain("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > cancel B X
                < B of X CancelReject UNKNOWN_ORDER Rejected
                > cancel A A
                < A of A CancelReject DUPLICATE_CLORDID New
                > cancel C A
                < C of A Canceled Canceled 100/0/0
                > cancel D A
                < D of A CancelReject TOO_LATE Canceled
                > new C buy 100 ACME 100.00
                < C Rejected Rejected 100/0/0 DUPLICATE_ORDER         -- the id of the cancel
                > new E sell 100 ACME 100.00
                < E New New 100/0/100                                 -- A is not there any more
                """);
    }

    @Test
    void aReplaceKeepsItsPlaceOnlyWhereItAsksForLess() {
        plain("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > new B buy 100 ACME 100.00
                < B New New 100/0/100
                > replace A2 A 60 100.00
                < A2 of A Replaced New 60/0/60
                > new C sell 60 ACME 100.00
                < C New New 60/0/60
                < C Trade Filled 60/60/0 60@100 E-5
                < A2 Trade Filled 60/60/0 60@100 E-6                  -- still first
                > new D buy 100 ACME 100.00
                < D New New 100/0/100
                > replace B2 B 200 100.00
                < B2 of B Replaced New 200/0/200
                > new E sell 100 ACME 100.00
                < E New New 100/0/100
                < E Trade Filled 100/100/0 100@100 E-10
                < D Trade Filled 100/100/0 100@100 E-11               -- B2 went to the end
                """);
    }

    @Test
    void aReplaceMayTradeAtItsNewPriceAndEndsAtWhatWasExecuted() {
        plain("""
                > new A buy 1000 ACME 100.00
                < A New New 1000/0/1000
                > new B sell 400 ACME 100.05
                < B New New 400/0/400
                > replace A2 A 1000 100.05
                < A2 of A Replaced New 1000/0/1000
                < A2 Trade PartiallyFilled 1000/400/600 400@100.05 E-4
                < B Trade Filled 400/400/0 400@100.05 E-5
                > replace A3 A2 1000 100.001
                < A3 of A2 CancelReject BROKER_OPTION PartiallyFilled
                > replace A4 A3 1000 100.00
                < A4 of A3 CancelReject UNKNOWN_ORDER Rejected        -- A3 never came into force
                > replace A5 A2 300 100.05
                < A5 of A2 Replaced Filled 400/400/0                  -- FIX 4.4 C.3.c: asked 300, gets 400
                > replace A6 A5 900 100.05
                < A6 of A5 CancelReject TOO_LATE Filled
                """);
    }

    @Test
    void whileACancelIsPendingTheOrderStillTrades() {
        new Table(ALWAYS_PENDING).play("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > cancel C A
                < C of A PendingCancel PendingCancel 100/0/100
                > new B sell 60 ACME 100.00
                < B New New 60/0/60
                < B Trade Filled 60/60/0 60@100 E-4
                < A Trade PendingCancel 100/60/40 60@100 E-5
                > wait 9
                > wait 1
                < C of A Canceled Canceled 100/60/0
                """);
    }

    @Test
    void aPendingCancelOfAnOrderThatIsFilledMeanwhileIsTooLate() {
        new Table(ALWAYS_PENDING).play("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > cancel C A
                < C of A PendingCancel PendingCancel 100/0/100
                > new B sell 100 ACME 100.00
                < B New New 100/0/100
                < B Trade Filled 100/100/0 100@100 E-4
                < A Trade PendingCancel 100/100/0 100@100 E-5         -- PendingCancel outranks Filled
                > settle
                < C of A CancelReject TOO_LATE Filled
                """);
    }

    @Test
    void requestsBehindAPendingOneWaitTheirTurn() {
        new Table(ALWAYS_PENDING).play("""
                > new A buy 1000 ACME 100.00
                < A New New 1000/0/1000
                > replace B A 800 100.00
                < B of A PendingReplace PendingReplace 1000/0/1000
                > replace C B 700 100.00                              -- optimistic: B is not in force yet (FIX 4.4 D.2.a)
                > cancel D A
                > status C
                < A of C OrderStatus PendingReplace 1000/0/1000
                > wait 10
                < B of A Replaced New 800/0/800
                < C of B PendingReplace PendingReplace 800/0/800
                > wait 10
                < C of B Replaced New 700/0/700
                < D of C PendingCancel PendingCancel 700/0/700
                > wait 10
                < D of C Canceled Canceled 700/0/0
                """);
    }

    @Test
    void theMarketMayBeFasterThanACancel() {
        new Table(ALWAYS_TOO_LATE).play("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > cancel B A
                < A Trade Filled 100/100/0 100@100 E-2
                < B of A CancelReject TOO_LATE Filled
                > new C sell 100 ACME 100.00
                < C New New 100/0/100                                 -- A does not trade twice
                """);
    }

    @Test
    void aQuestionIsAnsweredWithHowTheOrderStands() {
        plain("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > status A
                < A OrderStatus New 100/0/100
                > replace B A 200 100.00
                < B of A Replaced New 200/0/200
                > status A
                < B of A OrderStatus New 200/0/200
                > status X
                < X OrderStatus Rejected 0/0/0 UNKNOWN_ORDER
                """);
    }

    @Test
    void aBustOpensAFilledOrderAgain() {
        plain("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > new B sell 100 ACME 100.00 IOC
                < B New New 100/0/100
                < B Trade Filled 100/100/0 100@100 E-3
                < A Trade Filled 100/100/0 100@100 E-4
                > bust E-4
                < A TradeCancel New 100/0/100 ref E-4
                > bust E-3
                < B TradeCancel New 100/0/100 ref E-3
                < B Canceled Canceled 100/0/0                         -- an IOC order cannot wait
                > new C sell 30 ACME 100.00
                < C New New 30/0/30
                < C Trade Filled 30/30/0 30@100 E-9
                < A Trade PartiallyFilled 100/30/70 30@100 E-10
                """);
    }

    @Test
    void aBustOfACanceledOrderDoesNotOpenIt() {
        plain("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > new B sell 50 ACME 100.00
                < B New New 50/0/50
                < B Trade Filled 50/50/0 50@100 E-3
                < A Trade PartiallyFilled 100/50/50 50@100 E-4
                > cancel C A
                < C of A Canceled Canceled 100/50/0
                > bust E-4
                < A TradeCancel Canceled 100/0/0 ref E-4
                """);
    }

    @Test
    void aCorrectionNamesTheOneBeforeItAndCarriesTheWholeQuantity() {
        plain("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > new B sell 100 ACME 100.00
                < B New New 100/0/100
                < B Trade Filled 100/100/0 100@100 E-3
                < A Trade Filled 100/100/0 100@100 E-4
                > correct E-4 80 99.90
                < A TradeCorrect PartiallyFilled 100/80/20 80@99.9 E-5 ref E-4
                > correct E-4 100 99.95
                < A TradeCorrect Filled 100/100/0 100@99.95 E-6 ref E-5
                > bust E-4
                < A TradeCancel New 100/0/100 ref E-6
                """);
    }

    @Test
    void whatCannotBeBustedOrCorrectedIsSaid() {
        var table = new Table(Habits.PLAIN);
        table.play("""
                > new A buy 100 ACME 100.00
                < A New New 100/0/100
                > new B sell 100 ACME 100.00
                < B New New 100/0/100
                < B Trade Filled 100/100/0 100@100 E-3
                < A Trade Filled 100/100/0 100@100 E-4
                """);
        assertThatThrownBy(() -> table.play("> correct E-4 101 100")).hasMessageContaining("cannot hold 101");
        assertThatThrownBy(() -> table.play("> bust E-9")).hasMessageContaining("no execution E-9");
    }

    private static void plain(String table) {
        new Table(Habits.PLAIN).play(table);
    }
}
