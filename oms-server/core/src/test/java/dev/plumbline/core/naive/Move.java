package dev.plumbline.core.naive;

/// One thing that happens at a broker, as numbers that jqwik can make smaller: what, to which order, how much, and how
/// the report of it travels. Smaller numbers are plainer: an order in time, a trade, reports delivered at once.
///
/// @param what see [Life]
/// @param how 0 and up: at once, at once and again, lost, or some places late
record Move(int order, int what, int much, int how) {}
