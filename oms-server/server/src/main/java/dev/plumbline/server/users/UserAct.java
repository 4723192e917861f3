package dev.plumbline.server.users;

/// A log-in, or an act of an administrator.
///
/// @param at nanoseconds since the epoch, UTC
/// @param user who did it, as was claimed
/// @param from the door and the place
/// @param what it was, for a person: `log in`, `change user maria: roles trader, accounts ALPHA-1`
/// @param answer `done`, or why not
public record UserAct(long at, String user, String from, String what, String answer) {
    public static final String DONE = "done";
}
