package dev.plumbline.core.naive;

/// Where the real model is not yet what the rules say: the random lives keep away from these, one by one. Each goes as
/// soon as it is mended; none is here for good.
final class Unsettled {
    /// While a Replaced that brings a new OrderID is on its way or lost, the order shows the one or the other, by what it
    /// has heard under which id.
    static final boolean NEW_ORDERID_BEFORE_ITS_REPLACED_IS_OPEN = true;

    /// An answer that shows a request of ours pending or done does not count where it comes before that request.
    static final boolean ANSWER_BEFORE_THE_REQUEST_IS_LOST = true;

    /// A Restated under the id of a replace that comes before our own request for it loses against
    /// the older Replaced, or counts without it.
    static final boolean RESTATED_BEFORE_THE_REQUEST_IS_LOST = true;

    /// A status answer under the id of a replace, with its terms, does not settle it where it says 39=6 or E of another.
    static final boolean ANSWER_THAT_ALSO_SAYS_PENDING_SETTLES_NOTHING = true;

    /// A bust or correction that waits tells what an order from outside was where it comes first, and not where it comes
    /// later.
    static final boolean WAITING_WORD_ON_AN_OUTSIDER_IS_OPEN = true;

    /// A 35=j about a replace that comes before our own request for it, where the order is there already, is lost.
    static final boolean REJECT_BEFORE_THE_REQUEST_IS_LOST = true;

    private Unsettled() {}
}
