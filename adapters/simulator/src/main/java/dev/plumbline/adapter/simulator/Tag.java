package dev.plumbline.adapter.simulator;

/// The numbers of the FIX fields that the broker reads and writes.
final class Tag {
    static final int ACCOUNT = 1;
    static final int AVG_PX = 6;
    static final int CLORDID = 11;
    static final int CUM_QTY = 14;
    static final int EXECID = 17;
    static final int EXEC_REF_ID = 19;
    static final int EXEC_TRANS_TYPE = 20;
    static final int LAST_PX = 31;
    static final int LAST_QTY = 32;
    static final int MSG_TYPE = 35;
    static final int ORDERID = 37;
    static final int ORDER_QTY = 38;
    static final int ORD_STATUS = 39;
    static final int ORD_TYPE = 40;
    static final int ORIG_CLORDID = 41;
    static final int PRICE = 44;
    static final int SIDE = 54;
    static final int SYMBOL = 55;
    static final int TEXT = 58;
    static final int TIME_IN_FORCE = 59;
    static final int TRANSACT_TIME = 60;
    static final int POSS_RESEND = 97;
    static final int CXL_REJ_REASON = 102;
    static final int ORD_REJ_REASON = 103;
    static final int EXEC_TYPE = 150;
    static final int LEAVES_QTY = 151;
    static final int EXEC_RESTATEMENT_REASON = 378;
    static final int CXL_REJ_RESPONSE_TO = 434;

    private Tag() {}
}
