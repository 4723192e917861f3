package dev.plumbline.core.naive;

/// Where the real model is not yet what the rules say: the random lives keep away from these, one by one. Each goes as
/// soon as it is mended; none is here for good.
final class Unsettled {
    /// A trade or remark with 39=8 does not end the order where the ExecType=Rejected itself was lost, as one with 39=4
    /// or C does.
    static final boolean REJECTED_IN_ANOTHER_REPORT_IS_OVERHEARD = false;

    /// ExecType=Rejected of a duplicate (F.1.a) says that the first one is alive; where the New was lost the order
    /// stays PendingNew.
    static final boolean REJECTED_DUPLICATE_ACKNOWLEDGES_NOTHING = false;

    /// A Restated under the id of a replace changes what a status answer has to show for the replace to be done (rule
    /// 10), so that the order of the two matters.
    static final boolean RESTATED_SPOILS_THE_ANSWER = false;

    /// A status answer under the id of a replace, with its terms, does not settle the replace while it says 39=3.
    static final boolean ANSWER_OF_A_RESTING_ORDER_SETTLES_NOTHING = false;

    /// A later correction that names the trade itself, after corrections that name each other, does not count: the last of
    /// the chain does, though the broker's clock and CumQty say otherwise.
    static final boolean CORRECTION_OF_THE_TRADE_AFTER_A_CHAIN_IS_LOST = false;

    /// While a Replaced that brings a new OrderID is on its way, the order shows the one or the other, by what it has
    /// heard under older ids.
    static final boolean NEW_ORDERID_UNDER_AN_OLD_ID_IS_OPEN = true;

    /// An answer that shows a request of ours pending does not count where it comes before that request.
    static final boolean ANSWER_BEFORE_THE_REQUEST_IS_LOST = true;

    private Unsettled() {}
}
