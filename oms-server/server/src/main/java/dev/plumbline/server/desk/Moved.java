package dev.plumbline.server.desk;

import dev.plumbline.core.Account;
import dev.plumbline.core.OrderKey;

/// An order from outside that turns out to be another account's than was told: whoever sees only the first one sees it no more.
///
/// @param from whose it was told to be
record Moved(OrderKey order, Account from) {}
