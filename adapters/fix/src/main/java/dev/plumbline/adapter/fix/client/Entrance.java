package dev.plumbline.adapter.fix.client;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.filterchain.IoFilterChainBuilder;
import org.apache.mina.core.session.AbstractIoSession;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.ssl.SslFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.SessionID;

import dev.plumbline.adapter.fix.FixMessage;
import dev.plumbline.adapter.fix.SessionKeep;

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
    private static final long PATIENCE_NANOS = PATIENCE_SECONDS * 1_000_000_000L;
    private static final String NOBODY = "nobody has logged on for " + PATIENCE_SECONDS + " s";
    /// What may come behind a Logon that is not answered yet.
    private static final int MOST_EARLY = 16;

    private static final Logger log = LoggerFactory.getLogger(Entrance.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Map<SessionID, Guest> guests;
    private final Optional<Supplier<SSLContext>> tls;
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final Map<SessionID, Outgoing> lines = new ConcurrentHashMap<>();
    private final Map<SessionID, String> admitted = new ConcurrentHashMap<>();

    /// Somebody who may come.
    interface Guest {
        /// Calls back with an empty text where the Logon is to be let in, else with the reason why not.
        void check(String username, String password, Consumer<String> answer);

        SessionKeep keep();
    }

    /// @param tls of each line, with the certificate of that moment; none for lines in the clear
    Entrance(Map<SessionID, Guest> guests, Optional<Supplier<SSLContext>> tls) {
        this.guests = Map.copyOf(guests);
        this.tls = tls;
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
        chain.addFirst("bytes", visitor.bytes());
        tls.ifPresent(its -> chain.addFirst("tls", new Tls(its.get())));
        chain.addFirst("patience", visitor.patience());
        chain.addLast("entrance", visitor);
    }

    /// What becomes of a line, in this order, unless it ends.
    private enum State {
        STRANGER,
        /// It is looked at whether its Logon may be let in.
        CHECKED,
        /// More has come than may come meanwhile.
        TOO_EARLY,
        /// What came behind its Logon is passed on.
        ENTERING,
        IN,
        OUT
    }

    /// Not MINA's own way with it, nor the engine's: it asks DNS for the name of whoever comes, on the thread that serves all of them.
    private static final class Tls extends SslFilter {
        Tls(SSLContext context) {
            super(context);
            setEnabledProtocols("TLSv1.3", "TLSv1.2");
        }

        @Override
        protected SSLEngine createEngine(IoSession line, InetSocketAddress from) {
            return super.createEngine(line, null);
        }
    }

    /// One line. MINA calls one at a time; the answer to a Logon may come on another thread, and nothing is passed on or written under the
    /// lock of this: with TLS, reading and writing have one of their own.
    private final class Visitor extends IoFilterAdapter {
        private final AbstractIoSession session;
        private final Outgoing out;
        private final long cameAt = System.nanoTime();
        /// What came behind the Logon while that was checked.
        private final Queue<String> early = new ArrayDeque<>();
        private State state = State.STRANGER;
        private boolean wasLetIn;
        /// Its Logon, and what came behind it, is being passed on by who has checked the password.
        private boolean isPassedOn;
        private boolean isClosed;
        private long received;
        private long read;

        Visitor(AbstractIoSession session) {
            this.session = session;
            out = new Outgoing(session);
            session.setWriteRequestQueue(out);
        }

        /// Of what comes, encrypted or not. Who sends a byte now and then is never idle.
        private IoFilterAdapter patience() {
            return new IoFilterAdapter() {
                @Override
                public void messageReceived(NextFilter next, IoSession line, Object message) {
                    if (System.nanoTime() - cameAt < PATIENCE_NANOS || wasLetIn()) next.messageReceived(line, message);
                    else refuse("", NOBODY);
                }
            };
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
            if (wasLetIn()) next.sessionIdle(line, status);
            else refuse("", NOBODY);
        }

        /// Not before what is being passed on: the engine would keep a line that has ended for the one of the session.
        @Override
        public void sessionClosed(NextFilter next, IoSession line) {
            if (!wasLetIn()) strangers.decrementAndGet();
            if (leaves()) next.sessionClosed(line);
        }

        private synchronized boolean wasLetIn() {
            return wasLetIn;
        }

        /// Whether to say so now; else who passes its Logon on does, afterwards.
        private synchronized boolean leaves() {
            state = State.OUT;
            isClosed = true;
            return !isPassedOn;
        }

        @Override
        public void messageReceived(NextFilter next, IoSession line, Object message) {
            if (!(message instanceof String text)) {
                next.messageReceived(line, message);
                return;
            }
            read += text.length();
            switch (taken(text)) {
                case STRANGER -> logon(next, text);
                case TOO_EARLY -> refuse(text, "wait for the answer to your Logon");
                case IN -> next.messageReceived(line, text);
                case CHECKED, ENTERING, OUT -> {} // it waits, or is for nobody
            }
        }

        private synchronized State taken(String text) {
            if (state == State.CHECKED || state == State.ENTERING) early.add(text);
            return state == State.CHECKED && early.size() > MOST_EARLY ? State.TOO_EARLY : state;
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
            if (!goesOn(State.STRANGER, State.CHECKED)) return;
            guest.check(logon.text(553), logon.text(554), why -> {
                if (why.isEmpty()) letIn(next, text, id, guest);
                else refuse(text, why);
            });
        }

        private synchronized boolean goesOn(State from, State to) {
            if (state != from) return false;
            state = to;
            return true;
        }

        private void letIn(NextFilter next, String logon, SessionID id, Guest guest) {
            // Another line of the session may have been let in while this one's password was looked at.
            if (lines.compute(id, (_, before) -> before != null && before.isOpen() ? before : out) != out) {
                refuse(logon, "this session is logged on already, on another line");
                return;
            }
            if (!enters()) return;
            strangers.decrementAndGet();
            try {
                session.getConfig().setReaderIdleTime(0);
                out.begin(guest.keep());
                admitted.put(id, logon);
                next.messageReceived(session, logon);
                for (var text = nextEarly(); text != null; text = nextEarly()) next.messageReceived(session, text);
            } finally {
                if (hasClosedMeanwhile()) next.sessionClosed(session);
            }
        }

        private synchronized boolean enters() {
            if (!session.isConnected() || !goesOn(State.CHECKED, State.ENTERING)) return false;
            wasLetIn = true;
            isPassedOn = true;
            return true;
        }

        private synchronized boolean hasClosedMeanwhile() {
            isPassedOn = false;
            return isClosed;
        }

        /// Null once there is none: what comes from then on is passed on by who reads it.
        private synchronized @Nullable String nextEarly() {
            var text = state == State.ENTERING ? early.poll() : null;
            if (text == null) goesOn(State.ENTERING, State.IN);
            return text;
        }

        private void refuse(String to, String why) {
            synchronized (this) {
                if (state == State.OUT) return;
                state = State.OUT;
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
