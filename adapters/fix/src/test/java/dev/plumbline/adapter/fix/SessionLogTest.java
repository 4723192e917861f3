package dev.plumbline.adapter.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
        try (var log = SessionLog.open(new MemoryDisk(), durability, () -> 1, 1_000, Copying.none())) {
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
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 1, 1_000, Copying.none())) {
            log.sent(1, "8=FIX.4.4\00135=D\00111=LEFT\001");
            log.sent(2, "8=FIX.4.4\00135=D\00111=GIVEN-UP\001");
            log.giveUp(2);
        }
        try (var log = SessionLog.open(disk.afterKill(false, _ -> 0), Durability.PROCESS, () -> 2, 1_000, Copying.none())) {
            assertThat(log.hasGivenUp("GIVEN-UP")).isTrue();
            assertThat(log.hasGivenUp("LEFT")).isFalse();
        }
    }

    /// In any part, with those left out that never left and what the log has between them.
    @Test
    void aPartIsTheMessagesOfThatPart() throws Exception {
        try (var log = SessionLog.open(new MemoryDisk(), Durability.PROCESS, () -> 1, 1_000, Copying.none())) {
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
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 1_000_000, 3, Copying.none())) {
            log.nextTarget(77);
            for (int number = 1; number <= 40; number++) log.sent(number, number + " " + "x".repeat(1 << 20));
            assertThat(disk.files()).doesNotContain("0000000000000000001.log");
        }
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 2_000_000, 3, Copying.none())) {
            assertThat(log.nextSender()).isEqualTo(41);
            assertThat(log.nextTarget()).isEqualTo(77);
            assertThat(log.createdAtMs()).isEqualTo(1);
            log.sent(41, "41");
            assertThat(messages(log)).extracting(message -> message.substring(0, 2)).containsExactly("39", "40", "41");
        }
    }

    /// However old the session is. Each file holds one message here.
    @Test
    void ofACommandFromBeforeTheOldestFileNothingIsCertain() throws Exception {
        var disk = new MemoryDisk();
        var now = new AtomicLong(1);
        try (var log = SessionLog.open(disk, Durability.PROCESS, now::get, 2, Copying.none())) {
            for (int number = 1; number <= 6; number++) {
                now.set(number);
                log.sent(number, "8=FIX.4.4\00135=D\00111=C" + number + "\00158=" + "x".repeat(16 << 20) + "\001");
            }
        }
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 100, 2, Copying.none())) {
            assertThat(log.mayHaveSent("C1", 1)).isTrue();
            assertThat(log.mayHaveSent("NEVER", 4)).isTrue();
            assertThat(log.mayHaveSent("NEVER", 6)).isFalse();
        }
    }

    private static SessionLog open(MemoryDisk disk, Copies copies) throws Exception {
        return open(disk, copies, 1_000);
    }

    private static SessionLog open(MemoryDisk disk, Copies copies, int kept) throws Exception {
        return open(disk, copying(copies), kept);
    }

    private static SessionLog open(MemoryDisk disk, Copying copying, int kept) throws Exception {
        return SessionLog.open(disk, Durability.PROCESS, () -> 1, kept, copying);
    }

    private static Copying copying(Copies copies) {
        return new Copying("TEST", copies, () -> true);
    }

    private static void awaitCopied(Copying copying) {
        Desk.await(() -> copying.copied() == copying.last());
    }

    /// One server, another, and the first again, whose folder is not the newest then.
    @Test
    void aLogGoesOnFromItsCopiesWhateverTheFolderHas() throws Exception {
        var copies = new Copies();
        var mine = new MemoryDisk();
        try (var log = open(mine, copies)) {
            log.sent(1, "one");
            log.sent(2, "two");
            log.giveUp(2);
            log.nextTarget(5);
        }
        try (var log = open(new MemoryDisk(), copies)) {
            assertThat(messages(log)).containsExactly("1 one");
            assertThat(log.isGivenUp(2)).isTrue();
            assertThat(log.nextTarget()).isEqualTo(5);
            log.sent(3, "three");
            log.nextTarget(6);
        }
        try (var log = open(mine, copies)) {
            assertThat(log.nextSender()).isEqualTo(4);
            assertThat(log.nextTarget()).isEqualTo(6);
            assertThat(messages(log)).containsExactly("1 one", "3 three");
        }
        try (var log = SessionLog.open(mine, Durability.PROCESS, () -> 2, 1_000, Copying.none())) {
            assertThat(messages(log)).as("the folder by itself").containsExactly("1 one", "3 three");
        }
    }

    /// It need not be read: what is damaged here may be whole elsewhere.
    @Test
    void aDamagedFolderIsReplaced() throws Exception {
        var copies = new Copies();
        try (var log = open(new MemoryDisk(), copies)) {
            log.sent(1, "one");
        }
        var damaged = new MemoryDisk();
        try (var file = damaged.create("0000000000000000001.log")) {
            file.append(java.nio.ByteBuffer.wrap(new byte[100]));
        }
        try (var log = open(damaged, copies)) {
            assertThat(messages(log)).containsExactly("1 one");
        }
    }

    @Test
    void whatTheFolderHasIsCopiedWhereThereIsNothing() throws Exception {
        var disk = new MemoryDisk();
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 1, 1_000, Copying.none())) {
            for (int number = 1; number <= 2_500; number++) log.sent(number, "m" + number);
            log.nextTarget(9);
        }
        var copies = new Copies();
        open(disk, copies, 5_000).close();
        try (var log = open(new MemoryDisk(), copies, 5_000)) {
            assertThat(messages(log)).hasSize(2_500).startsWith("1 m1").endsWith("2500 m2500");
            assertThat(log.nextTarget()).isEqualTo(9);
        }
    }

    /// A server that ended while it copied its folder, so that another does not take a part for all.
    @Test
    void copiesThatAreNotWholeCountForNothing() throws Exception {
        var disk = new MemoryDisk();
        try (var log = SessionLog.open(disk, Durability.PROCESS, () -> 1, 1_000, Copying.none())) {
            log.sent(1, "one");
        }
        var copies = new Copies();
        open(new MemoryDisk(), copies).close();
        copies.loseLast();
        try (var log = open(disk, copies)) {
            assertThat(messages(log)).containsExactly("1 one");
            log.sent(2, "two");
        }
        try (var log = open(new MemoryDisk(), copies)) {
            assertThat(messages(log)).containsExactly("1 one", "2 two");
        }
    }

    /// Whether it is there or not: it is put again, and what follows is put behind it.
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatCannotBeCopiedIsPutAgain(Copies.Failure failure) throws Exception {
        var copies = new Copies();
        var copying = copying(copies);
        try (var log = open(new MemoryDisk(), copying, 10)) {
            awaitCopied(copying);
            copies.failure = failure;
            long before = copying.copied();
            log.sent(1, "one");
            log.sent(2, "two");
            log.nextTarget(2);
            Desk.await(copying::isFailing);
            assertThat(copying.copied()).isEqualTo(before);
            assertThat(copies.contain("two") && !copies.contain("one")).isFalse();

            copies.failure = Copies.Failure.NONE;
            awaitCopied(copying);
            assertThat(copying.isFailing()).isFalse();
        }
        try (var log = open(new MemoryDisk(), copies)) {
            assertThat(messages(log)).containsExactly("1 one", "2 two");
            assertThat(log.nextTarget()).isEqualTo(2);
        }
    }

    /// Each put waits for another server: what comes meanwhile goes with the next one.
    @Test
    void whatWaitsIsCopiedAtOnceAndInItsOrder() throws Exception {
        var copies = new Copies();
        var copying = copying(copies);
        try (var log = open(new MemoryDisk(), copying, 10_000)) {
            awaitCopied(copying);
            var gate = copies.hold();
            int puts = copies.puts.get();
            for (int number = 1; number <= 2_000; number++) log.sent(number, "m" + number);
            gate.countDown();
            awaitCopied(copying);
            assertThat(copies.puts.get() - puts).isLessThanOrEqualTo(3);
        }
        try (var log = open(new MemoryDisk(), copies, 10_000)) {
            assertThat(messages(log)).hasSize(2_000).startsWith("1 m1").endsWith("2000 m2000");
        }
    }

    @Test
    void tellsWhenAllIsCopiedThatWasThere() throws Exception {
        var copies = new Copies();
        var copying = copying(copies);
        var told = new AtomicLong();
        try (var log = open(new MemoryDisk(), copying, 10)) {
            awaitCopied(copying);
            copying.whenCopied(() -> told.set(1));
            assertThat(told).as("at once").hasValue(1);
            copies.failure = Copies.Failure.BEFORE;
            log.sent(1, "one");
            copying.whenCopied(() -> told.set(copies.contain("one") ? 2 : -2));
            Desk.await(copying::isFailing);
            assertThat(told).hasValue(1);
            copies.failure = Copies.Failure.NONE;
            Desk.await(() -> told.get() == 2);
        }
    }

    /// A sender that is faster than the copies does not fill the memory.
    @Test
    void whoFillsTheRoomWaits() throws Exception {
        var copies = new Copies();
        var copying = copying(copies);
        try (var log = open(new MemoryDisk(), copying, 2 * Copying.ROOM)) {
            awaitCopied(copying);
            var gate = copies.hold();
            for (int number = 1; number <= Copying.ROOM; number++) log.sent(number, "m");
            var waits = Thread.ofVirtual().start(copying::awaitRoom);
            Desk.await(() -> waits.getState() == Thread.State.WAITING);
            gate.countDown();
            waits.join();
            awaitCopied(copying);
        }
    }

    /// As a message that is written nowhere here must not be sent from elsewhere.
    @Test
    void afterAFailureToWriteNothingIsCopied() throws Exception {
        var copies = new Copies();
        var disk = new MemoryDisk();
        var copying = copying(copies);
        var log = open(disk, copying, 10);
        awaitCopied(copying);
        disk.fail(true);
        assertThatThrownBy(() -> log.sent(1, "one")).hasMessageNotContaining("copied");
        assertThat(log.isBroken()).isTrue();
        assertThatThrownBy(() -> log.sent(1, "two")).hasMessageContaining("broken");
        assertThatThrownBy(() -> log.nextTarget(2)).hasMessageContaining("broken");
        copying.close();
        assertThat(copies.contain("one") || copies.contain("two")).isFalse();
        assertThat(copies.expected()).isEqualTo(1);
    }

    @Test
    void nothingIsCopiedByWhoMayNotAct() throws Exception {
        var copies = new Copies();
        var acts = new AtomicBoolean(true);
        var copying = new Copying("TEST", copies, acts::get);
        try (var log = open(new MemoryDisk(), copying, 10)) {
            awaitCopied(copying);
            copies.failure = Copies.Failure.BEFORE;
            log.sent(1, "waits");
            Desk.await(copying::isFailing);
            acts.set(false);
            copies.failure = Copies.Failure.NONE;
            assertThatThrownBy(() -> log.sent(2, "two")).hasMessage("this server may not act");
            assertThatThrownBy(() -> log.nextTarget(2)).hasMessage("this server may not act");
            assertThat(log.nextSender()).isEqualTo(2);
        }
        assertThat(copies.contain("waits")).as("nobody waits for it either").isFalse();
    }

    /// There is a number expected for each message of the broker, and a message of ours for as long as it can be sent again.
    @Test
    void thereAreNoMoreCopiesThanNeeded() throws Exception {
        var copies = new Copies();
        var copying = copying(copies);
        try (var log = open(new MemoryDisk(), copying, 3)) {
            awaitCopied(copying);
            int before = copies.size();
            for (int next = 2; next <= 1_000; next++) log.nextTarget(next);
            Desk.await(() -> copies.expected() == 1_000);
            assertThat(copies.size()).isEqualTo(before);
            for (int number = 1; number <= 70; number++) {
                log.sent(number, number + " " + "x".repeat(1 << 20));
                awaitCopied(copying);
                assertThat(copies.size()).isLessThan(25);
            }
        }
        var again = copying(copies);
        try (var log = open(new MemoryDisk(), again, 3)) {
            assertThat(messages(log)).extracting(message -> message.substring(0, 2)).endsWith("68", "69", "70");
            assertThat(log.nextTarget()).isEqualTo(1_000);
            log.reset();
            Desk.await(() -> copies.size() == 2);
            log.sent(1, "anew");
        }
        try (var log = open(new MemoryDisk(), copies, 3)) {
            assertThat(messages(log)).containsExactly("1 anew");
            assertThat(log.nextTarget()).isEqualTo(1);
        }
    }

    /// Records have other numbers here than elsewhere.
    @Test
    void whatIsForgottenElsewhereIsWhatIsForgottenHere() throws Exception {
        var copies = new Copies();
        try (var log = open(new MemoryDisk(), copies, 5_000)) {
            for (int number = 1; number <= 2_500; number++) log.sent(number, number + " " + "x".repeat(10_000));
        }
        var second = new MemoryDisk();
        try (var log = open(second, copies, 400)) {
            log.sent(2_501, "2501");
            assertThat(second.files()).as("the oldest file is gone").doesNotContain("0000000000000000001.log");
        }
        try (var log = open(new MemoryDisk(), copies, 5_000)) {
            assertThat(messages(log)).hasSize(400);
        }
    }

    /// Of the first messages one is gone and another is not: which of them were sent is not known.
    @Test
    void whatIsHalfForgottenSaysNothing() throws Exception {
        var copies = new Copies();
        copies.forgetsHalf = true;
        var now = new AtomicLong(1);
        try (var log = SessionLog.open(new MemoryDisk(), Durability.PROCESS, now::get, 10, copying(copies))) {
            for (int number = 1; number <= 4; number++) log.sent(number, "8=FIX.4.4\00135=D\00111=C" + number + "\001");
            now.set(10);
            log.reset();
        }
        assertThat(copies.contain("11=C2")).isNotEqualTo(copies.contain("11=C3"));
        try (var log = open(new MemoryDisk(), copies)) {
            for (int number = 1; number <= 4; number++) assertThat(log.mayHaveSent("C" + number, 5)).isTrue();
            assertThat(log.mayHaveSent("NEW", 10)).isFalse();
        }
    }

    private static List<String> messages(SessionLog log) throws Exception {
        var messages = new ArrayList<String>();
        log.messages(1, Integer.MAX_VALUE, (number, message) -> messages.add(number + " " + message));
        return messages;
    }
}
