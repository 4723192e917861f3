package dev.plumbline.oms.chaos;

import java.util.Map;
import java.util.stream.Collectors;

import org.HdrHistogram.Histogram;

/// What an upgrade of all servers under load was to those who traded meanwhile, from the end of the first old server until one of
/// the new ones trades and all others stand by.
///
/// @param millis how long it took
/// @param handOverMs from the moment when the server that traded was told to stop to the first order that another one took
/// @param accepted requests
/// @param refused requests
/// @param notConnected of those, for there was no server or no broker for them: a person would try again
/// @param refusedBecause in words; empty for none
/// @param repeated requests that a client had to ask again, as the connection had gone before they were answered
/// @param waited microseconds that requests waited for their answers
/// @param logons of each session
record Upgrade(
        long millis, long handOverMs, long accepted, long refused, long notConnected, String refusedBecause, long repeated, Histogram waited,
        Map<String, Integer> logons) {

    String words() {
        return "upgraded in %,d ms; another server took its first order %,d ms after the one that traded was told to stop, which took them until it gave its shards away; %,d requests were accepted meanwhile, %,d refused for nobody was there for them, %,d by the rules%s, %,d asked again; they waited %.1f ms in the median, %,.0f ms at worst; logons: %s"
                .formatted(
                        millis, handOverMs, accepted, notConnected, refused - notConnected, refusedBecause.isEmpty() ? "" : " (" + refusedBecause + ")", repeated,
                        waited.getValueAtPercentile(50) / 1_000.0, waited.getMaxValue() / 1_000.0, logonWords());
    }

    private String logonWords() {
        return logons.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining(", "));
    }
}
