package dev.plumbline.simulation;

/// Ways to break the leases, each at one of their ports.
enum LeaseFault {
    NONE("the product as it is"),
    NO_WAIT("what a fenced server held is taken at once"),
    REFUSAL_FORGOTTEN("a server promises to whom it has refused"),
    REFUSERS_NOT_ASKED("the arbiter fences without having heard that nobody promises any more"),
    OLD_REFUSER_COUNTS("the arbiter counts the refusal of a run that is over"),
    OVER_FORGOTTEN("a server that begins is not told who is over"),
    RENEWED_THOUGH_OVER("the arbiter renews a run that is over"),
    LATE_REQUEST_COUNTS("a request that comes after a later one takes effect"),
    OVER_REFUSES_AT_ONCE("the arbiter takes it that who was fenced a moment ago promises nothing any more"),
    SILENT_BY_THE_ARBITERS_CLOCK("that somebody has been over for a span is reckoned by the arbiter's clock, which jumps"),
    FENCED_PROMISES("a server promises without having itself anything to lean on"),
    SPANS_DIFFER("one server leans on an answer for longer than the others wait"),
    NEVER_LOOKS("a server acts on what it holds without looking at the clock");

    final String words;

    LeaseFault(String words) {
        this.words = words;
    }
}
