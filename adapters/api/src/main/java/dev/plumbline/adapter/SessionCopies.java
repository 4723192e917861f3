package dev.plumbline.adapter;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;

/// A second place for what a broker session keeps, from which another server goes on with its numbers and messages. One session
/// has one; what the records say is the adapter's. Its calls may block and come one at a time, on threads of the adapter's or
/// the one on which it starts, never on an event loop.
///
/// Written for one owner of the session at a time: who has lost it to another must not be able to put anything any more, however
/// late what it has put arrives. The adapter asks `mayAct` before each put, and cannot do more than that.
public interface SessionCopies {
    /// A single server: what its disk has is all there is.
    SessionCopies NONE = new SessionCopies() {
        @Override
        public void put(long number, byte[] record) {}

        @Override
        public void forget(long before) {}

        @Override
        public SortedMap<Long, byte[]> all() {
            return Collections.emptySortedMap();
        }
    };

    /// Another place has it when this returns. Where there is a record of that number, this one takes its place. Numbers need not
    /// be consecutive; one of them, far above the others, is used again and again.
    /// @param record no longer the caller's
    /// @throws IOException where it cannot. It may be there all the same, until the next put of that number, or not
    void put(long number, byte[] record) throws IOException;

    /// Many at once: all that a session has kept so far. Where it fails, some of them may be there.
    /// @param records the map is the caller's again when this returns, the records are not
    default void putAll(SortedMap<Long, byte[]> records) throws IOException {
        for (var entry : records.entrySet()) put(entry.getKey(), entry.getValue());
    }

    /// To be called where [#all()] was empty, once all that the session has kept so far has been put, or where it keeps nothing: before
    /// it sends anything. Until then a server that takes over does not begin with what is here.
    /// @throws IOException where that cannot be noted
    default void copied() throws IOException {}

    /// What has a lower number need not be kept any more. That it is gone is not waited for: nothing is put there again.
    void forget(long before);

    /// What was put and not forgotten, by number. Empty where nobody has put anything: the session then begins from the folder
    /// of its server, so give it one only where no other server has had the session since.
    SortedMap<Long, byte[]> all() throws IOException;
}
