package dev.plumbline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The load is what it says it is, and its checks see what is missing.
class CoreLoadTest {
    private final CoreLoad load = new CoreLoad();

    @Test
    void fillsEveryOrderAndBooksNoDuplicate() {
        var book = load.book();
        for (int chunk = 0; chunk < CoreLoad.CHUNKS; chunk++) {
            load.make(chunk);
            load.report(book);
        }
        load.check(book);
        assertThat(book.counts().duplicate()).isEqualTo(CoreLoad.DUPLICATES);
        assertThat(book.positions()).hasSize(2_000);
    }

    @Test
    void anOrderThatIsNotFilledIsNoticed() {
        assertThatThrownBy(() -> load.check(load.acceptedOrders())).hasMessageContaining("not filled");
    }
}
