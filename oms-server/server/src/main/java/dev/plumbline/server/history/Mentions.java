package dev.plumbline.server.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.ExecID;
import dev.plumbline.core.News;
import dev.plumbline.core.OrderKey;
import dev.plumbline.core.Recorded;
import dev.plumbline.core.Report;
import dev.plumbline.server.journal.Entry;

/// The ids that the inputs of an order mention: by them others are found that are about it. Whether they are, the core
/// says when it has them all.
final class Mentions {
    private final Set<String> keys = new HashSet<>();
    private final Set<String> clOrdIDs = new HashSet<>();
    private final Set<String> execIDs = new HashSet<>();

    void add(Entry entry) {
        switch (entry.what()) {
            case Recorded.Sent(var command, _) -> add(command);
            case Recorded.Refused(var command) -> add(command);
            case Recorded.Told(var report) -> add(report);
            case Recorded.Silent(var silence) -> add(silence.clOrdID());
            case Recorded.NotSent(var unsent) -> add(unsent.clOrdID());
            case Recorded.Unreadable _, Recorded.AboutNoOrder _, Recorded.Switched _, Recorded.NotSwitched _ -> {}
        }
    }

    private void add(Command command) {
        add(command.clOrdID());
        switch (command) {
            case Command.Cancel cancel -> add(cancel.origClOrdID());
            case Command.Replace replace -> add(replace.origClOrdID());
            case Command.Enter _, Command.Status _ -> {}
        }
    }

    private void add(Report report) {
        add(report.clOrdID());
        add(report.origClOrdID());
        add(report.execID());
        if (report.news() instanceof News.TradeCancel(var execRefID)) add(execRefID);
        if (report.news() instanceof News.TradeCorrect(var execRefID, _, _)) add(execRefID);
        if (report.news() instanceof News.Charged(var execRefID)) add(execRefID);
        if (!report.orderID().isNone()) keys.add(OrderKey.of(report.session(), report.orderID()).value());
    }

    private void add(ClOrdID clOrdID) {
        if (clOrdID.isNone()) return;
        clOrdIDs.add(clOrdID.value());
        keys.add(clOrdID.value());
    }

    private void add(ExecID execID) {
        if (!execID.isNone()) execIDs.add(execID.value());
    }

    /// An input that is not filed under the order itself.
    boolean mayBeAbout(Entry entry) {
        if (!entry.order().isEmpty()) return keys.contains(entry.order());
        var theirs = new Mentions();
        theirs.add(entry);
        if (entry.what() instanceof Recorded.Unreadable unreadable) {
            unreadable.clOrdIDs().forEach(theirs::add);
            unreadable.execIDs().forEach(theirs::add);
        }
        return meet(keys, theirs.keys) || meet(execIDs, theirs.execIDs);
    }

    private static boolean meet(Set<String> ours, Set<String> theirs) {
        return theirs.stream().anyMatch(ours::contains);
    }

    Set<String> keys(OrderKey but) {
        var others = new HashSet<>(keys);
        others.remove(but.value());
        return others;
    }

    Set<String> clOrdIDs() {
        return clOrdIDs;
    }

    Set<String> execIDs() {
        return execIDs;
    }

    static Mentions of(List<Entry> entries) {
        var mentions = new Mentions();
        entries.forEach(mentions::add);
        return mentions;
    }
}
