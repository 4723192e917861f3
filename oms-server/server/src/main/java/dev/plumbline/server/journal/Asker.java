package dev.plumbline.server.journal;

/// Who asked for a command, and under which request id: a request that comes again, also after a restart, gets the first
/// answer.
public record Asker(String user, String requestId) {
    /// Nobody asked: a report, or what the server does of itself.
    public static final Asker NONE = new Asker("", "");
}
