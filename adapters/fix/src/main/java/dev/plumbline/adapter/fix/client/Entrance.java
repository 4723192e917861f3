package dev.plumbline.adapter.fix.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.filterchain.IoFilterChainBuilder;
import org.apache.mina.core.session.AbstractIoSession;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.SessionID;
import quickfix.mina.ssl.SSLSupport;

import dev.plumbline.adapter.fix.FixMessage;

/// Who comes in, before the engine sees a byte of it: the engine closes the line of somebody it does not know without a word, counts a
/// Logon with a wrong password as a message of the session, and collects whatever length a message announces. Called by MINA's I/O
/// threads, and by whoever checks passwords.
final class Entrance implements IoFilterChainBuilder {
    /// Of one message, bytes.
    static final int LONGEST_MESSAGE = 64 * 1024;
    /// Lines on which nobody has logged on yet.
    static final int MOST_STRANGERS = 100;
    /// A line on which nobody logs on is closed.
    private static final int PATIENCE_SECONDS = 10;
    /// What may come behind a Logon that is not answered yet.
    private static final int MOST_EARLY = 16;

    private static final Logger log = LoggerFactory.getLogger(Entrance.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Map<SessionID, Guest> guests;
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final Map<SessionID, Outgoing> lines = new ConcurrentHashMap<>();
    private final Map<SessionID, String> admitted = new ConcurrentHashMap<>();

    /// Somebody who may come.
    interface Guest {
        /// Calls back with an empty text where the Logon is to be let in, else with the reason why not.
        void check(String username, String password, java.util.function.Consumer<String> answer);

        Outgoing line(AbstractIoSession session);
    }

    Entrance(Map<SessionID, Guest> guests) {
        this.guests = Map.copyOf(guests);
    }

    /// Lines that were refused.
    long refused() {
        return refused.get();
    }

    /// Whether this very Logon is the one that was let in for that session: the engine reads it by itself, and what two readers read
    /// differently could let one client in as another.
    boolean isAdmitted(SessionID id, @Nullable String logon) {
        return logon != null && logon.equals(admitted.get(id));
    }

    /// The newest line of a session, null where it never had one.
    @Nullable Outgoing line(SessionID id) {
        return lines.get(id);
    }

    @Override
    public void buildFilterChain(IoFilterChain chain) {
        var visitor = new Visitor((AbstractIoSession) chain.getSession());
        // Of what is encrypted, as it is once it has been opened.
        if (chain.contains(SSLSupport.FILTER_NAME)) chain.addAfter(SSLSupport.FILTER_NAME, "bytes", visitor.bytes());
        else chain.addFirst("bytes", visitor.bytes());
        chain.addLast("entrance", visitor);
    }

    /// One line. MINA calls one at a time; the answer to a Logon may come on another thread.
    private final class Visitor extends IoFilterAdapter {
        private final AbstractIoSession session;
        private final List<String> early = new ArrayList<>();
        private long received;
        private long read;
        private boolean isChecked;
        private boolean isIn;
        private boolean isOut;

        Visitor(AbstractIoSession session) {
            this.session = session;
        }

        /// What has come and is not a whole message yet is never more than one message may have.
        private IoFilterAdapter bytes() {
            return new IoFilterAdapter() {
                @Override
                public void messageReceived(NextFilter next, IoSession line, Object message) {
                    if (message instanceof IoBuffer buffer) received += buffer.remaining();
                    next.messageReceived(line, message);
                    if (received - read > LONGEST_MESSAGE) refuse("", "a message may have " + LONGEST_MESSAGE + " bytes");
                }
            };
        }

        @Override
        public void sessionOpened(NextFilter next, IoSession line) {
            if (strangers.incrementAndGet() > MOST_STRANGERS) refuse("", "too many lines on which nobody has logged on");
            line.getConfig().setReaderIdleTime(PATIENCE_SECONDS);
            next.sessionOpened(line);
        }

        @Override
        public void sessionIdle(NextFilter next, IoSession line, IdleStatus status) {
            if (isIn()) next.sessionIdle(line, status);
            else refuse("", "nobody has logged on for " + PATIENCE_SECONDS + " s");
        }

        @Override
        public void sessionClosed(NextFilter next, IoSession line) {
            if (!isIn()) strangers.decrementAndGet();
            next.sessionClosed(line);
        }

        private synchronized boolean isIn() {
            return isIn;
        }

        @Override
        public void messageReceived(NextFilter next, IoSession line, Object message) {
            if (!(message instanceof String text)) {
                next.messageReceived(line, message);
                return;
            }
            read += text.length();
            synchronized (this) {
                if (isOut) return;
                if (!isIn && isChecked) {
                    early.add(text);
                    if (early.size() > MOST_EARLY) refuse(text, "wait for the answer to your Logon");
                    return;
                }
            }
            if (isIn()) next.messageReceived(line, text);
            else logon(next, text);
        }

        private void logon(NextFilter next, String text) {
            var logon = FixMessage.of(text.getBytes(StandardCharsets.ISO_8859_1));
            if (!logon.msgType().equals("A")) {
                refuse(text, "the first message must be a Logon");
                return;
            }
            var id = new SessionID(logon.text(8), logon.text(56), logon.text(49));
            var guest = guests.get(id);
            if (guest == null) {
                refuse(text, "no session for BeginString(8) " + logon.text(8) + ", SenderCompID(49) " + logon.text(49)
                        + ", TargetCompID(56) " + logon.text(56));
                return;
            }
            var before = lines.get(id);
            if (before != null && before.isOpen()) {
                refuse(text, "this session is logged on already, on another line");
                return;
            }
            synchronized (this) {
                isChecked = true;
            }
            guest.check(logon.text(553), logon.text(554), why -> {
                if (why.isEmpty()) letIn(next, text, id, guest);
                else refuse(text, why);
            });
        }

        private void letIn(NextFilter next, String logon, SessionID id, Guest guest) {
            synchronized (this) {
                if (isOut || !session.isConnected()) return;
                var line = guest.line(session);
                // Another line of the session may have been let in while this one's password was looked at.
                if (lines.compute(id, (_, before) -> before != null && before.isOpen() ? before : line) != line) {
                    refuse(logon, "this session is logged on already, on another line");
                    return;
                }
                strangers.decrementAndGet();
                session.getConfig().setReaderIdleTime(0);
                session.setWriteRequestQueue(line);
                line.begin();
                admitted.put(id, logon);
                next.messageReceived(session, logon);
                for (var text : early) next.messageReceived(session, text);
                early.clear();
                isIn = true;
            }
        }

        private void refuse(String to, String why) {
            synchronized (this) {
                if (isOut) return;
                isOut = true;
            }
            refused.incrementAndGet();
            var id = FixMessage.of(to.getBytes(StandardCharsets.ISO_8859_1));
            log.warn("refused a line from {}: {}", session.getRemoteAddress(), ReportEncoder.printable(why));
            if (to.isEmpty() || id.text(49).isEmpty()) session.closeNow();
            else {
                session.write(logout(id, ReportEncoder.printable(why)));
                session.closeOnFlush();
            }
        }

        private static String logout(FixMessage to, String why) {
            var body = "35=5\00134=1\00149=" + to.text(56) + "\00152=" + TIME.format(Instant.now()) + "\00156=" + to.text(49) + "\00158=" + why + "\001";
            var message = "8=" + to.text(8) + "\0019=" + body.length() + "\001" + body;
            return message + "10=%03d\001".formatted(message.chars().sum() & 0xff);
        }
    }
}
