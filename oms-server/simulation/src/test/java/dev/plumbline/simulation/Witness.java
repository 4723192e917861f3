package dev.plumbline.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.plumbline.adapter.Outbound;
import dev.plumbline.core.Change;
import dev.plumbline.core.Command;
import dev.plumbline.core.Recorded;
import dev.plumbline.server.journal.Entry;
import dev.plumbline.server.journal.FileJournal;
import dev.plumbline.wire.DeskMessage.Answer;

/// Sees everything that leaves the process, and looks whether its cause is on the disk at that moment; after each crash,
/// whether the causes of all that has ever left are there still. It reads the journal itself, and believes nobody.
final class Witness {
    private final boolean looksAtEffects;

    /// What is on the disk.
    private Known known = new Known();
    /// What others have been led to believe is.
    private final Known relied = new Known();
    private long read;

    private static final class Known {
        final Map<Integer, Long> lastSeq = new TreeMap<>();
        final Set<String> commands = new HashSet<>();
        final Set<Long> msgSeqNums = new HashSet<>();
        final Map<String, String> answers = new HashMap<>();

        void add(Entry entry) {
            lastSeq.merge(entry.shard(), entry.seq(), Math::max);
            var requestId = entry.asker().requestId();
            switch (entry.what()) {
                case Recorded.Sent(var command, _) -> {
                    commands.add(name(command));
                    if (!requestId.isEmpty()) answers.put(requestId, command.clOrdID().value());
                }
                case Recorded.Refused _ -> answers.put(requestId, "");
                default -> {
                    var number = Fix.field(entry.raw().toString(ISO_8859_1), 34);
                    if (!number.isEmpty()) msgSeqNums.add(Long.parseLong(number));
                }
            }
        }
    }

    /// @param looksAtEffects whether it looks at each effect, or only at what a crash has left
    Witness(boolean looksAtEffects) {
        this.looksAtEffects = looksAtEffects;
    }

    private static String name(Command command) {
        return command.getClass().getSimpleName() + " " + command.clOrdID();
    }

    /// A run begins with this journal.
    void begins(FileJournal journal) {
        known = new Known();
        read = 0;
        look(journal);
        require("after the crash", relied);
    }

    private void look(FileJournal journal) {
        if (journal.next() <= read + 1) return;
        journal.read(read + 1, kept -> {
            known.add(kept.entry());
            read = kept.number();
            return true;
        });
    }

    private void require(String when, Known wanted) {
        for (var command : wanted.commands)
            if (!known.commands.contains(command)) throw lacks(when, command + ", which the broker was sent");
        for (var number : wanted.msgSeqNums)
            if (!known.msgSeqNums.contains(number)) throw lacks(when, "MsgSeqNum " + number + ", which was acknowledged");
        wanted.answers.forEach((requestId, clOrdID) -> {
            if (!clOrdID.equals(known.answers.get(requestId)))
                throw lacks(when, "request " + requestId + ", which was answered '" + clOrdID + "'");
        });
        wanted.lastSeq.forEach((shard, seq) -> {
            if (known.lastSeq.getOrDefault(shard, 0L) < seq)
                throw lacks(when, "input " + seq + " of shard " + shard + ", which others have seen the effect of");
        });
    }

    private static Violation lacks(String when, String what) {
        return new Violation(when + " the journal lacks " + what);
    }

    private void leaves(FileJournal journal, Known effect) {
        relied.commands.addAll(effect.commands);
        relied.msgSeqNums.addAll(effect.msgSeqNums);
        relied.answers.putAll(effect.answers);
        effect.lastSeq.forEach((shard, seq) -> relied.lastSeq.merge(shard, seq, Math::max));
        if (!looksAtEffects) return;
        look(journal);
        require("at the effect", effect);
    }

    // ---- what leaves

    void command(FileJournal journal, Outbound outbound) {
        var effect = new Known();
        effect.commands.add(name(outbound.command()));
        leaves(journal, effect);
    }

    void acknowledged(FileJournal journal, long msgSeqNum) {
        var effect = new Known();
        effect.msgSeqNums.add(msgSeqNum);
        leaves(journal, effect);
    }

    void answered(FileJournal journal, Answer answer) {
        var effect = new Known();
        effect.answers.put(answer.requestId(), answer.clOrdID());
        leaves(journal, effect);
    }

    void shown(FileJournal journal, int shard, Change change) {
        var effect = new Known();
        effect.lastSeq.put(shard, change.input());
        leaves(journal, effect);
    }

    void stored(FileJournal journal, int shard, long seq) {
        var effect = new Known();
        effect.lastSeq.put(shard, seq);
        leaves(journal, effect);
    }

    /// What the session's log says that the broker need not send again.
    void expects(int nextTarget, Set<Integer> applicationNumbers) {
        for (int number : applicationNumbers)
            if (number < nextTarget && !known.msgSeqNums.contains((long) number))
                throw lacks("after the crash", "MsgSeqNum " + number + ", and the session's log expects " + nextTarget);
    }

    boolean knows(String requestId) {
        return known.answers.containsKey(requestId);
    }
}
