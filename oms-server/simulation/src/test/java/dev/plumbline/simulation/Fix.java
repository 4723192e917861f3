package dev.plumbline.simulation;

/// A few fields of a FIX message as text.
final class Fix {
    private Fix() {}

    /// Empty where there is none.
    static String field(String text, int tag) {
        var mark = "\001" + tag + "=";
        int at = text.indexOf(mark);
        if (at < 0) return "";
        int from = at + mark.length();
        return text.substring(from, text.indexOf('\001', from));
    }

    static int number(String text) {
        return Integer.parseInt(field(text, 34));
    }

    static boolean isAbout(String text, String msgTypes) {
        return msgTypes.contains(field(text, 35));
    }

    /// What a reader of a trace wants to know.
    static String brief(String text) {
        var brief = new StringBuilder();
        for (int tag : new int[] {35, 11, 41, 150, 17, 19, 39, 32, 14, 97}) {
            var value = field(text, tag);
            if (!value.isEmpty()) brief.append(brief.isEmpty() ? "" : " ").append(tag).append('=').append(value);
        }
        return brief.toString();
    }
}
