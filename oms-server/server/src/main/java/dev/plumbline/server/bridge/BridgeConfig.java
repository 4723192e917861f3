package dev.plumbline.server.bridge;

import java.util.OptionalInt;

/// Where the bridge listens.
///
/// @param tcp its port for frames over TCP; 0 for any that is free, empty for none
/// @param web its port for SockJS and WebSocket; 0 for any that is free, empty for none
/// @param clientsMax connections at a time, over both; further ones are closed at once
public record BridgeConfig(String host, OptionalInt tcp, OptionalInt web, int clientsMax) {
    public static final int CLIENTS_MAX = 2_000;
}
