package dev.plumbline.simulation;

/// A message of the session on the wire, either way. What FIX writes into its fields is in `text` where it is about an
/// order; the others need no form.
///
/// @param number MsgSeqNum(34)
/// @param wanted of a resend request the first number that is missed, of a gap fill the next number that comes; else 0
/// @param text the whole message, of [Type#APPLICATION]
record Frame(Type type, int number, boolean possDup, int wanted, String text) {
    enum Type {
        LOGON, RESEND_REQUEST, GAP_FILL, APPLICATION
    }

    static Frame logon(int number) {
        return new Frame(Type.LOGON, number, false, 0, "");
    }

    static Frame resendRequest(int number, int from) {
        return new Frame(Type.RESEND_REQUEST, number, false, from, "");
    }

    static Frame gapFill(int number, int next) {
        return new Frame(Type.GAP_FILL, number, true, next, "");
    }

    static Frame application(int number, boolean possDup, String text) {
        return new Frame(Type.APPLICATION, number, possDup, 0, text);
    }

    @Override
    public String toString() {
        return type + " " + number + (possDup ? " again" : "") + (wanted > 0 ? " " + wanted : "")
                + (text.isEmpty() ? "" : " " + Fix.brief(text));
    }
}
