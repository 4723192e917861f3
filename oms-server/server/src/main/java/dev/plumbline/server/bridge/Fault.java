package dev.plumbline.server.bridge;

/// Why a client does not get what it asked for. `text` is for its programmer: it names the thing and the mend.
record Fault(Code code, String text) {

    /// As HTTP has them, in the `failureCode` of a frame.
    enum Code {
        BAD_REQUEST(400),
        NOT_LOGGED_IN(401),
        NOT_PERMITTED(403),
        NOT_FOUND(404),
        TOO_LARGE(413),
        TOO_MANY(429),
        NOT_AVAILABLE(503),
        NO_ANSWER(504);

        private final int number;

        Code(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /// Thrown within an operation.
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Fault fault;

        Failure(Fault fault) {
            super(fault.text, null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    static Failure of(Code code, String text) {
        return new Failure(new Fault(code, text));
    }
}
