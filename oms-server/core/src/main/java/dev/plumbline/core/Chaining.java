package dev.plumbline.core;

/// Which id of an order the next cancel or replace of it names in OrigClOrdID(41).
public enum Chaining {
    /// The last that the broker has accepted: every broker knows it.
    ACCEPTED,
    /// The last that it has not rejected, also where it has not answered yet: what FIX asks of who sends (4.4 volume 4,
    /// appendix D), and what a broker needs that works requests strictly one after the other.
    OPTIMISTIC
}
