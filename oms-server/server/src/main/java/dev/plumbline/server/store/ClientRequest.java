package dev.plumbline.server.store;

import dev.plumbline.core.Account;
import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.OrderKey;

/// A command that was sent, by who asked for it.
///
/// @param account of the order
/// @param requestId under which it was asked for
/// @param clOrdID that it got
public record ClientRequest(Account account, OrderKey order, String user, String requestId, ClOrdID clOrdID) {}
