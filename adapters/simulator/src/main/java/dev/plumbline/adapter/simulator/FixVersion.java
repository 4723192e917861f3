package dev.plumbline.adapter.simulator;

import quickfix.SessionID;
import quickfix.UtcTimestampPrecision;

/// What differs between the versions of FIX that the broker speaks.
enum FixVersion {
    FIX42("FIX.4.2", "FIX.4.2", UtcTimestampPrecision.MILLIS),
    FIX44("FIX.4.4", "FIX.4.4", UtcTimestampPrecision.MILLIS),
    FIX50SP2("FIX.5.0SP2", "FIXT.1.1", UtcTimestampPrecision.NANOS);

    private final String application;
    private final String transport;
    private final UtcTimestampPrecision finest;

    FixVersion(String application, String transport, UtcTimestampPrecision finest) {
        this.application = application;
        this.transport = transport;
        this.finest = finest;
    }

    /// @throws IllegalArgumentException naming the versions there are
    static FixVersion of(String beginString) {
        for (var version : values()) if (version.application.equals(beginString)) return version;
        throw new IllegalArgumentException(
                "beginString '" + beginString + "' is not spoken here: give FIX.4.2, FIX.4.4 or FIX.5.0SP2");
    }

    /// As ApplVerID names it.
    String application() {
        return application;
    }

    SessionID session(SimulatorConfig config) {
        return new SessionID(transport, config.senderCompID(), config.targetCompID());
    }

    /// The finest time that the version can write: nanoseconds from 5.0 on, milliseconds before.
    UtcTimestampPrecision finest() {
        return finest;
    }

    boolean isTransportIndependent() {
        return this == FIX50SP2;
    }

    /// ExecTransType(20) and ExecType 1 and 2 are of 4.2; later versions have Trade, Correct, Cancel and Status instead.
    boolean hasExecTransType() {
        return this == FIX42;
    }
}
