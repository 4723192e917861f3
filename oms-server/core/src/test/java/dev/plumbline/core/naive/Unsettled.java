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

    /// A status answer under the id of a replace, with its terms, does not settle the replace while it says 39=3.
    static final boolean ANSWER_OF_A_RESTING_ORDER_SETTLES_NOTHING = true;

    private Unsettled() {}
}
