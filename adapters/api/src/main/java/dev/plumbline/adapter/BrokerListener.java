package dev.plumbline.adapter;

import java.util.List;

/// Where an adapter delivers, on its own Vert.x context.
public interface BrokerListener {
    /// In the order of arrival, as many as have come since the last call.
    void onReports(List<Inbound> batch);

    void onSession(SessionEvent event);
}
