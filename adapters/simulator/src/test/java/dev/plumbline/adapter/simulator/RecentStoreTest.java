package dev.plumbline.adapter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class RecentStoreTest {
    @Test
    void theOldestMessagesGoWhenItIsFull() throws Exception {
        var store = new RecentStore(3);
        for (int i = 1; i <= 5; i++) store.set(i, "message " + i);
        assertThat(between(store, 1, 5)).containsExactly("message 3", "message 4", "message 5");
        assertThat(between(store, 4, 4)).containsExactly("message 4");
    }

    @Test
    void aResetForgetsMessagesAndNumbers() throws Exception {
        var store = new RecentStore(3);
        store.set(1, "message 1");
        store.setNextSenderMsgSeqNum(2);
        store.reset();
        assertThat(between(store, 1, 9)).isEmpty();
        assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(1);
    }

    private static List<String> between(RecentStore store, int first, int last) {
        var found = new ArrayList<String>();
        store.get(first, last, found);
        return found;
    }
}
