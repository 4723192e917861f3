package dev.plumbline.simulation;

/// Ways to break the product, each at one of its ports: a simulation that does not find them proves nothing.
enum Fault {
    NONE("the product as it is"),
    ACKNOWLEDGED_BEFORE_APPEND("a report is acknowledged as soon as it is handed over"),
    EFFECT_BEFORE_APPEND("what follows from an input leaves while its entry is still being written"),
    NO_DEDUPE("an execution that comes again counts as another one"),
    STORE_NOT_IDEMPOTENT("the store writes an input again that it has"),
    ANSWERS_FORGOTTEN("a restart does not know what it has answered"),
    IN_FLIGHT_FORGOTTEN("a restart does not look after commands that may not have left"),
    SENT_AGAIN("a restart sends what may have left as if it had not"),
    SNAPSHOT_AHEAD("a snapshot is of a later state than the input that it names");

    final String words;

    Fault(String words) {
        this.words = words;
    }
}
