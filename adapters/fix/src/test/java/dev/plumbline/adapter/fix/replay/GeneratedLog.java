package dev.plumbline.adapter.fix.replay;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A session log as engines write them: prefixes, three delimiters, session messages, event lines, copies, wrong
/// checksums, tags and groups of the users' own.
final class GeneratedLog {
    private static final String[] DELIMITERS = {"\u0001", "|", "^A"};

    private final Random random;
    private final StringBuilder log = new StringBuilder();
    private String last = "";

    private GeneratedLog(long seed) {
        random = new Random(seed);
    }

    /// @param lines at least as many, all with messages of orders, executed whole in five trades each
    static String of(int lines, long seed) {
        var generated = new GeneratedLog(seed);
        for (int order = 0, written = 0; written < lines; order++) written += generated.order(order);
        return generated.log.toString();
    }

    private int order(int n) {
        var ids = "11=X" + n + "|55=SYM" + n % 50 + "|54=" + (1 + n % 2) + "|38=1000|";
        var time = "60=20240415-14:%02d:%02d|".formatted(n / 60 % 60, n % 60);
        message("35=D|49=US|56=BROKER|" + ids + "1=ACC" + n % 5 + "|40=2|44=50.25|453=1|448=ME|447=D|452=1|5001=u" + n + "|" + time);
        message("35=8|49=BROKER|56=US|37=O" + n + "|17=N" + n + "|150=0|39=0|14=0|151=1000|" + ids + time);
        for (int i = 1; i <= 5; i++)
            message("35=8|49=BROKER|56=US|37=O" + n + "|17=E" + n + "." + i + "|150=F|39=" + (i < 5 ? 1 : 2) + "|32=200|31=50.2"
                    + i + "|14=" + 200 * i + "|151=" + (1000 - 200 * i) + "|" + ids + time);
        if (n % 7 == 0) log.append(last);
        if (n % 10 == 0) message("35=0|49=BROKER|56=US|34=" + n + "|");
        if (n % 11 == 0) log.append("2024-04-15 14:00:00,000 INFO session is up\n");
        return 7;
    }

    private void message(String body) {
        var soh = body.replace('|', '\u0001');
        var head = "8=FIX.4.4\u00019=" + soh.getBytes(StandardCharsets.UTF_8).length + "\u0001" + soh;
        int sum = 0;
        for (byte b : head.getBytes(StandardCharsets.UTF_8)) sum += b & 0xff;
        last = "2024-04-15 14:00:00,123 [thread-" + random.nextInt(9) + "] INFO US->BROKER "
                + "%s10=%03d\u0001".formatted(head, sum & 0xff).replace("\u0001", DELIMITERS[random.nextInt(3)]) + " (ok)\n";
        log.append(last);
    }
}
