package dev.plumbline.oms.chaos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;

/// Which servers speak on one broker's session, as that broker hears it: with the first Logon of another server the turn of
/// the one before is over, and nothing may come from it any more but a Logon of its own, on a new connection.
final class Speakers {
    private static final Pattern MESSAGE = Pattern.compile("8=FIX.*?\\x0110=[0-9]{3}\\x01", Pattern.DOTALL);
    private static final String LOGON = "\00135=A\001";
    private static final int SHOWN = 300;

    private final String broker;
    private final List<String> strays = new ArrayList<>();
    private final AtomicLong heard = new AtomicLong();
    private int turns;
    private int logons;
    private String speaker = "";

    Speakers(String broker) {
        this.broker = broker;
    }

    /// For a new connection of that server.
    Tap.Ear ear(String member) {
        return new Tap.Ear() {
            private String rest = "";
            private int turn;

            @Override
            public void hear(Buffer bytes) {
                rest += bytes.toString(StandardCharsets.ISO_8859_1);
                var messages = MESSAGE.matcher(rest);
                int read = 0;
                while (messages.find()) {
                    turn = heard(member, turn, messages.group());
                    read = messages.end();
                }
                rest = rest.substring(read);
            }
        };
    }

    /// @return the turn in which that connection speaks from now on
    private synchronized int heard(String member, int turn, String message) {
        heard.incrementAndGet();
        if (turn == 0 && message.contains(LOGON)) {
            logons++;
            if (!member.equals(speaker)) turns++;
            speaker = member;
            return turns;
        }
        if (turn != turns)
            strays.add(broker + ": " + member + " says, while it is the turn of " + speaker + ": "
                    + message.substring(0, Math.min(SHOWN, message.length())).replace('\001', '|'));
        return turn;
    }

    /// What came from a server whose turn was over.
    synchronized List<String> strays() {
        return List.copyOf(strays);
    }

    /// How often another server began to speak.
    synchronized int turns() {
        return turns;
    }

    /// How often it was logged on to this broker.
    synchronized int logons() {
        return logons;
    }

    /// The name of the session.
    String broker() {
        return broker;
    }

    /// Messages of the servers.
    long heard() {
        return heard.get();
    }
}
