package dev.plumbline.core;

/// Why a command is refused. Where several are true, the first of this list is given: the order is tested.
public enum Refusal {
    /// Who asks for it may not.
    NOT_PERMITTED,
    DUPLICATE_CLORDID,
    UNKNOWN_SESSION,
    UNKNOWN_ACCOUNT,
    UNKNOWN_SYMBOL,
    /// Of a kind that cannot be sent (OrdRejReason 11 of FIX: unsupported order characteristic).
    UNSUPPORTED_ORDER,
    BAD_QUANTITY,
    BAD_PRICE,
    UNKNOWN_ORDER,
    ORDER_OVER,
    /// A person has pulled the kill switch: see [Halt].
    HALTED,
    MAX_ORDER_QTY,
    MAX_NOTIONAL,
    /// The broker's session is down, or the server is not open for orders.
    NOT_CONNECTED,
    /// Of a release: no such halt is in force.
    NOT_HALTED,
    /// Of a release: what was to be released is so no more, and it was halted again since.
    HALTED_ANEW,
    /// Of a release: who pulled a halt may not release it.
    SECOND_PERSON,
    /// Of a halt or its release: some shards took it and some did not, or did not say.
    NOT_EVERYWHERE
}
