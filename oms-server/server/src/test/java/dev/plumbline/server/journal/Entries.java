package dev.plumbline.server.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import io.vertx.core.buffer.Buffer;

import dev.plumbline.core.BrokerSession;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Command;
import dev.plumbline.core.Outcome;
import dev.plumbline.core.Recorded;
import dev.plumbline.journal.Disk;
import dev.plumbline.journal.Log;
import dev.plumbline.wire.Wire;

/// Inputs of which nothing matters but their place, as journal and store see them.
public final class Entries {
    static final BrokerSession SESSION = new BrokerSession("ALPHA");

    /// 1970: older than any policy keeps.
    static final long LONG_AGO = 1;

    private Entries() {}

    static Entry entry(int shard, long seq) {
        return entry(shard, seq, LONG_AGO);
    }

    static Entry entry(int shard, long seq, long receivedAt) {
        var what = new Recorded.Sent(new Command.Cancel(new ClOrdID("C" + seq), new ClOrdID("O" + shard), receivedAt), false);
        return new Entry(
                shard, seq, what, "O" + shard, SESSION, Outcome.APPLIED, "", receivedAt, new Asker("ann", "r" + seq),
                Buffer.buffer("raw " + seq));
    }

    public static List<Entry> batch(int shard, long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(seq -> entry(shard, seq)).toList();
    }

    static byte[] form(Entry entry) {
        return Wire.encode(entry.input());
    }

    /// `shard.seq` of all that is there, oldest first.
    static List<String> places(FileJournal journal) {
        var places = new ArrayList<String>();
        journal.read(1, kept -> places.add(place(kept)));
        return places;
    }

    static String place(Kept kept) {
        return kept.entry().shard() + "." + kept.entry().seq();
    }

    /// The records themselves, as bytes.
    static List<byte[]> records(Disk disk) throws IOException {
        var records = new ArrayList<byte[]>();
        Log.scan(disk, (_, record) -> {
            var bytes = new byte[record.remaining()];
            record.get(bytes);
            return records.add(bytes);
        });
        return records;
    }
}
