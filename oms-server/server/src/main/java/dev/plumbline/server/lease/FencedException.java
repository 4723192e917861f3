package dev.plumbline.server.lease;

/// The run that asked is over: it sends nothing and writes nothing any more.
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FencedException(Run run) {
        super(run + " is over: another server has taken its place");
    }
}
