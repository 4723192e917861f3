package dev.plumbline.core;

/// An ExecID with whose it is: brokers do not look at each other's.
public record SessionExecID(BrokerSession session, ExecID execID) {}
