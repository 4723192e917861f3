package dev.plumbline.console.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Qty;

/// What a person sees and hears of what happens, with time as an argument.
class BurstsTest {
    private final Bursts bursts = new Bursts();

    private void fill(String order, String symbol, int qty, long now) {
        bursts.fill(new OrderKey(order), symbol, Qty.of(qty), "▲ BUY " + qty + " " + symbol, now);
    }

    private List<String> shown(long now) {
        return bursts.toasts(now).stream().map(toast -> toast.label() + " " + toast.text()).toList();
    }

    @Test
    void oneFillIsToldWhole() {
        fill("C1", "NVDA", 300, 0);
        assertThat(shown(400)).as("waits for more").isEmpty();
        assertThat(shown(500)).containsExactly("● FILL ▲ BUY 300 NVDA");
        assertThat(shown(5_999)).hasSize(1);
        assertThat(shown(6_000)).isEmpty();
    }

    @Test
    void aBurstOfFillsIsOneLineAndOneSoundASecond() {
        for (int i = 0; i < 12; i++) fill("C" + i % 4, List.of("NVDA", "SAP", "TSLA").get(i % 3), 100 * (i + 1), i * 100);
        assertThat(shown(1_200)).containsExactly("● FILL 12 fills, 4 orders · 2,200 NVDA, 2,600 SAP …");
        assertThat(bursts.takeSounds()).containsExactly(Sound.FILL, Sound.FILL);
        assertThat(bursts.takeSounds()).isEmpty();
    }

    @Test
    void afterAPauseTheCountBeginsAnew() {
        fill("C1", "NVDA", 300, 0);
        fill("C1", "NVDA", 300, 2_000);
        assertThat(shown(2_500)).containsExactly("● FILL 2 fills, 1 order · 600 NVDA");
        fill("C1", "NVDA", 100, 4_001);
        assertThat(shown(4_501)).containsExactly("● FILL ▲ BUY 100 NVDA");
    }

    @Test
    void aStreamWithoutAPauseIsToldInParts() {
        for (int ms = 0; ms <= 10_000; ms += 1_000) fill("C1", "NVDA", 100, ms);
        assertThat(shown(10_000)).containsExactly("● FILL 11 fills, 1 order · 1,100 NVDA");
        fill("C1", "NVDA", 100, 11_000);
        assertThat(shown(11_500)).containsExactly("● FILL ▲ BUY 100 NVDA");
    }

    @Test
    void rejectsOfOthersWaitForMoreAndOwnOnesDoNot() {
        bursts.reject("NVDA", "C1: no locate", false, 0);
        bursts.reject("SAP", "C2: too late", true, 0);
        assertThat(shown(0)).containsExactly("✖ REJECT C2: too late");
        bursts.reject("NVDA", "C3: no locate", false, 100);
        bursts.reject("SAP", "C4: no locate", false, 200);
        assertThat(shown(600)).containsExactly("✖ REJECT C2: too late", "✖ REJECT 3 rejects · NVDA, SAP");
        assertThat(shown(60_000)).as("one's own stays").containsExactly("✖ REJECT C2: too late");
        assertThat(bursts.takeSounds()).containsExactly(Sound.REJECT);
    }

    @Test
    void aWarningVanishesAndAnAlertStaysUntilSeen() {
        bursts.alert("sequence gap", false, 0);
        assertThat(shown(0)).containsExactly("⚠ WARN sequence gap");
        assertThat(shown(6_000)).isEmpty();
        bursts.alert("late fill", true, 7_000);
        bursts.alert("overfill", true, 60_000);
        assertThat(shown(100_000)).containsExactly("✖ ALERT 2 alerts · overfill");
        bursts.dismiss(bursts.toasts(100_000).getFirst().id());
        assertThat(shown(100_000)).isEmpty();
    }

    @Test
    void anAlertIsToldBeforeTheWarningsThatComeAfterIt() {
        bursts.alert("all trading is halted", true, 0);
        bursts.alert("a fill came late", false, 100);
        assertThat(shown(1_000)).containsExactly("✖ ALERT 2 alerts · all trading is halted");
    }

    @Test
    void aLostLineStaysUntilItIsBack() {
        bursts.lost("NYLON", "NYLON is DOWN", 0);
        bursts.lost("LISBON", "LISBON is DOWN", 10);
        assertThat(shown(60_000)).containsExactly("✖ LOST 2 connections lost · NYLON, LISBON");
        bursts.back("LISBON", "LISBON is up again", 61_000);
        assertThat(shown(120_000)).containsExactly("✖ LOST Still lost: NYLON");
        bursts.back("NYLON", "NYLON is up again", 130_000);
        assertThat(shown(130_000)).containsExactly("● BACK NYLON is up again");
        assertThat(shown(136_000)).isEmpty();
        assertThat(bursts.takeSounds()).containsExactly(Sound.CONNECTION_LOST);
    }

    @Test
    void atMostThreeAreShownTheWorstFirst() {
        fill("C1", "NVDA", 300, 0);
        bursts.reject("NVDA", "C9", false, 0);
        bursts.alert("late fill", true, 0);
        bursts.reject("SAP", "C2", true, 0);
        bursts.lost("NYLON", "NYLON is DOWN", 0);
        assertThat(shown(500)).containsExactly("✖ LOST NYLON is DOWN", "✖ REJECT C2", "✖ ALERT late fill");
    }
}
