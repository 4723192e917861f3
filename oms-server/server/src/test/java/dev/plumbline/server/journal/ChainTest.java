package dev.plumbline.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class ChainTest {
    private final Chain chain = new Chain();

    private static ByteBuffer bytes(String entry) {
        return ByteBuffer.wrap(Buffer.buffer(entry).getBytes());
    }

    private static String hex(Buffer hash) {
        return HexFormat.of().formatHex(hash.getBytes());
    }

    /// As `(head -c 32 /dev/zero; printf one) | sha256sum` says, and so on with that hash before `two`.
    @Test
    void eachHashCoversTheOneBefore() {
        assertThat(hex(chain.next(3, 1, bytes("one")))).isEqualTo(ONE);
        assertThat(hex(chain.next(3, 2, bytes("two")))).isEqualTo(TWO);
        assertThat(chain.head(3).seq()).isEqualTo(2);
        assertThat(hex(chain.head(3).hash())).isEqualTo(TWO);
    }

    @Test
    void eachShardHasItsOwn() {
        var one = chain.next(1, 1, bytes("same"));
        assertThat(chain.next(2, 1, bytes("same"))).isEqualTo(one);
        assertThat(chain.head(3)).isEqualTo(Chain.BEGINNING);
    }

    @Test
    void goesOnWhereItIsTold() {
        chain.next(1, 1, bytes("one"));
        var second = chain.next(1, 2, bytes("two"));
        var other = new Chain();
        other.begin(1, new Chain.Head(1, Buffer.buffer(HexFormat.of().parseHex(ONE))));
        assertThat(other.next(1, 2, bytes("two"))).isEqualTo(second);
    }

    @Test
    void noNumberIsLeftOutAndNoneUsedTwice() {
        chain.next(1, 1, bytes("one"));
        assertThatThrownBy(() -> chain.next(1, 1, bytes("two"))).hasMessage("input 1 of shard 1 follows 1");
        assertThatThrownBy(() -> chain.next(1, 3, bytes("two"))).hasMessage("input 3 of shard 1 follows 1");
        assertThatThrownBy(() -> chain.next(2, 2, bytes("two"))).hasMessage("input 2 of shard 2 follows 0");
    }

    private static final String ONE = "4e233ba6ac7032d3894ecea5974fd96176e564b024af45747eb46357af8d2401";
    private static final String TWO = "b9f0cc527d38ea48d83c4c438121181ab01d99e83415306be2ac88792c40a8f3";
}
