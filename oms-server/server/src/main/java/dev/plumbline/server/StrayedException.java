package dev.plumbline.server;

/// The journal here has inputs that never became part of the history: another server took over before they got further.
final class StrayedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StrayedException(String message) {
        super(message);
    }
}
