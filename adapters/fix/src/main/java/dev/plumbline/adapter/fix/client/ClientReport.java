package dev.plumbline.adapter.fix.client;

import dev.plumbline.core.ClOrdID;
import dev.plumbline.core.Order;

/// One report to a client: what it is about, and the order as the client sees it with this.
///
/// @param execRefID the report that this one takes the place of, empty for none: of a correction that was corrected it is the
///     correction (FIX 4.4 J.1.a)
/// @param clOrdID the client's, as `origClOrdID`, which is [ClOrdID#NONE] on what answers no request
/// @param picture whose OrderID is our OrderKey
/// @param transactTime nanoseconds since the epoch, UTC
/// @param text for a person, empty for none
record ClientReport(
        Fact fact,
        String execID,
        String execRefID,
        ClOrdID clOrdID,
        ClOrdID origClOrdID,
        Order picture,
        long transactTime,
        String text) {}
