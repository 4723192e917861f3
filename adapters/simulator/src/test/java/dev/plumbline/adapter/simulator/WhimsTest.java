package dev.plumbline.adapter.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// What the broker does unasked, each deed alone and always, as tables: see [Table]. The seed is 1.
class WhimsTest {
    private static final int ALWAYS = 1000;

    @Test
    void aTradeIsBustedAndTheOrderIsOpenAgain() {
        play(chaos(ALWAYS, 0, 0, 0, 0, 0, 0, 0), """
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                > new B buy 40 ACME 100.00 IOC
                < B New New 40/0/40
                < B Trade Filled 40/40/0 40@100 E-3
                < A Trade PartiallyFilled 100/40/60 40@100 E-4
                < B TradeCancel New 40/0/40 ref E-3
                < B Canceled Canceled 40/0/0                      -- it cannot rest
                < A TradeCancel New 100/0/100 ref E-4
                """);
    }

    @Test
    void aTradeIsCorrectedAndTheOrderMayTradeAgain() {
        play(chaos(0, ALWAYS, 0, 0, 0, 0, 0, 0), """
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                > new B buy 40 ACME 100.00
                < B New New 40/0/40
                < B Trade Filled 40/40/0 40@100 E-3
                < A Trade PartiallyFilled 100/40/60 40@100 E-4
                < B TradeCorrect PartiallyFilled 40/30/10 30@100 E-5 ref E-3
                < B Trade Filled 40/40/0 10@100 E-6               -- open again, so it trades
                < A Trade PartiallyFilled 100/50/50 10@100 E-7
                < A TradeCorrect PartiallyFilled 100/50/50 40@99.93 E-8 ref E-4
                """);
    }

    @Test
    void anOrderEndsThoughNobodyAsked() {
        play(chaos(0, 0, 0, ALWAYS, 0, 0, 0, 0), """
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                < A Canceled Canceled 100/0/0
                > new B sell 100 ACME 100.00
                < B New New 100/0/100
                < B Expired Expired 100/0/0
                """);
    }

    @Test
    void anOrderGetsOtherTermsThoughNobodyAsked() {
        play(chaos(0, 0, 0, 0, ALWAYS, 0, 0, 0), """
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                < A Restated New 79/0/79
                > new B sell 100 ACME 100.00
                < B New New 100/0/100
                < B Restated New 38/0/38
                > new C sell 1 ACME 100.00
                < C New New 1/0/1
                < C Restated New 1/0/1                            -- another price
                """);
    }

    @Test
    void whatIsOverIsFilledAllTheSame() {
        play(chaos(0, 0, 0, 0, 0, ALWAYS, 0, 0), """
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                > cancel X A
                < X of A Canceled Canceled 100/0/0
                < A Trade Canceled 100/34/0 34@100 E-3
                > new B buy 100 ACME 100.00 IOC
                < B New New 100/0/100
                < B Canceled Canceled 100/0/0
                < B Trade Canceled 100/1/0 1@100 E-6
                """);
    }

    @Test
    void anOrderIsFilledBeyondItsQuantity() {
        play(chaos(0, 0, 0, 0, 0, 0, ALWAYS, 0), """
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                > new B buy 40 ACME 100.00
                < B New New 40/0/40
                < B Trade Filled 40/40/0 40@100 E-3
                < A Trade PartiallyFilled 100/40/60 40@100 E-4
                < B Trade Filled 40/65/0 25@100 E-5
                > wait 1
                < B Trade Filled 40/74/0 9@100 E-6                -- what a deed leads to comes a moment later
                """);
    }

    @Test
    void somethingIsSaidThatChangesNothing() {
        play(chaos(0, 0, 0, 0, 0, 0, 0, ALWAYS), """
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                < A Trade New 100/0/100                           -- of nothing
                > new C sell 100 ACME 100.00
                < C New New 100/0/100
                < C Trade New 100/0/100
                > new D sell 100 ACME 100.00
                < D New New 100/0/100
                < D OrderStatus New 100/0/100
                """);
    }

    @Test
    void nothingIsDoneUnaskedOnceTheDayIsOver() {
        play(chaos(0, 0, 0, ALWAYS, 0, 0, 0, 0), """
                > settle
                > new A sell 100 ACME 100.00
                < A New New 100/0/100
                """);
    }

    @Test
    void figuresThatCannotBeAreRefusedByName() {
        assertThatThrownBy(() -> chaos(1001, 0, 0, 0, 0, 0, 0, 0))
                .hasMessage("bustPerMille is 1001: give a share per thousand, 0 to 1000");
        assertThatThrownBy(() -> new Chaos(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0))
                .hasMessage("soonMs is -1: give milliseconds, 0 or more");
        assertThatThrownBy(() -> Chaos.named("mild"))
                .hasMessage("chaos 'mild' is not known: give none, rough or hostile");
    }

    private static Chaos chaos(
            int bust, int correct, int again, int end, int restate, int lateFill, int overfill, int remark) {
        return new Chaos(bust, correct, again, end, restate, lateFill, overfill, remark, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private static void play(Chaos chaos, String table) {
        new Table(Habits.PLAIN, chaos).play(table);
    }
}
