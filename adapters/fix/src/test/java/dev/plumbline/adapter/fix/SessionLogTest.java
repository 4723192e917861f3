package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.plumbline.journal.Durability;
import dev.plumbline.journal.MemoryDisk;

class SessionLogTest {
    /// In power mode the number that is expected waits for the next flush, so it stands before the message in the log:
    /// seed 116 of the simulation answered a resend request with nothing.
    @ParameterizedTest
    @EnumSource
    void whatIsSentAgainIsWhatWasSent(Durability durability) throws Exception {
        try (var log = SessionLog.open(new MemoryDisk(), durability, () -> 1)) {
            log.sent(1, "one");
            log.nextTarget(2);
            log.nextTarget(3);
            log.sent(2, "two");
            log.nextTarget(4);
            log.sent(3, "three");

            assertThat(messages(log)).containsExactly("1 one", "2 two", "3 three");
        }
    }

    /// A crash may come before anybody has heard of it: seed 5428 of the simulation waited for an answer to what never left.
    @Test
    void whatWasGivenUpIsKnownAfterACrash() throws Exception {
        var disk = new MemoryDisk();
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 1)) {
            log.sent(1, "8=FIX.4.4\00135=D\00111=LEFT\001");
            log.sent(2, "8=FIX.4.4\00135=D\00111=GIVEN-UP\001");
            log.giveUp(2);
        }
        try (var log = SessionLog.open(disk.afterKill(false, _ -> 0), Durability.PROCESS, () -> 2)) {
            assertThat(log.hasGivenUp("GIVEN-UP")).isTrue();
            assertThat(log.hasGivenUp("LEFT")).isFalse();
        }
    }

    /// In any part, with those left out that never left and what the log has between them.
    @Test
    void aPartIsTheMessagesOfThatPart() throws Exception {
        try (var log = SessionLog.open(new MemoryDisk(), Durability.PROCESS, () -> 1)) {
            for (int number = 1; number <= 6; number++) {
                log.sent(number, "m" + number);
                log.nextTarget(number + 1);
            }
            log.giveUp(3);
            log.sent(6, "m6 anew");
            var part = new ArrayList<String>();
            log.messages(2, 6, (number, message) -> part.add(number + " " + message));
            assertThat(part).containsExactly("2 m2", "4 m4", "5 m5", "6 m6 anew");
            log.messages(7, 9, (number, message) -> part.add(number + " " + message));
            assertThat(part).hasSize(4);
        }
    }

    /// The first file says when the numbers began, and may say which of the broker's was expected: both outlive it. Without that
    /// the next run began at 1 again.
    @Test
    void whatStoodInTheOldestFileIsKnownWhenItIsGone() throws Exception {
        var disk = new MemoryDisk();
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 1_000_000, 3)) {
            log.nextTarget(77);
            for (int number = 1; number <= 40; number++) log.sent(number, number + " " + "x".repeat(1 << 20));
            assertThat(disk.files()).doesNotContain("0000000000000000001.log");
        }
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 2_000_000, 3)) {
            assertThat(log.nextSender()).isEqualTo(41);
            assertThat(log.nextTarget()).isEqualTo(77);
            assertThat(log.createdAtMs()).isEqualTo(1);
            log.sent(41, "41");
            assertThat(messages(log)).extracting(message -> message.substring(0, 2)).containsExactly("39", "40", "41");
        }
    }

    /// It says nothing of what was sent before its oldest record, however old the session is.
    @Test
    void ofACommandFromBeforeTheOldestFileNothingIsCertain() throws Exception {
        var disk = new MemoryDisk();
        var now = new AtomicLong(1);
        try (var log = SessionLog.open(disk, Durability.PROCESS, now::get, 1)) {
            for (int number = 1; number <= 40; number++) {
                now.set(number);
                log.sent(number, "8=FIX.4.4\00135=D\00111=C" + number + "\00158=" + "x".repeat(1 << 20) + "\001");
            }
        }
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 100, 1)) {
            assertThat(log.mayHaveSent("C1", 1)).isTrue();
            assertThat(log.mayHaveSent("NEVER", 5)).isTrue();
            assertThat(log.mayHaveSent("NEVER", 41)).isFalse();
        }
    }

    private static List<String> messages(SessionLog log) throws Exception {
        var messages = new ArrayList<String>();
        log.messages(1, Integer.MAX_VALUE, (number, message) -> messages.add(number + " " + message));
        return messages;
    }
}
