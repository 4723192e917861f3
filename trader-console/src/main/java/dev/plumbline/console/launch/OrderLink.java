package dev.plumbline.console.launch;

import java.util.Locale;

import dev.plumbline.core.ClOrdID;

/// A link to an order, as mails, chats and web pages carry it: `plumbline://order/CLORDID`.
///
/// Anybody can make somebody click on a link, so it is read strictly and it only ever shows: nothing in it sends,
/// changes or selects a server. Characters other than letters, digits and `-._~!$&'()*+,;=:@` stand as `%41`.
///
/// @param clOrdID never empty, printable ASCII, at most [#CL_ORD_ID_MAX] characters
public record OrderLink(ClOrdID clOrdID) {
    /// Above what brokers accept as ClOrdID(11).
    public static final int CL_ORD_ID_MAX = 64;

    private static final String START = "plumbline://order/";
    private static final int ESCAPE_LENGTH = 3;
    private static final int LENGTH_MAX = START.length() + ESCAPE_LENGTH * CL_ORD_ID_MAX;
    /// What may stand in a segment of a path besides letters and digits: RFC 3986, section 3.3.
    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    /// @throws IllegalArgumentException where it is not such a ClOrdID, with one line that says why
    public OrderLink {
        var value = clOrdID.value();
        if (value.isEmpty()) throw new IllegalArgumentException("the link names no order");
        if (value.length() > CL_ORD_ID_MAX)
            throw new IllegalArgumentException("the link's ClOrdID is longer than " + CL_ORD_ID_MAX + " characters");
        if (!value.chars().allMatch(OrderLink::isPrintable))
            throw new IllegalArgumentException("the link's ClOrdID has characters that no ClOrdID has");
        if (!value.equals(value.strip()))
            throw new IllegalArgumentException("the link's ClOrdID begins or ends with a blank");
    }

    /// Reads a link. Scheme and host in any case, as RFC 3986 wants; all else as it is written.
    ///
    /// @throws IllegalArgumentException where it is not one, with one line that does not repeat what was written
    public static OrderLink parse(String text) {
        if (text.length() > LENGTH_MAX)
            throw new IllegalArgumentException("the link is longer than " + LENGTH_MAX + " characters");
        if (!text.regionMatches(true, 0, START, 0, START.length()))
            throw new IllegalArgumentException("a link to an order looks like " + START + "CLORDID");
        return new OrderLink(new ClOrdID(decoded(text.substring(START.length()))));
    }

    private static String decoded(String segment) {
        var value = new StringBuilder();
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                value.append(escaped(segment, i));
                i += ESCAPE_LENGTH - 1;
            } else if (isPlain(c)) {
                value.append(c);
            } else {
                throw new IllegalArgumentException("the link has a character that must be written as a percent sign and two digits");
            }
        }
        return value.toString();
    }

    private static char escaped(String segment, int at) {
        int high = at + 1 < segment.length() ? hex(segment.charAt(at + 1)) : -1;
        int low = at + 2 < segment.length() ? hex(segment.charAt(at + 2)) : -1;
        if (high < 0 || low < 0) throw new IllegalArgumentException("the link has a percent sign without two hexadecimal digits");
        return (char) (high * 16 + low);
    }

    /// `Character.digit` would take Arabic and full-width digits as well.
    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' && c <= '~';
    }

    /// The link as text, that [#parse] reads again.
    @Override
    public String toString() {
        var text = new StringBuilder(START);
        clOrdID.value().chars().forEach(c -> {
            if (isPlain(c)) text.append((char) c);
            else text.append(String.format(Locale.ROOT, "%%%02X", c));
        });
        return text.toString();
    }
}
