package dev.plumbline.core;

/// An OrderID with whose it is: brokers do not look at each other's.
public record SessionOrderID(BrokerSession session, OrderID orderID) {}
