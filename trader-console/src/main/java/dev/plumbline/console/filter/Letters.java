package dev.plumbline.console.filter;

/// A text that is looked for in others, whatever the case. Made once, then asked of each row without a new object.
final class Letters {
    private final char[] lower;
    private final char[] upper;

    Letters(String text) {
        lower = new char[text.length()];
        upper = new char[text.length()];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Character.toLowerCase(Character.toUpperCase(text.charAt(i)));
            upper[i] = Character.toUpperCase(lower[i]);
        }
    }

    boolean isIn(String text) {
        if (lower.length == 0) return true;
        int last = text.length() - lower.length;
        char first = lower[0];
        char capital = upper[0];
        for (int at = 0; at <= last; at++) {
            char c = text.charAt(at);
            if ((c == first || c == capital || c > 127) && isAt(text, at)) return true;
        }
        return false;
    }

    private boolean isAt(String text, int at) {
        for (int i = 0; i < lower.length; i++) if (!is(i, text.charAt(at + i))) return false;
        return true;
    }

    boolean isWhole(String text) {
        return text.length() == lower.length && isAt(text, 0);
    }

    /// Whether `*` (any letters, or none) and `?` (any one letter) in this text can stand for the whole of `text`.
    /// Steps at most the product of the lengths.
    boolean isPatternOf(String text) {
        int at = 0;
        int i = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (i < lower.length && lower[i] == '*') {
                star = i++;
                resume = at;
            } else if (i < lower.length && (lower[i] == '?' || is(i, text.charAt(at)))) {
                i++;
                at++;
            } else if (star >= 0) {
                i = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (i < lower.length && lower[i] == '*') i++;
        return i == lower.length;
    }

    private boolean is(int i, char c) {
        if (c == lower[i] || c == upper[i]) return true;
        return c > 127 && Character.toLowerCase(Character.toUpperCase(c)) == lower[i];
    }
}
