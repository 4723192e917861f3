package dev.plumbline.adapter.simulator;

/// ExecType(150), as of FIX 4.3 and later, of the reports that this broker sends.
enum ExecType {
    NEW('0'),
    CANCELED('4'),
    REPLACED('5'),
    PENDING_CANCEL('6'),
    REJECTED('8'),
    PENDING_NEW('A'),
    EXPIRED('C'),
    RESTATED('D'),
    PENDING_REPLACE('E'),
    TRADE('F'),
    TRADE_CORRECT('G'),
    TRADE_CANCEL('H'),
    ORDER_STATUS('I');

    private final char fix;

    ExecType(char fix) {
        this.fix = fix;
    }

    char fix() {
        return fix;
    }
}
