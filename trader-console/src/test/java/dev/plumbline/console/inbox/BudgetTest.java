package dev.plumbline.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a pulse may take, by how long ago the last one was.
class BudgetTest {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Budget budget = new Budget();

    @BeforeEach
    void firstPulse() {
        budget.of(0);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "16, 4", "17, 4", "40, 10", "60, 15", "100, 25", "5000, 25"})
    void isAQuarterOfTheTimeBetweenPulses(long sinceLastMs, long budgetMs) {
        assertThat(budget.of(sinceLastMs * NANOS_PER_MS) / NANOS_PER_MS).isEqualTo(budgetMs);
        assertThat(budget.of(sinceLastMs * NANOS_PER_MS + 16 * NANOS_PER_MS)).isEqualTo(Budget.LEAST_NANOS);
    }
}
