package dev.plumbline.server.desk;

/// Who asks has not proved who they are. The message is for them.
final class NotLetInException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotLetInException(String why) {
        super(why, null, false, false);
    }
}
