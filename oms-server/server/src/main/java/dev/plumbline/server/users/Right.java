package dev.plumbline.server.users;

/// One thing that a [Role] may allow.
public enum Right {
    SEE("see orders"),
    ENTER("enter orders"),
    REPLACE("replace orders"),
    CANCEL("cancel orders"),
    STATUS("ask a broker how an order stands"),
    HALT("pull the kill switch"),
    RELEASE("release a halt"),
    USERS("administer users");

    private final String words;

    Right(String words) {
        this.words = words;
    }

    /// For a person: `enter orders`.
    public String words() {
        return words;
    }
}
