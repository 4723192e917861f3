package dev.plumbline.core;

/// Which of the units held are sold first, and so what the others cost.
public enum CostMethod {
    /// None: all of them cost the same.
    AVERAGE_COST,
    /// First in, first out.
    FIFO
}
