package dev.plumbline.core.naive;

/// Where the real model is not yet what the rules say: the random lives keep away from these, one by one. Each goes as
/// soon as it is mended; none is here for good.
final class Unsettled {
    /// A trade or remark with 39=8 does not end the order where the ExecType=Rejected itself was lost, as one with 39=4
    /// or C does.
    static final boolean REJECTED_IN_ANOTHER_REPORT_IS_OVERHEARD = true;

    /// ExecType=Rejected of a duplicate (F.1.a) says that the first one is alive; where the New was lost the order
    /// stays PendingNew.
    static final boolean REJECTED_DUPLICATE_ACKNOWLEDGES_NOTHING = true;

    /// A Restated under the id of a replace changes what a status answer has to show for the replace to be done (rule
    /// 10), so that the order of the two matters.
    static final boolean RESTATED_SPOILS_THE_ANSWER = true;

    /// A status answer under the id of a replace, with its terms, settles the replace only where it says that the order
    /// works: not with 39=3, 4, 9 or C.
    static final boolean ANSWER_OF_AN_ORDER_AT_REST_SETTLES_NOTHING = true;

    /// A later correction that names the trade itself, after corrections that name each other, does not count: the last of
    /// the chain does, though the broker's clock and CumQty say otherwise.
    static final boolean CORRECTION_OF_THE_TRADE_AFTER_A_CHAIN_IS_LOST = true;

    /// While a Replaced that brings a new OrderID is on its way or lost, the order shows the one or the other, by what it
    /// has heard under which id.
    static final boolean NEW_ORDERID_BEFORE_ITS_REPLACED_IS_OPEN = true;

    /// An answer that shows a request of ours pending does not count where it comes before that request.
    static final boolean ANSWER_BEFORE_THE_REQUEST_IS_LOST = true;

    /// A bust while a trade is missing, then a trade whose CumQty counts both: the gap is forgotten.
    static final boolean GAP_IS_FORGOTTEN_AFTER_A_BUST = true;

    private Unsettled() {}
}
