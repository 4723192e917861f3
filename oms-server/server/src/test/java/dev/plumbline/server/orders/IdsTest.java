package dev.plumbline.server.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.plumbline.core.ClOrdID;

class IdsTest {
    private static final long NOW = 1_795_348_800_000L;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 35, 36, 255, 1295})
    void carriesItsShard(int shard) {
        var ids = new Ids(shard, NOW);
        for (int i = 0; i < 100; i++) assertThat(Ids.shardOf(ids.next())).isEqualTo(shard);
    }

    @Test
    void isShortAndFresh() {
        var ids = new Ids(255, NOW);
        assertThat(ids.next().value()).hasSizeLessThanOrEqualTo(20).isNotEqualTo(ids.next().value());
        assertThat(new Ids(255, NOW + 1).next()).isNotEqualTo(new Ids(255, NOW).next());
        assertThat(new Ids(254, NOW).next()).isNotEqualTo(new Ids(255, NOW).next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0A12-7", "02FOO-BAR", "20261122-000017", "0aabcdefgh-1", "00MI7W1234", "00MI7W1234-",
        "00MI7W1234-1-2", "550e8400-e29b-41d4-a716-446655440000"})
    void takesNoStrangersIdForOneOfOurs(String value) {
        assertThat(Ids.shardOf(new ClOrdID(value))).isEqualTo(-1);
    }
}
