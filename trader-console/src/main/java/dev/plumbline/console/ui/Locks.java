package dev.plumbline.console.ui;

import javafx.beans.value.ObservableValue;

/// Why something may not be sent now: empty where it may. Cancelling only takes risk away, so it may go where an order may
/// not: to a desk that is connected and silent, once a person has seen how old the picture is.
///
/// @param send why no order, amendment or question may be sent
/// @param cancel why not even a cancel may be
/// @param old how old the picture is, for a person to confirm a cancel all the same; empty where it is not old
public record Locks(ObservableValue<String> send, ObservableValue<String> cancel, ObservableValue<String> old) {}
