package dev.plumbline.console.export;

import java.time.Instant;

/// Where a table came from, for whoever opens the file next week.
///
/// @param filter as it was typed, empty where there was none
public record About(String desk, String user, String filter, Instant when) {}
